using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Which of the offered files, columns or values an answer picks: by number, by ordinal, by name.</summary>
internal static class ChoiceReading
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    /// <summary>First words of a wish that happens to name a column.</summary>
    private static readonly string[] Verbs =
        ["drop", "remove", "add", "include", "show", "sort", "order", "group", "without", "hide", "only", "also", "leave", "skip", "not",
            "no", "call", "rename", "make", "put", "every", "count", "top", "test", "run"];

    private static readonly Regex Out = new(
        "^(?:please |just |then |ok |no )*(?:leave|take|drop|skip|forget|ignore|omit|remove)(?: (?:that|it|this|them))?(?: (?:one|part|"
            + "out|away))?(?: (?:then|please))?$|^none(?: of (?:them|those|these))?$|^neither$",
        RegexOptions.CultureInvariant);

    /// <summary>"leave that out": the unclear words are dropped.</summary>
    public static bool LeavesOut(string sentence) => Out.IsMatch(sentence);

    public static string? Pick(IReadOnlyList<Word> words, BuilderState state, BuilderWorld world)
    {
        var plain = words.Where(word => word.Kind != WordKind.Mark).ToList();
        if (plain.Count is 0 or > 12 || plain[0].IsAny(Verbs))
        {
            return null;
        }

        return state.Question!.Kind == QuestionKind.File ? File(plain, state, world) : Unclear(words, plain, state, world);
    }

    private static string? File(List<Word> words, BuilderState state, BuilderWorld world)
    {
        var choices = state.Question!.Choices;
        if (Position(words, choices.Count) is { } at && at < choices.Count && world.Files.Any(file => file.File == choices[at]))
        {
            return choices[at];
        }

        return FileFinder.Find(words, world) is { Files: [var only] } && words.Count <= 6 ? only : null;
    }

    private static string? Unclear(IReadOnlyList<Word> all, List<Word> words, BuilderState state, BuilderWorld world)
    {
        if (state.Unclear is not [var open, ..] || TableView.Of(world, state.Wish.File) is not { } table)
        {
            return null;
        }

        var choices = state.Question!.Choices;
        if (Position(words, choices.Count) is { } at && at < choices.Count)
        {
            return choices[at];
        }

        var said = string.Concat(words.SelectMany(word => Stems.Of(word.Text)));
        if (choices.FirstOrDefault(choice => string.Concat(Stems.Of(choice)) == said) is { } exact)
        {
            return exact;
        }

        var items = Mentions.Find(all, table);
        var columns = items.Where(item => item.IsColumn).SelectMany(item => item.Columns).Distinct().ToList();
        var values = items.Where(item => item.IsValue).ToList();
        if (open.Kind == UnclearKind.Value)
        {
            return values is [var one] && one.Columns.Any(column => column.Name == open.Filter?.Column) ? one.Value : null;
        }

        if (values.Count > 0 || words.Count > 6 || items.Any(item => item.IsNumber))
        {
            return null;
        }

        var offered = columns.Where(column => open.Candidates.Contains(column.Name)).ToList();
        return offered.Count == 1 ? offered[0].Name : columns.Count == 1 ? columns[0].Name : null;
    }

    private static int? Position(List<Word> words, int count)
    {
        if (words.Count > 4)
        {
            return null;
        }

        foreach (var word in words)
        {
            var ordinal = Array.IndexOf(Ordinals, word.Text);
            if (ordinal >= 0 && words.All(other => other.Kind == WordKind.Word))
            {
                return ordinal;
            }

            if (word.Is("last") && words.Count <= 3)
            {
                return count - 1;
            }
        }

        var number = words.Where(word => word.Kind == WordKind.Number && int.TryParse(word.Text, out _)).Select(word
            => int.Parse(word.Text, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return number is [var only] && words.Count <= 2 && only >= 1 && only <= count ? only - 1 : null;
    }
}
