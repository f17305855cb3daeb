using System.Buffers;
using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Finds command lines that run what they download, or delete far more than one folder.</summary>
internal static class DangerousCommand
{
    // Longer lines are data.
    private const int MaxLine = 2_000;

    private static readonly SearchValues<string> Signs = SearchValues.Create(
    [
        "curl ", "wget ", "Invoke-WebRequest", "Invoke-RestMethod", "DownloadString", "iwr ", "irm ", "rm -", "mkfs", "of=/dev/", "-delete",
        "Remove-Item", "rmtree", "del /", "rd /", "rmdir /", "format c:", "format d:",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>The lines of a stretch that are dangerous, each with what it causes as the start of a sentence.</summary>
    public static IEnumerable<(TextSpan Line, string Effect)> In(string text, int from, int to)
    {
        while (from < to)
        {
            var hit = text.AsSpan(from, to - from).IndexOfAny(Signs);
            if (hit < 0)
            {
                yield break;
            }

            var start = from + text.AsSpan(from, hit).LastIndexOfAny('\n', '\r') + 1;
            var line = TextLine.At(text, start, to);
            if (line.End - line.Start <= MaxLine && Effect(text[line.Start..line.End]) is { } effect)
            {
                yield return (line.Span, effect);
            }

            from = line.Next;
        }
    }

    // In a sentence the command is what stands between backticks.
    private static string? Effect(string line)
        => Harm(line) ?? (line.Contains('`', StringComparison.Ordinal) ? line.Split('`').Select(Harm).FirstOrDefault(effect => effect is not null) : null);

    private static string? Harm(string line)
        => DownloadedProgram.IsRun(line) ? "This runs whatever the address returns at that moment, without anybody having read it"
        : MassDeletion.IsIn(line) ? "This deletes far more than the skill's own files, and nothing brings them back"
        : null;
}
