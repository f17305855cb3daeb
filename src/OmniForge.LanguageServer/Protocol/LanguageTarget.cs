using System.Text.Json;
using OmniForge.LanguageServer.Features.CodeActions;
using OmniForge.LanguageServer.Features.CodeLenses;
using OmniForge.LanguageServer.Features.Completion;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Features.Formatting;
using OmniForge.LanguageServer.Features.Hover;
using OmniForge.LanguageServer.Features.Moving;
using OmniForge.LanguageServer.Features.Structure;
using PolyType;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>What the client asks about one skill.</summary>
[GenerateShape(Kind = TypeShapeKind.None, IncludeMethods = MethodShapeFlags.PublicInstance)]
internal sealed partial class LanguageTarget(
    Session session,
    DiagnosticsPull diagnostics,
    Completions completions,
    Hovers hovers,
    Outline outline,
    Semantics semantics,
    Hints hints,
    CodeActions actions,
    ScheduleMove move,
    Formatting formatting,
    CodeLenses lenses)
{
    [JsonRpcMethod("textDocument/diagnostic")]
    public DocumentDiagnosticReport Diagnostic(DocumentDiagnosticParams asked) => Serving(diagnostics).Of(asked);

    [JsonRpcMethod("workspace/diagnostic")]
    public Task<WorkspaceDiagnosticReport> WorkspaceDiagnostic(WorkspaceDiagnosticParams asked, CancellationToken cancellationToken)
        => Serving(diagnostics).OfWorkspaceAsync(asked, cancellationToken);

    [JsonRpcMethod("textDocument/completion")]
    public CompletionList? Completion(TextDocumentPositionParams asked) => Serving(completions).At(asked);

    [JsonRpcMethod("completionItem/resolve")]
    public CompletionItem Resolve(CompletionItem asked) => Serving(completions).Resolve(asked);

    [JsonRpcMethod("textDocument/hover")]
    public Hover? Hover(TextDocumentPositionParams asked) => Serving(hovers).At(asked);

    [JsonRpcMethod("textDocument/documentSymbol")]
    public IReadOnlyList<DocumentSymbol>? DocumentSymbol(TextDocumentParams asked) => Serving(outline).Symbols(asked);

    [JsonRpcMethod("textDocument/foldingRange")]
    public IReadOnlyList<FoldingRange>? FoldingRange(TextDocumentParams asked) => Serving(outline).Folds(asked);

    [JsonRpcMethod("textDocument/selectionRange")]
    public IReadOnlyList<SelectionRange>? SelectionRange(SelectionRangeParams asked) => Serving(outline).Selections(asked);

    [JsonRpcMethod("textDocument/semanticTokens/full")]
    public SemanticTokens? SemanticTokensFull(TextDocumentParams asked) => Serving(semantics).Of(asked);

    [JsonRpcMethod("textDocument/inlayHint")]
    public IReadOnlyList<InlayHint>? InlayHint(TextDocumentRangeParams asked) => Serving(hints).In(asked);

    [JsonRpcMethod("textDocument/codeLens")]
    public IReadOnlyList<CodeLens>? CodeLens(TextDocumentParams asked) => Serving(lenses).Of(asked);

    [JsonRpcMethod("textDocument/codeAction")]
    public IReadOnlyList<CodeAction>? CodeAction(CodeActionParams asked) => Serving(actions).At(asked);

    [JsonRpcMethod("workspace/executeCommand")]
    public async Task<NoParams?> ExecuteCommand(ExecuteCommandParams asked, CancellationToken cancellationToken)
    {
        if (asked is not { Command: ScheduleMove.CommandName, Arguments: [{ ValueKind: JsonValueKind.String } uri] })
        {
            throw new LspException(LspException.RequestFailed, "There is no such command, or its arguments do not fit it.");
        }

        await Serving(move).RunAsync(uri.GetString()!, cancellationToken).ConfigureAwait(false);
        return null;
    }

    [JsonRpcMethod("textDocument/formatting")]
    public IReadOnlyList<TextEdit>? Format(TextDocumentParams asked) => Serving(formatting).Of(asked);

    [JsonRpcMethod("textDocument/rangeFormatting")]
    public IReadOnlyList<TextEdit>? FormatRange(TextDocumentRangeParams asked) => Serving(formatting).Of(asked);

    private T Serving<T>(T feature)
    {
        session.RequireServing();
        return feature;
    }
}
