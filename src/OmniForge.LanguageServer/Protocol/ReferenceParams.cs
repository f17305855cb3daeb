namespace OmniForge.LanguageServer.Protocol;

internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context);

internal sealed record ReferenceContext(bool IncludeDeclaration);

internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName);

internal sealed record WorkspaceSymbolParams(string? Query);

internal sealed record RenameFilesParams(IReadOnlyList<FileRename> Files);

internal sealed record FileRename(string OldUri, string NewUri);
