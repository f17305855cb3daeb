using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>Edits of several files, in the order in which they are carried out.</summary>
internal sealed record WorkspaceEdit(IReadOnlyList<JsonElement> DocumentChanges);

internal sealed record TextEdit(TextRange Range, string NewText);

internal sealed record TextDocumentEdit(OptionalVersionedIdentifier TextDocument, IReadOnlyList<TextEdit> Edits);

/// <param name="Version">Null = whatever is on disk; always written.</param>
internal sealed record OptionalVersionedIdentifier(
    string Uri, [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] int? Version);

internal sealed record RenameFileOperation(string Kind, string OldUri, string NewUri);
