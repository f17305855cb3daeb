using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

internal sealed record ReferenceParams(
    TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context, JsonElement? WorkDoneToken);

internal sealed record ReferenceContext(bool IncludeDeclaration);

internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName);

internal sealed record WorkspaceSymbolParams(string? Query, JsonElement? WorkDoneToken);

internal sealed record RenameFilesParams(IReadOnlyList<FileRename> Files);

internal sealed record FileRename(string OldUri, string NewUri);
