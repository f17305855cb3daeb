using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Takes a name out of a message, so that its words are not read as wishes about the content.</summary>
internal static class NameRemoval
{
    public static string From(string text, IReadOnlyList<Word> words, int start, int end)
    {
        var from = start;
        while (from > 0 && AgentFrames.IsDeterminer(words[from - 1]) && !words[from - 1].Is("off"))
        {
            from--;
        }

        if (end < words.Count && words[end].IsAny("agent", "one", "bot", "automation"))
        {
            end++;
        }

        if (from == 0 && words.Skip(end).All(word => word.Kind == WordKind.Mark))
        {
            return "";
        }

        var before = from > 0 ? words[from - 1] : default;
        var place = from > 0 && (AgentFrames.IsJoint(before) || (from <= 2 && before.IsAny("about", "regarding", "concerning", "within"))) && !(before.Is("on") && from > 1 && words[from - 2].IsAny("turn", "switch"));
        var behind = end < words.Count ? words[end] : default;
        var called = from == 0 && end < words.Count && behind.Kind == WordKind.Mark;
        var owns = words[end - 1].Kind == WordKind.Word && text[..words[end - 1].End].EndsWith("'s", StringComparison.OrdinalIgnoreCase);
        var put = place || called ? (owns ? "the" : "") : owns ? "its" : from > 0 && before.IsAny("delete", "remove", "archive", "unarchive", "restore", "rename") ? "the agent" : "it";
        var head = place && from == 2 && words[0].Is("as") ? "" : text[..(place ? before.Start : words[from].Start)];
        var tail = text[(called ? behind.End : words[end - 1].End)..];
        var joined = $"{head.TrimEnd()} {put} {tail.TrimStart()}".Replace("  ", " ", StringComparison.Ordinal).Trim().TrimStart(',', ':', ';', '-').Trim();
        return joined.Length > 0 && joined.Any(char.IsLetterOrDigit) ? joined.Replace(" ,", ",", StringComparison.Ordinal).Replace(" ?", "?", StringComparison.Ordinal) : "";
    }
}
