namespace OmniForge.LanguageServer.Protocol;

internal sealed record DocumentSymbol(string Name, string? Detail, int Kind, TextRange Range, TextRange SelectionRange)
{
    public IReadOnlyList<DocumentSymbol>? Children { get; init; }
}

internal sealed record FoldingRange(int StartLine, int EndLine, string? Kind);

internal sealed record SelectionRange(TextRange Range, SelectionRange? Parent);

/// <summary>Five numbers a token: line and start relative to the one before, length, type, modifiers.</summary>
internal sealed record SemanticTokens(IReadOnlyList<int> Data);

internal sealed record InlayHint(Position Position, string Label)
{
    public MarkupContent? Tooltip { get; init; }

    public bool? PaddingLeft { get; init; }
}
