namespace OmniForge.Skills.Parsing;

/// <summary>A cheap look at brackets before parsing: the parser's effort grows with the square of their depth.</summary>
internal static class Nesting
{
    /// <summary>Generous, because brackets inside texts are counted too.</summary>
    public const int Limit = 128;

    public static int Deepest(ReadOnlySpan<char> text)
    {
        int depth = 0, deepest = 0;
        foreach (var c in text)
        {
            depth = c switch
            {
                '[' or '{' => depth + 1,
                ']' or '}' => Math.Max(0, depth - 1),
                _ => depth,
            };
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}
