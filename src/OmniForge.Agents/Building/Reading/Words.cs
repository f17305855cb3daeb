using System.Globalization;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Cuts a message into words.</summary>
internal static class Words
{
    public static List<Word> Cut(string text)
    {
        var words = new List<Word>();
        foreach (Match match in Token.Matches(text))
        {
            var start = match.Index;
            var end = match.Index + match.Length;
            if (match.Groups["quote"].Success)
            {
                words.Add(new(match.Value[1..^1].Trim(), WordKind.Quote, start, end));
            }
            else if (match.Groups["file"].Success)
            {
                words.Add(new(match.Value, WordKind.File, start, end));
            }
            else if (match.Groups["number"].Success)
            {
                words.Add(new(NumberText(match), WordKind.Number, start, end));
            }
            else if (match.Groups["word"].Success)
            {
                AddWord(words, match.Value, start, end);
            }
            else
            {
                AddMark(words, match.Value, start, end);
            }
        }

        return words;
    }

    /// <summary>Words joined by blanks, marks left out.</summary>
    public static string Join(IEnumerable<Word> words)
        => string.Join(' ', words.Where(word => word.Kind != WordKind.Mark).Select(word => word.Text));

    /// <summary>The message from the first to the last of the words, as typed.</summary>
    public static string Said(string text, IReadOnlyList<Word> words)
        => words.Count == 0 ? "" : text[words[0].Start..words[^1].End].Trim(' ', ',', '.', ';', ':', '!', '?');

    private static void AddMark(List<Word> words, string value, int start, int end)
    {
        if (words.Count > 0 && words[^1].Kind != WordKind.Mark && value is ("👍" or "✅" or "👌" or "👎" or "❌"))
        {
            words.Add(new(",", WordKind.Mark, start, start));
        }

        if (value is "👍" or "✅" or "👌")
        {
            words.Add(new("yes", WordKind.Word, start, end));
        }
        else if (value is "👎" or "❌")
        {
            words.Add(new("no", WordKind.Word, start, end));
        }
        else
        {
            words.Add(new(value, WordKind.Mark, start, end));
        }
    }

    private static void AddWord(List<Word> words, string value, int start, int end)
    {
        var lower = value.ToLowerInvariant().Replace('’', '\'').Replace('‘', '\'').Replace('`', '\'');
        if (Contractions.Open(lower) is { } parts)
        {
            words.AddRange(parts.Select(part => new Word(part, WordKind.Word, start, end)));
            return;
        }

        if (lower.EndsWith("'s", StringComparison.Ordinal))
        {
            lower = lower[..^2];
        }

        foreach (var part in lower.Replace("'", "", StringComparison.Ordinal).Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            words.Add(new(part, WordKind.Word, start, end));
        }
    }

    private static string NumberText(Match match)
    {
        var digits = match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return match.Value;
        }

        var scale = match.Groups["scale"].Value.ToLowerInvariant() switch
        {
            "k" => 1_000m,
            "m" or "mio" => 1_000_000m,
            "bn"
            => 1_000_000_000m,
            _ => 1m
        };
        return (number * scale).ToString("0.############", CultureInfo.InvariantCulture);
    }

    private static readonly Regex Token = new(
        """
        (?<quote>"[^"\n]+"|“[^”\n]+”|«[^»\n]+»|(?<![\p{L}\p{N}])['‘][^'’\n]+['’](?![\p{L}\p{N}]))
        |(?<file>[\p{L}\p{N}_][\p{L}\p{N}_/.\-]*\.(?:csv|jsonl|json|tsv|txt|md|xlsx|xls|pdf|docx|xml|yaml|yml|parquet|html)(?![\p{L}\p{N}]))
        |(?<number>[$€£]?(?<digits>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(?<scale>k|mio|m|bn)?%?€?(?![\p{L}\p{N}:\-/]))
        |(?<word>\d{4}-\d{2}-\d{2}|[\p{L}\p{N}_]+(?:['’‘`][\p{L}]+)*)
        |(?<mark>👍|👎|✅|👌|❌|>=|<=|!=|==|[^\s])
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
