using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

internal sealed record Location(string Uri, TextRange Range);

internal sealed record TextEdit(TextRange Range, string NewText);

/// <summary>Edits of several files, in the order in which they are carried out.</summary>
internal sealed record WorkspaceEdit(IReadOnlyList<JsonElement> DocumentChanges);

internal sealed record TextDocumentEdit(OptionalVersionedIdentifier TextDocument, IReadOnlyList<TextEdit> Edits);

/// <param name="Version">Null = whatever is on disk; always written.</param>
internal sealed record OptionalVersionedIdentifier(
    string Uri, [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] int? Version);

internal sealed record RenameFileOperation(string Kind, string OldUri, string NewUri);

/// <param name="Kind">"markdown" or "plaintext".</param>
internal sealed record MarkupContent(string Kind, string Value)
{
    public static MarkupContent Markdown(string text) => new("markdown", text);
}

internal sealed record Hover(MarkupContent Contents, TextRange? Range);

internal sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

internal sealed record CompletionItem(string Label, int Kind)
{
    public string? Detail { get; init; }

    public MarkupContent? Documentation { get; init; }

    public string? SortText { get; init; }

    public string? FilterText { get; init; }

    public TextEdit? TextEdit { get; init; }

    /// <summary>Where the item came from, so that its documentation can be looked up when it is selected.</summary>
    public JsonElement? Data { get; init; }
}

internal sealed record CodeAction(string Title, string Kind)
{
    public IReadOnlyList<Diagnostic>? Diagnostics { get; init; }

    public bool? IsPreferred { get; init; }

    public WorkspaceEdit? Edit { get; init; }

    public Command? Command { get; init; }
}

internal sealed record Command(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Name)
{
    public IReadOnlyList<JsonElement>? Arguments { get; init; }
}

internal sealed record DocumentSymbol(string Name, string? Detail, int Kind, TextRange Range, TextRange SelectionRange)
{
    public IReadOnlyList<DocumentSymbol>? Children { get; init; }
}

internal sealed record FoldingRange(int StartLine, int EndLine, string? Kind);

internal sealed record SelectionRange(TextRange Range, SelectionRange? Parent);

internal sealed record DocumentLink(TextRange Range, string? Target, string? Tooltip);

internal sealed record DocumentHighlight(TextRange Range, int Kind);

/// <summary>Five numbers a token: line and start relative to the one before, length, type, modifiers.</summary>
internal sealed record SemanticTokens(IReadOnlyList<int> Data);

internal sealed record InlayHint(Position Position, string Label)
{
    public MarkupContent? Tooltip { get; init; }

    public bool? PaddingLeft { get; init; }
}

internal sealed record CodeLens(TextRange Range, Command? Command);

internal sealed record WorkspaceSymbol(string Name, int Kind, Location Location, string? ContainerName);

/// <param name="Kind">"full", or "unchanged" since the result with the same id.</param>
internal sealed record DocumentDiagnosticReport(string Kind, string? ResultId, IReadOnlyList<Diagnostic>? Items);

internal sealed record WorkspaceDiagnosticReport(IReadOnlyList<WorkspaceDocumentDiagnosticReport> Items);

internal sealed record WorkspaceDocumentDiagnosticReport(
    string Uri,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] int? Version,
    string Kind,
    string? ResultId,
    IReadOnlyList<Diagnostic>? Items);

internal sealed record PrepareRenameResult(TextRange Range, string Placeholder);
