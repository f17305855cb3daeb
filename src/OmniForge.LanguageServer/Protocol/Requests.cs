using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>Any request about one document as a whole.</summary>
internal sealed record TextDocumentParams(TextDocumentIdentifier TextDocument);

/// <summary>Any request about one place of a document.</summary>
internal sealed record TextDocumentPositionParams(TextDocumentIdentifier TextDocument, Position Position);

/// <summary>Any request about a stretch of a document.</summary>
internal sealed record TextDocumentRangeParams(TextDocumentIdentifier TextDocument, TextRange Range);

internal sealed record SelectionRangeParams(TextDocumentIdentifier TextDocument, IReadOnlyList<Position> Positions);

internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context);

internal sealed record ReferenceContext(bool IncludeDeclaration);

internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName);

internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, TextRange Range, CodeActionContext? Context);

/// <param name="Only">Kinds the client wants; null = all.</param>
internal sealed record CodeActionContext(IReadOnlyList<string>? Only);

internal sealed record DocumentDiagnosticParams(TextDocumentIdentifier TextDocument, string? PreviousResultId);

internal sealed record WorkspaceDiagnosticParams(IReadOnlyList<PreviousResultId>? PreviousResultIds, JsonElement? PartialResultToken);

internal sealed record PreviousResultId(string Uri, string Value);

internal sealed record WorkspaceSymbolParams(string? Query);

internal sealed record RenameFilesParams(IReadOnlyList<FileRename> Files);

internal sealed record FileRename(string OldUri, string NewUri);

internal sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes);

/// <param name="Type">1 = created, 2 = changed, 3 = deleted.</param>
internal sealed record FileEvent(string Uri, int Type);

internal sealed record DidChangeConfigurationParams(JsonElement? Settings);

internal sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChangeEvent Event);

internal sealed record WorkspaceFoldersChangeEvent(IReadOnlyList<WorkspaceFolder> Added, IReadOnlyList<WorkspaceFolder> Removed);

internal sealed record ExecuteCommandParams(string Command, IReadOnlyList<JsonElement>? Arguments);
