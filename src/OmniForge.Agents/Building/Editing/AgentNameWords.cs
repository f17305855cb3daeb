using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Editing;

/// <summary>The words of an agent's name, compared with what a person types: other endings and small slips are the same word.</summary>
internal sealed class AgentNameWords
{
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal) { "the", "my", "our", "a", "an", "of", "and", "agent" };

    /// <summary>Words that many names share and that alone name nobody.</summary>
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "report", "list", "watch", "agent", "status", "summary", "overview", "check", "digest", "reminder", "table", "one", "thing",
    };

    private readonly IReadOnlyList<string> _words;

    public AgentNameWords(KnownAgent agent)
    {
        Agent = agent;
        _words = Significant(Words.Cut(agent.Name));
    }

    public KnownAgent Agent { get; }

    public int Length => _words.Count;

    public static IReadOnlyList<string> Significant(IEnumerable<Word> words)
    {
        var all = words.Where(word => word.Kind != WordKind.Mark).SelectMany(word => word.Text.ToLowerInvariant().Split(' ', '-', '_', '/'))
            .Where(word => word.Length > 0).ToList();
        var kept = all.Where(word => !Small.Contains(word)).ToList();
        return kept.Count > 0 ? kept : all;
    }

    public static bool OnlyKinds(IReadOnlyList<string> words) => words.All(word => Kinds.Contains(Stems.Of1(word)) || Kinds.Contains(word));

    /// <summary>How many of the message's words from <paramref name="at"/> on are this whole name; 0 = they are not.</summary>
    public int Run(IReadOnlyList<Word> said, int at, out bool exact)
    {
        exact = true;
        if (said[at].Kind == WordKind.Quote)
        {
            var quoted = Significant([said[at]]);
            exact = quoted.SequenceEqual(_words);
            return quoted.Count == _words.Count && quoted.Zip(_words).All(pair => Same(pair.First, pair.Second)) ? 1 : 0;
        }

        var next = 0;
        var i = at;
        for (; i < said.Count && next < _words.Count; i++)
        {
            if (said[i].Kind is WordKind.Mark && said[i].Text is "-" or "/")
            {
                continue;
            }

            if (said[i].Kind is WordKind.Mark or WordKind.File or WordKind.Quote)
            {
                return 0;
            }

            if (Same(said[i].Text, _words[next]))
            {
                exact &= said[i].Text == _words[next];
                next++;
            }
            else if (next == 0 || !Small.Contains(said[i].Text))
            {
                return 0;
            }
        }

        return next == _words.Count ? i - at : 0;
    }

    /// <summary>True when these words name a part of the name, in its order.</summary>
    public bool Has(IReadOnlyList<string> phrase)
    {
        var next = 0;
        foreach (var word in _words)
        {
            next += next < phrase.Count && Same(phrase[next], word) ? 1 : 0;
        }

        return next == phrase.Count;
    }

    /// <summary>True when one word of the name is this one.</summary>
    public bool Knows(string said) => _words.Any(word => Same(said, word));

    /// <summary>True when one word of the name, other than those that many names share, looks much like this one.</summary>
    public bool Near(string said)
        => said.Length > 2 && !Kinds.Contains(said) && _words.Any(word => !Kinds.Contains(word)
            && (Same(said, word) || Spelling.Related(said, word) || (said.Length > 4 && word.Length > 4 && Spelling.Distance(said, word) <= 2)));

    public static bool Same(string said, string known)
        => said == known || (said.Length > 3 && Stems.Of1(said) == Stems.Of1(known)) || Spelling.Near(said, known)
            || (said.Length >= 4 && known.Length >= 4 && said[0] == known[0] && !Kinds.Contains(said) && Spelling.Distance(said, known) == 1);
}
