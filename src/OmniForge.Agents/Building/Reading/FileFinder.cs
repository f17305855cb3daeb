using OmniForge.Agents.Building.Content;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Which known file a message means: by its name, by words of its name, by what only it holds.</summary>
internal static class FileFinder
{
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal) { "list", "data", "file", "table", "export", "sheet",
        "report", "input", "sample", "csv", "json", "my", "our", "the", "all", "new", "final", "copy" };

    public static (IReadOnlyList<string> Files, string? Missing) Find(IReadOnlyList<Word> words, BuilderWorld world)
    {
        string? missing = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Kind != WordKind.File)
            {
                continue;
            }

            var named = Named(words[i].Text, world);
            if (named.Count > 0)
            {
                return (named, null);
            }

            if (!(i > 0 && words[i - 1].IsAny("as", "to", "into", "called", "named", "it")) && !words[i].Text.EndsWith(".md",
                StringComparison.OrdinalIgnoreCase))
            {
                missing = words[i].Text;
            }
        }

        return missing is not null ? ([], missing) : (ByWords(words, world), null);
    }

    /// <summary>Files whose columns and values are the only ones that fit the words.</summary>
    public static IReadOnlyList<string> ByContent(string text, IReadOnlyList<Word> words, BuilderWorld world)
    {
        var scores = world.Files
            .Select(file => (file.File, Score: Mentions.Find(words, TableView.Of(file)).Count(item => item.IsValue || (item.IsColumn
                && item.Columns.Any(column => column.Words.Contains(Stems.Of1(item.Word.Text)))))))
            .Where(pair => pair.Score > 0)
            .OrderByDescending(pair => pair.Score)
            .ToList();
        return scores.Count switch
        {
            0 => [],
            1 => [scores[0].File],
            _ => scores[0].Score >= scores[1].Score + 2 ? [scores[0].File] : [],
        };
    }

    private static List<string> Named(string said, BuilderWorld world)
    {
        var exact = world.Files.Where(file => Same(file.File, said)).Select(file => file.File).ToList();
        if (exact.Count > 0)
        {
            return exact;
        }

        return [.. world.Files.Where(file => Spelling.Near(Path(said), Path(file.File))).Select(file => file.File)];
    }

    private static bool Same(string file, string said)
        => string.Equals(file, said, StringComparison.OrdinalIgnoreCase) || string.Equals(Path(file), Path(said),
            StringComparison.OrdinalIgnoreCase);

    private static string Path(string file) => file[(file.LastIndexOf('/') + 1)..].ToLowerInvariant();

    private static List<string> ByWords(IReadOnlyList<Word> words, BuilderWorld world)
    {
        var said = words.Where(word => word.Kind == WordKind.Word).Select(word => Stems.Of1(word.Text)).ToList();
        var joined = string.Concat(said);
        var scores = new List<(string File, double Score)>();
        foreach (var file in world.Files)
        {
            var name = Path(file.File);
            var stems = Stems.Of(name[..Math.Max(0, name.LastIndexOf('.'))]).Where(stem => !Generic.Contains(stem)
                && !stem.All(char.IsDigit)).ToList();
            if (stems.Count == 0)
            {
                continue;
            }

            var hits = stems.Count(stem => said.Contains(stem) || said.Any(word => Spelling.Near(word, stem)) || (stem.Length >= 6
                && joined.Contains(stem, StringComparison.Ordinal)));
            if (hits > 0)
            {
                scores.Add((file.File, (double)hits / stems.Count));
            }
        }

        var best = scores.Count == 0 ? 0 : scores.Max(pair => pair.Score);
        return best < 0.34 ? [] : [.. scores.Where(pair => pair.Score >= best - 0.001).Select(pair => pair.File)];
    }
}
