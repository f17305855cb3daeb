using OmniForge.LanguageServer.Features.DidChange;
using OmniForge.LanguageServer.Features.DidClose;
using OmniForge.LanguageServer.Features.DidOpen;
using OmniForge.LanguageServer.Features.Initialize;
using PolyType;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>
/// Which feature answers which method. Called for one message after the other, in their order; a feature that awaits
/// lets the next message in. `initialized` is not here: nothing waits for it, and unknown notifications are passed over.
/// </summary>
// Methods only: by the constructor the generator would describe JsonRpc itself, which cannot be compiled ahead of time.
[GenerateShape(Kind = TypeShapeKind.None, IncludeMethods = MethodShapeFlags.PublicInstance)]
internal sealed partial class LspTarget(
    Session session, Initialization initialization, Opening opening, Editing editing, Closing closing)
{
    [JsonRpcMethod("initialize")]
    public InitializeResult Initialize(InitializeParams asked) => initialization.Start(asked);

    [JsonRpcMethod("shutdown")]
    public void Shutdown() => session.AskToShutDown();

    [JsonRpcMethod("exit")]
    public void Exit() => session.Exit();

    [JsonRpcMethod("textDocument/didOpen")]
    public Task DidOpen(DidOpenTextDocumentParams opened) => session.Serving ? opening.OpenAsync(opened.TextDocument) : Task.CompletedTask;

    [JsonRpcMethod("textDocument/didChange")]
    public Task DidChange(DidChangeTextDocumentParams changed) => session.Serving ? editing.ChangeAsync(changed) : Task.CompletedTask;

    [JsonRpcMethod("textDocument/didClose")]
    public Task DidClose(DidCloseTextDocumentParams closed) => session.Serving ? closing.CloseAsync(closed.TextDocument) : Task.CompletedTask;
}
