using OmniForge.LanguageServer.Features.DidChange;
using OmniForge.LanguageServer.Features.DidClose;
using OmniForge.LanguageServer.Features.DidOpen;
using OmniForge.LanguageServer.Features.Initialize;
using OmniForge.LanguageServer.Features.WorkspaceChange;
using PolyType;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>
/// The life of the connection and what the client tells about its documents. Called for one message after the other, in
/// their order; a feature that awaits lets the next message in.
/// </summary>
// Methods only: by the constructor the generator would describe JsonRpc itself, which cannot be compiled ahead of time.
[GenerateShape(Kind = TypeShapeKind.None, IncludeMethods = MethodShapeFlags.PublicInstance)]
internal sealed partial class SyncTarget(
    Session session, Initialization initialization, Opening opening, Editing editing, Closing closing, WorkspaceChanges workspace, Progress progress)
{
    [JsonRpcMethod("initialize")]
    public InitializeResult Initialize(InitializeParams asked) => initialization.Start(asked);

    [JsonRpcMethod("initialized")]
    public Task Initialized() => session.Serving ? workspace.RegisterAsync() : Task.CompletedTask;

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

    [JsonRpcMethod("workspace/didChangeWatchedFiles")]
    public Task DidChangeWatchedFiles(DidChangeWatchedFilesParams changed)
        => session.Serving ? workspace.FilesAsync(changed) : Task.CompletedTask;

    [JsonRpcMethod("workspace/didChangeWorkspaceFolders")]
    public Task DidChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams changed)
        => session.Serving ? workspace.FoldersAsync(changed.Event) : Task.CompletedTask;

    [JsonRpcMethod("window/workDoneProgress/cancel")]
    public void StopProgress(ProgressCancelParams stopped) => progress.Stop(stopped.Token);

    [JsonRpcMethod("workspace/didChangeConfiguration")]
    public Task DidChangeConfiguration(DidChangeConfigurationParams changed)
        => session.Serving ? workspace.ConfigurationAsync(changed.Settings) : Task.CompletedTask;
}
