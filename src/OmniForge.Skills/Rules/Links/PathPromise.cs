using System.Buffers;

namespace OmniForge.Skills.Rules.Links;

/// <summary>Whether a sentence promises that the path in its code span is there.</summary>
internal static class PathPromise
{
    // How far a line is read on both sides, and how far back an order to make the file may stand.
    private const int Around = 300;
    private const int Before = 40;

    // What could be, and what lies in somebody else's folder.
    private static readonly SearchValues<string> Examples = SearchValues.Create(
    [
        "example", "e.g.", "such as", "for instance", "would", "could", "your project", "project's", "project root", "your repo", "repo root",
        "repository root", "repository's", "user's", "optional", "if present", "if it exists", "if they exist", "placeholder", "similar to",
        "imagine", "suppose", "naming",
    ], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Orders = SearchValues.Create(
        ["creat", "generat", "write", "save", "add ", "store", "put ", "output", "move ", "extract", "copy ", "like "],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsMade(RuleContext context, TextSpan path)
    {
        var line = context.Prose.Line(path.Start);
        var code = context.Prose.Code(path.Start) ?? path;
        var from = Math.Max(line.Start, code.Start - Around);
        var before = context.Text.AsSpan(from, code.Start - from);
        var after = context.Text.AsSpan(code.End, Math.Min(line.End, code.End + Around) - code.End);
        return !before.ContainsAny(Examples) && !after.ContainsAny(Examples)
            && !before[Math.Max(0, before.Length - Before)..].ContainsAny(Orders);
    }
}
