using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Corrections;

/// <summary>Some words of a message in one comparable line, each of which can be found again as it was typed.</summary>
internal sealed class Utterance
{
    private readonly string _text;
    private readonly IReadOnlyList<Word> _words;
    private readonly List<int> _starts = [];

    public Utterance(string text, IReadOnlyList<Word> words)
    {
        words = [.. words.Take(words.ToList().FindLastIndex(word => word.Kind != WordKind.Mark) + 1)];
        (_text, _words) = (text, words);
        var at = 0;
        foreach (var word in words)
        {
            _starts.Add(at);
            at += word.Text.Length + 1;
        }

        Line = string.Join(' ', words.Select(word => word.Kind == WordKind.Quote ? word.Text.ToLowerInvariant() : Slip(word.Text)));
    }

    /// <summary>Lower case, marks as words of their own.</summary>
    public string Line { get; }

    public int Start => _words[0].Start;

    public int End => _words[^1].End;

    public bool Any => _words.Any(word => word.Kind != WordKind.Mark);

    /// <summary>What was matched, as typed.</summary>
    public string Said(Group group)
    {
        var inside = Enumerable.Range(0, _words.Count).Where(at => _starts[at] >= group.Index && _starts[at] < group.Index + group.Length).ToList();
        return inside.Count == 0 ? "" : Short.Replace(_text[_words[inside[0]].Start.._words[inside[^1]].End], "");
    }

    private static readonly Regex Short = new("['’](?:s|re|ll|ve|d|m)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] Steering = ["only", "instead", "without", "remove", "delete", "except", "include", "rather", "every", "column", "limit", "weekdays", "weekend", "should", "needed", "enough", "plenty"];

    /// <summary>Two letters the wrong way round in a word that steers the sentence: "onyl".</summary>
    private static string Slip(string word)
        => word.Length < 4 ? word : Array.Find(Steering, right => right.Length == word.Length && right != word && right.Zip(word).Count(pair => pair.First != pair.Second) == 2
            && right.Order().SequenceEqual(word.Order())) ?? word;

    /// <summary>The parts between marks that end a sentence.</summary>
    public static List<Utterance> Sentences(string text, IReadOnlyList<Word> words) => Cut(text, words, word => word.Kind == WordKind.Mark && word.Text is "." or ";" or "!" or "?" or "…");

    /// <summary>The parts between any marks that part clauses.</summary>
    public List<Utterance> Clauses() => Cut(_text, _words, word => word.Kind == WordKind.Mark && word.Text is "." or ";" or "!" or "?" or "…" or "," or "–" or "—" or "(" or ")" or ":" && !Clock(word));

    /// <summary>The parts between "and" or "but".</summary>
    public List<Utterance> Joined() => Cut(_text, _words, word => word.IsAny("and", "but"));

    /// <summary>The ":" of "8:30".</summary>
    private bool Clock(Word mark) => mark.Text == ":" && mark.End < _text.Length && char.IsAsciiDigit(_text[mark.End]);

    private static List<Utterance> Cut(string text, IReadOnlyList<Word> words, Func<Word, bool> cuts)
    {
        var parts = new List<Utterance>();
        var open = new List<Word>();
        foreach (var word in words.Append(new Word(".", WordKind.Mark, text.Length, text.Length)))
        {
            if (!cuts(word) && word.Start < text.Length)
            {
                open.Add(word);
                continue;
            }

            if (open.Exists(one => one.Kind != WordKind.Mark))
            {
                parts.Add(new(text, open));
            }

            open = [];
        }

        return parts;
    }
}
