using System.Globalization;

namespace OmniForge.Agents.Building.Content;

/// <summary>A place in the items of a message that rules move forward.</summary>
internal sealed class Cursor(IReadOnlyList<Item> items, string text, TableView table, DateOnly today)
{
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["fifteen"] = 15,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["hundred"] = 100,
        ["dozen"] = 12,
        ["thousand"] = 1000,
        ["million"] = 1_000_000,
    };

    private static readonly HashSet<string> Nouns = new(StringComparer.Ordinal)
    {
        "ones", "one", "rows", "row", "items", "item", "entries", "entry", "records", "record", "lines", "line", "things", "thing",
            "results", "result", "of", "them", "those",
        "projects", "project", "people", "stuff",
    };

    private readonly HashSet<int> _passed = [];

    public int At { get; set; }

    /// <summary>Places that no rule took.</summary>
    public IReadOnlySet<int> Passed => _passed;

    public string Text => text;

    public TableView Table => table;

    public DateOnly Today => today;

    public bool End => At >= items.Count;

    public int Count => items.Count;

    public Item? Peek(int ahead = 0) => At + ahead >= 0 && At + ahead < items.Count ? items[At + ahead] : null;

    public Item this[int place] => items[place];

    public static bool IsNoun(string word) => Nouns.Contains(word);

    /// <summary>Moves over an item that no rule took.</summary>
    public void Pass() => _passed.Add(At++);

    public bool Is(int ahead, params ReadOnlySpan<string> words) => Peek(ahead) is { } item && item.Is(words);

    /// <summary>Moves over the phrase when the next items are exactly its words.</summary>
    public bool Take(string phrase)
    {
        var words = phrase.Split(' ');
        for (var k = 0; k < words.Length; k++)
        {
            if (Peek(k) is not { } item || item.Kind is ItemKind.Quote or ItemKind.File || item.Word.Text != words[k]
                || (words.Length > 1 && item.Start != item.Word.Start))
            {
                return false;
            }

            if (item.Kind is ItemKind.Column or ItemKind.Value && words.Length == 1)
            {
                return false;
            }
        }

        At += words.Length;
        return true;
    }

    public bool TakeAny(params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (Take(phrase))
            {
                return true;
            }
        }

        return false;
    }

    public void Skip(params ReadOnlySpan<string> words)
    {
        while (Peek() is { } item && item.Is(words))
        {
            At++;
        }
    }

    public void SkipArticles() => Skip("the", "a", "an", "my", "our", "its", "their", "your", "any", "all", "of", "every", "each", "whole");

    /// <summary>Skips up to two words that only stand for the rows: "ones", "projects".</summary>
    public void SkipNouns()
    {
        for (var k = 0; k < 2 && Peek() is { Kind: ItemKind.Word } item && Nouns.Contains(item.Word.Text); k++)
        {
            At++;
        }
    }

    /// <summary>A number in digits or in words.</summary>
    public decimal? Number(int ahead = 0)
    {
        if (Peek(ahead) is not { } item)
        {
            return null;
        }

        if (item.Kind == ItemKind.Number && decimal.TryParse(item.Word.Text, NumberStyles.Number, CultureInfo.InvariantCulture,
            out var number))
        {
            var scale = Peek(ahead + 1) is { } next && next.Is("thousand", "million", "billion")
                ? next.Word.Text switch { "thousand" => 1_000m, "million" => 1_000_000m, _ => 1_000_000_000m }
                : 1m;
            return number * scale;
        }

        return item.Kind == ItemKind.Word && Numbers.TryGetValue(item.Word.Text, out var spoken) ? spoken : null;
    }

    /// <summary>Moves over a number and its scale.</summary>
    public decimal? TakeNumber()
    {
        var back = At;
        Skip("$", "€", "£", "a", "about");
        var number = Number();
        if (number is null)
        {
            At = back;
            return null;
        }

        At += Peek()!.Kind == ItemKind.Number && Is(1, "thousand", "million", "billion") ? 2 : 1;
        Skip("%", "$", "€", "£", "percent", "dollars", "euros", "pounds", "usd", "eur");
        return number;
    }

    public static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>The words from one item to before another, as typed.</summary>
    public string Said(int from, int to)
        => from >= to || from >= items.Count ? "" : text[items[from].Start..items[Math.Min(to, items.Count) - 1].End].Trim(' ', ',', '.',
            ';', '!', '?', '"');
}
