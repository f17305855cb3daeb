namespace OmniForge.Corpus.Planting;

/// <summary>A file with one mistake that was put into it on purpose.</summary>
/// <param name="Mistake">Which of the twelve.</param>
/// <param name="Text">The file with the mistake.</param>
/// <param name="Codes">The rules that may name it.</param>
/// <param name="Line">0-based line of the mistake in <paramref name="Text"/>.</param>
internal sealed record Planted(string Mistake, string Text, IReadOnlyList<string> Codes, int Line)
{
    /// <summary>0-based line before which the fields end; null = at their closing fence.</summary>
    public int? End { get; init; }

    /// <summary>Mistakes after which the fields can no longer be read as a whole.</summary>
    public bool Breaks => Mistake is "tab" or "colon" or "quote" or "bracket" or "fence" or "doubled key";
}
