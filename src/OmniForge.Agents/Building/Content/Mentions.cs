using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Content;

/// <summary>Finds the columns and values of a table in the words of a message; longest mention first.</summary>
internal static class Mentions
{
    private const int Longest = 6;

    /// <summary>Never a value or a column on their own, whatever the file holds.</summary>
    private static readonly HashSet<string> Stop = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "in", "on", "no", "yes", "and", "or", "of", "to", "it", "i", "me", "my", "all", "is", "as", "at", "by", "for",
            "from", "with", "be", "do",
        "not", "that", "this", "which", "who", "are", "first", "then", "one", "ones", "only", "just", "top", "per", "each", "every",
            "over", "under", "more", "less",
        "than", "least", "most", "between", "sort", "show", "list", "report", "file", "column", "row", "table", "csv", "if", "when",
            "where", "we", "you", "our", "us",
        "have", "has", "them", "their", "its", "also", "too", "but", "except", "without", "so", "can", "will", "would", "should", "make",
            "give", "tell", "write", "read",
        "up", "out", "go", "put", "last", "next", "there", "what", "how", "many", "any", "some", "other", "after", "before", "since",
            "until", "above", "below", "use", "add", "ok", "oh", "hi", "hey", "id", "am", "pm",
    };

    /// <summary>Words of figures: a column only under exactly that name.</summary>
    private static readonly HashSet<string> Figures = new(StringComparer.Ordinal) { "total", "totals", "sum", "average", "mean",
        "median", "count", "number", "maximum", "minimum", "max", "min", "limit", "cap" };

    public static List<Item> Find(IReadOnlyList<Word> words, TableView table, string text = "")
    {
        var items = new List<Item>();
        var i = 0;
        while (i < words.Count)
        {
            var found = Code(words[i], text, table) is { } code ? (code, 1) : Longer(words, i, table);
            items.Add(found.Item1 is { Kind: ItemKind.Word } && !Stop.Contains(words[i].Text) ? ShortNames.Find(words, i, text, table) ?? found.Item1 : found.Item1);
            i += found.Item2;
        }

        return items;
    }

    /// <summary>"OR", "IN" and "ME" in capitals are codes when the file has them so; in small letters they are everyday words.</summary>
    private static Item? Code(Word word, string text, TableView table)
    {
        if (word.Kind != WordKind.Word || word.End - word.Start > 4 || word.IsAny("i", "a"))
        {
            return null;
        }

        var typed = word.End <= text.Length ? text[word.Start..word.End] : "";
        if (typed.Length == 0 || !typed.All(char.IsAsciiLetterUpper) || !text.Any(char.IsAsciiLetterLower))
        {
            return null;
        }

        var holders = table.Columns.Where(column => column.Values.Any(pair => pair.Value == typed)).ToList();
        return holders.Count > 0 ? new(ItemKind.Value, word, holders, typed, word.Start, word.End) : null;
    }

    private static (Item Item, int Length) Longer(IReadOnlyList<Word> words, int i, TableView table)
    {
        var word = words[i];
        if (word.Kind == WordKind.Mark)
        {
            return (Plain(ItemKind.Mark, word), 1);
        }

        if (word.Kind == WordKind.File)
        {
            return (Plain(ItemKind.File, word), 1);
        }

        if (word.Kind == WordKind.Quote)
        {
            return (Quoted(word, table), 1);
        }

        for (var length = Math.Min(Longest, words.Count - i); length >= 1; length--)
        {
            if (Window(words, i, length) is { } window && Known(window, words, i, length, table) is { } item)
            {
                return (item, length);
            }
        }

        return (Plain(word.Kind == WordKind.Number ? ItemKind.Number : ItemKind.Word, word), 1);
    }

    /// <summary>The stems of a window of words without marks; a hyphen inside a word counts as nothing.</summary>
    private static List<string>? Window(IReadOnlyList<Word> words, int i, int length)
    {
        var stems = new List<string>();
        for (var k = i; k < i + length; k++)
        {
            if (words[k].Kind == WordKind.Mark)
            {
                var joins = words[k].Text is "-" or "/" or "&" or "." && k > i && k + 1 < i + length
                    && words[k - 1].End == words[k].Start && words[k + 1].Start == words[k].End;
                if (!joins && !(words[k].Text == "&" && k > i && k + 1 < i + length))
                {
                    return null;
                }

                continue;
            }

            if (words[k].Kind is WordKind.Quote or WordKind.File)
            {
                return null;
            }

            stems.Add(Stems.Of1(words[k].Text));
        }

        return stems;
    }

    private static Item? Known(List<string> stems, IReadOnlyList<Word> words, int i, int length, TableView table)
    {
        var joined = string.Concat(stems);
        var alone = length == 1;
        if (joined.Length == 0 || (alone && Stop.Contains(words[i].Text))
            || (alone && Figures.Contains(words[i].Text) && table.Columns.All(column => column.Joined != joined)) || (!alone
                && (Stop.Contains(words[i].Text)
            || Stop.Contains(words[i + length - 1].Text))
            && !table.Columns.Any(column => column.Joined == joined || column.Values.Any(pair => pair.Key == joined
                || Spelling.Near(joined, pair.Key)))))
        {
            return null;
        }

        var columns = Columns(stems, joined, alone ? words[i].Text : joined, table);
        var exact = columns.Any(column => column.Joined == joined);
        if (!exact && Values(joined, table, alone && words[i].Kind == WordKind.Number) is { } value)
        {
            return new(ItemKind.Value, words[i], value.Columns, value.Value, words[i].Start, words[i + length - 1].End);
        }

        return columns.Count > 0 && words[i].Kind != WordKind.Number
            ? new(ItemKind.Column, words[i], columns, null, words[i].Start, words[i + length - 1].End)
            : null;
    }

    private static IReadOnlyList<ColumnView> Columns(List<string> stems, string joined, string typed, TableView table)
    {
        var exact = table.Columns.Where(column => column.Joined == joined).ToList();
        if (exact.Count > 0)
        {
            return exact;
        }

        var part = table.Columns.Where(column => stems.All(column.Words.Contains)).ToList();
        if (part.Count > 0)
        {
            return part;
        }

        var short_ = table.Columns.Where(column => column.Initials.Length > 0 && column.Initials == joined).ToList();
        if (short_.Count > 0)
        {
            return short_;
        }

        if (stems.Count == 1 && table.Meaning(joined) is { Count: > 0 } kin)
        {
            return kin;
        }

        return stems.Count <= 2 ? [.. table.Columns.Where(column => Spelling.Near(joined, column.Joined)
            || (typed != joined && Spelling.Near(typed, column.Name.ToLowerInvariant()))
            || (stems.Count == 1 && column.Words.Any(word => Spelling.Near(joined, word))))] : [];
    }

    private static (IReadOnlyList<ColumnView> Columns, string Value)? Values(string joined, TableView table, bool number)
    {
        if (number || joined.Length < 2)
        {
            return null;
        }

        if (UsStates.Code(joined) is { } code && table.Columns.Where(column => column.Values.Any(pair => pair.Value == code)).ToList()
            is { Count: > 0 } states && !table.Columns.Any(column => column.Values.Any(pair => pair.Key == joined)))
        {
            return (states, code);
        }

        var holders = table.Columns.Where(column => column.Values.Any(pair => pair.Key == joined)).ToList();
        if (holders.Count > 0)
        {
            return (holders, holders[0].Values.First(pair => pair.Key == joined).Value);
        }

        if (SameState(joined) is { Length: > 0 } same && table.Columns.Where(column => column.Values.Any(pair => same.Contains(pair.Key))).ToList() is [var state])
        {
            return ([state], state.Values.First(pair => same.Contains(pair.Key)).Value);
        }

        var places = table.Columns.Where(column => column.Values.Any(pair => Demonyms.PlacesOf(joined).Contains(pair.Key))).ToList();
        if (places.Count > 0)
        {
            return (places, places[0].Values.First(pair => Demonyms.PlacesOf(joined).Contains(pair.Key)).Value);
        }

        var near = table.Columns
            .SelectMany(column => column.Values.Select(pair => (column, pair.Key, pair.Value)))
            .Where(entry => Spelling.Near(joined, entry.Key))
            .ToList();
        return near.Select(entry => entry.Key).Distinct(StringComparer.Ordinal).Count() == 1
            ? ([.. near.Select(entry => entry.column).Distinct()], near[0].Value)
            : null;
    }

    /// <summary>What a state is also called: "finished" is "Done" in a file that says so.</summary>
    private static string[] SameState(string joined)
        => Array.Find(States, words => words.Contains(joined))?.Where(word => word != joined).ToArray() ?? [];

    private static readonly string[][] States =
    [
        ["done", "finished", "completed", "closed"], ["inprogress", "ongoing", "underway", "started"], ["notstarted", "todo", "unstarted"],
        ["cancelled", "canceled", "aborted", "dropped"], ["late", "delayed", "behindschedule"], ["onhold", "paused", "suspended"],
    ];

    private static Item Quoted(Word word, TableView table)
    {
        var holders = table.Columns.Where(column => column.ValueOf(word.Text) is not null).ToList();
        if (holders.Count > 0)
        {
            return new(ItemKind.Value, word, holders, holders[0].ValueOf(word.Text), word.Start, word.End);
        }

        var named = table.Columns.Where(column => string.Equals(column.Name, word.Text, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count > 0
            ? new(ItemKind.Column, word, named, null, word.Start, word.End)
            : Plain(ItemKind.Quote, word);
    }

    private static Item Plain(ItemKind kind, Word word) => new(kind, word, [], null, word.Start, word.End);
}
