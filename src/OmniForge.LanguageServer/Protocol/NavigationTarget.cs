using OmniForge.LanguageServer.Features.Navigation;
using PolyType;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>What the client asks about the names in a skill and in the workspace.</summary>
[GenerateShape(Kind = TypeShapeKind.None, IncludeMethods = MethodShapeFlags.PublicInstance)]
internal sealed partial class NavigationTarget(Session session, Navigation navigation, Renames renames, WorkspaceSymbols symbols)
{
    [JsonRpcMethod("textDocument/definition")]
    public Location? Definition(TextDocumentPositionParams asked) => Serving(navigation).Definition(asked);

    [JsonRpcMethod("textDocument/references")]
    public Task<IReadOnlyList<Location>?> References(ReferenceParams asked, CancellationToken cancellationToken)
        => Serving(navigation).ReferencesAsync(asked, cancellationToken);

    [JsonRpcMethod("textDocument/documentHighlight")]
    public IReadOnlyList<DocumentHighlight>? DocumentHighlight(TextDocumentPositionParams asked) => Serving(navigation).Highlights(asked);

    [JsonRpcMethod("textDocument/documentLink")]
    public IReadOnlyList<DocumentLink>? DocumentLink(TextDocumentParams asked) => Serving(navigation).Links(asked);

    [JsonRpcMethod("textDocument/prepareRename")]
    public PrepareRenameResult? PrepareRename(TextDocumentPositionParams asked) => Serving(renames).Prepare(asked);

    [JsonRpcMethod("textDocument/rename")]
    public Task<WorkspaceEdit?> Rename(RenameParams asked, CancellationToken cancellationToken)
        => Serving(renames).RenameAsync(asked, cancellationToken);

    [JsonRpcMethod("workspace/willRenameFiles")]
    public Task<WorkspaceEdit?> WillRenameFiles(RenameFilesParams asked, CancellationToken cancellationToken)
        => Serving(renames).WillRenameAsync(asked, cancellationToken);

    [JsonRpcMethod("workspace/symbol")]
    public Task<IReadOnlyList<WorkspaceSymbol>> Symbol(WorkspaceSymbolParams asked, CancellationToken cancellationToken)
        => Serving(symbols).FindAsync(asked, cancellationToken);

    private T Serving<T>(T feature)
    {
        session.RequireServing();
        return feature;
    }
}
