namespace OmniForge.Agents.Building.Decomposition;

internal enum PieceKind
{
    Word,
    Comma,

    /// <summary>The end of a sentence.</summary>
    Stop,
}

/// <summary>A word or a mark. <paramref name="Text"/> is in lower case.</summary>
/// <param name="Integration">The service or the files that it names; null = none.</param>
internal sealed record Piece(string Text, PieceKind Kind, string? Integration)
{
    /// <summary>Where it stands in the text.</summary>
    public int Start { get; init; }

    public int End { get; init; }

    public bool Is(params ReadOnlySpan<string> words) => Kind == PieceKind.Word && words.Contains(Text);
}
