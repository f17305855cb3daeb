using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Which of several named things a message means: by its whole name, by number, by words that only one of them has.</summary>
internal static class PlaceFinder
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "the", "a", "my", "our", "of", "and", "in", "on", "for", "database", "list", "table", "board", "page", "channel", "team", "repository", "repo", "data", "new",
        "all", "report", "weekly", "daily", "monthly",
    };

    /// <summary>What was picked, and the words that picked it. Null = none, or more than one.</summary>
    public static PickedPlace? InAnswer(IReadOnlyList<Word> words, IReadOnlyList<string> names)
    {
        if (ByName(words, names) is { } named)
        {
            return named;
        }

        var plain = words.Where(word => word.Kind != WordKind.Mark).ToList();
        return plain.Count is 0 or > 5 ? null : ByOrder(plain, names.Count) is { } at ? new(names[at], plain) : ByWords(plain, names, Generic, Joined(words));
    }

    /// <summary>The only thing that a sentence about something else names.</summary>
    public static string? InSentence(IReadOnlyList<Word> words, IReadOnlyList<string> names)
        => ByName(words, names)?.Name ?? ByWords([.. words.Where(word => word.Kind != WordKind.Mark)], names, Generic, Joined(words))?.Name;

    /// <summary>The whole name as said one word after another; the longest wins.</summary>
    public static PickedPlace? ByName(IReadOnlyList<Word> words, IReadOnlyList<string> names)
    {
        PickedPlace? best = null;
        var longest = 0;
        foreach (var name in names)
        {
            var stems = Stems.Of(name);
            if (stems.Count > longest && Run(words, stems) is { } run)
            {
                (best, longest) = (new(name, run), stems.Count);
            }
        }

        return best;
    }

    private static List<Word>? Run(IReadOnlyList<Word> words, IReadOnlyList<string> stems)
    {
        for (var from = 0; from < words.Count; from++)
        {
            var run = new List<Word>();
            var said = 0;
            for (var i = from; i < words.Count && said < stems.Count; i++)
            {
                var parts = Stems.Of(words[i].Text);
                if (words[i].Kind == WordKind.Mark && parts.Count == 0 && (run.Count > 0 || words[i].Text is "#" or "-" or "&" or "/" or "\""))
                {
                    run.Add(words[i]);
                    continue;
                }

                if (parts.Count == 0 || said + parts.Count > stems.Count || !parts.Index().All(part => Fits(part.Item, stems[said + part.Index])))
                {
                    break;
                }

                run.Add(words[i]);
                said += parts.Count;
            }

            if (said == stems.Count && said > 0)
            {
                return run;
            }
        }

        return null;
    }

    private static bool Fits(string said, string known) => said == known || Spelling.Near(said, known);

    private static int? ByOrder(List<Word> words, int count)
    {
        foreach (var word in words)
        {
            var at = Array.IndexOf(Ordinals, word.Text);
            if (at >= 0 && at < count)
            {
                return at;
            }

            if (word.Is("last") && words.Count <= 3)
            {
                return count - 1;
            }
        }

        return words is [{ Kind: WordKind.Number } only] && int.TryParse(only.Text, out var number) && number >= 1 && number <= count ? number - 1 : null;
    }

    /// <summary>Words that a hyphen or a stroke holds together.</summary>
    private static List<List<Word>> Joined(IReadOnlyList<Word> words)
    {
        var groups = new List<List<Word>>();
        for (var i = 1; i + 1 < words.Count; i++)
        {
            if (words[i] is { Kind: WordKind.Mark, Text: "-" or "/" or "." } && words[i - 1].End == words[i].Start && words[i].End == words[i + 1].Start)
            {
                if (groups.Count > 0 && groups[^1][^1] == words[i - 1])
                {
                    groups[^1].Add(words[i + 1]);
                }
                else
                {
                    groups.Add([words[i - 1], words[i + 1]]);
                }
            }
        }

        return groups;
    }

    private static PickedPlace? ByWords(List<Word> words, IReadOnlyList<string> names, HashSet<string> generic, List<List<Word>> joined)
    {
        var scores = names.Select(name =>
        {
            var stems = Stems.Of(name).Where(stem => !generic.Contains(stem)).ToList();
            var hits = words.Where(word => Stems.Of(word.Text).Any(part => !generic.Contains(part) && stems.Exists(stem => Fits(part, stem)))).ToList();

            // "omni-store" is one name: a part of it that fits is no sign.
            bool Whole(Word word) => hits.Contains(word) || Stems.Of(word.Text).All(part => Stems.Of(name).Any(stem => Fits(part, stem)));
            hits.RemoveAll(hit => joined.Any(group => group.Contains(hit) && !group.All(Whole)));
            return (Name: name, Score: stems.Count == 0 ? 0 : (double)hits.Count / stems.Count, Hits: hits);
        }).Where(one => one.Score > 0).OrderByDescending(one => one.Score).ToList();
        return scores.Count == 1 || (scores.Count > 1 && scores[0].Score > scores[1].Score + 0.001) ? new(scores[0].Name, scores[0].Hits) : null;
    }
}

/// <param name="Words">Those that picked it.</param>
internal sealed record PickedPlace(string Name, IReadOnlyList<Word> Words);
