using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>The results of the version that runs and of the proposed one, on the same data.</summary>
internal static class SideBySide
{
    private const int Shown = 5;

    public static void Tell(Drafted turn, JsonObject? present, JsonObject? proposed)
    {
        var (before, after) = (Lines(present), Lines(proposed));
        var come = Without(after, before);
        var gone = Without(before, after);
        turn.Say("Compared with the version that runs now, on the same data:");
        if (come.Count + gone.Count == 0)
        {
            turn.Say(before.SequenceEqual(after) ? "The result is the same today." : "The same lines, in another order.");
            return;
        }

        turn.Say(Side("Now", before));
        turn.Say(Side("After the change", after));
        turn.Say(Listed("New", come));
        turn.Say(Listed("No longer there", gone));
    }

    private static string Side(string title, List<string> lines) => $"{title}: {(lines.Count == 0 ? "nothing to report" : Say.Count(lines.Count, "line"))}.";

    private static string Listed(string title, List<string> lines)
        => lines.Count == 0 ? "" : Say.Lines([$"{title}:", .. lines.Take(Shown), lines.Count > Shown ? $"… and {Say.Count(lines.Count - Shown, "more line")}" : ""]);

    /// <summary>Lines with what they say; headings of a table say nothing by themselves when no row follows.</summary>
    private static List<string> Lines(JsonObject? result)
    {
        var text = result?["text"] is JsonValue value && value.TryGetValue<string>(out var said) ? said : "";
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line.Any(char.IsLetterOrDigit)).ToList();
        return lines is [var only] && only.StartsWith('|') ? [] : lines;
    }

    /// <summary>Lines of the first that the second lacks, each as often as it stands there.</summary>
    private static List<string> Without(List<string> lines, List<string> others)
    {
        var left = others.CountBy(line => line).ToDictionary();
        return [.. lines.Where(line => !(left.TryGetValue(line, out var count) && (left[line] = count - 1) >= 0))];
    }
}
