using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Editing;

/// <summary>"in my stock agent, ...", "the invoice one: ...", "my sales report should ...": a part of a name, held by the words around it.</summary>
internal static class PartialNames
{
    private const int LongestPhrase = 5;

    private static readonly string[] Nouns = ["agent", "bot", "automation"];

    private static readonly string[] Leads = ["in", "for", "on", "with", "about", "regarding", "concerning", "inside", "within", "at"];

    private static readonly string[] Articles = ["the", "my", "our", "your", "that", "this"];

    /// <summary>What stands before "agent" or "one" without being a name.</summary>
    private static readonly string[] NoNames =
    [
        "new", "same", "other", "whole", "last", "previous", "next", "current", "present", "existing", "right", "wrong", "first", "second", "third", "fourth", "fifth", "only", "entire",
        "ai", "best", "old", "older", "latest", "oldest", "finished", "morning", "evening", "afternoon", "daily", "other", "different", "big", "small", "long", "short",
    ];

    private static readonly string[] Ends =
    [
        "to", "at", "on", "in", "for", "from", "until", "till", "while", "by", "and", "but", "so", "do", "does", "run", "runs", "please", "now", "with", "instead", "every", "each", "should",
        "that", "which", "is", "are", "when", "if", "as", "i", "we", "you", "it", "must", "needs", "need", "shall", "can", "could", "will", "has", "may", "sends", "posts", "a", "an", "the", "my",
        "warn", "tell", "show", "list", "add", "sort", "put", "make", "only", "just", "also", "without", "not", "no", "of",
    ];

    private static readonly string[] Edits =
        ["add", "include", "remove", "drop", "change", "append", "attach", "put", "undo", "revert", "update", "set", "hide", "leave", "take", "insert", "adjust", "extend"];

    /// <summary>Null = no part of a name is held by the words.</summary>
    public static AgentMention? Find(string text, List<Word> words, IReadOnlyList<AgentNameWords> names, bool fresh, string? inHand)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (Phrase(words, i) is { } phrase && Match(phrase, names) is { } fit)
            {
                var rest = NameRemoval.From(text, words, phrase.Start, phrase.End);
                if (fit is [{ } only] && only.Id == inHand)
                {
                    return new(MentionKind.Nobody, rest, []);
                }

                if (fit.Count > 0)
                {
                    return new(fit.Count == 1 ? MentionKind.One : MentionKind.Several, rest, fit);
                }

                if (phrase.Named)
                {
                    return Missing(text, words, phrase, names, rest);
                }
            }
        }

        return null;

        // Beside an agent in hand, "the late one" may be a row of it.
        HeldName? Phrase(List<Word> all, int at)
        {
            if (Held(all, at) is not { } held)
            {
                return null;
            }

            var habit = all.Exists(word => word.Kind == WordKind.File) || all.Skip(held.End).Any(word => word.IsAny("every", "daily", "weekly", "monthly"));
            return (held.Marked ? held.Named || fresh || at == 0 || (at == 1 && all[0].IsAny(Leads)) : !habit) ? held : null;
        }
    }

    /// <summary>The words from <paramref name="at"/> on that may be a part of a name, and how sure that is.</summary>
    private static HeldName? Held(List<Word> words, int at)
    {
        var article = words[at].IsAny(Articles);
        var start = article ? at + 1 : at;
        if (!article && (at > 0 || words[at].IsAny(Leads)))
        {
            return null;
        }

        var end = start;
        while (end < words.Count && end - start < LongestPhrase && words[end].Kind is WordKind.Word or WordKind.Number or WordKind.Quote && !words[end].IsAny(Nouns)
            && !words[end].IsAny(Ends) && !words[end].IsAny("one", "thing"))
        {
            end++;
        }

        var said = words[start..end];
        if (said.Count == 0 || said.Exists(word => word.IsAny(NoNames)))
        {
            return null;
        }

        var named = end < words.Count && words[end].IsAny(Nouns);
        var marked = named || (article && end < words.Count && words[end].IsAny("one", "thing"));
        var past = marked ? end + 1 : end;
        var before = at > 0 ? words[at - 1] : default;
        var lead = at == 0 || before.Kind == WordKind.Mark || before.IsAny(Leads) || (before.IsAny("to", "of", "from") && words.Take(at).Any(word => word.IsAny(Edits)));
        var closed = past >= words.Count || words[past].Kind == WordKind.Mark;
        var subject = at == 0 && past < words.Count && words[past].IsAny("should", "must", "needs", "shall", "could", "may");
        var trailing = at > 0 && past >= words.Count && words[0].IsAny(Edits) && before.IsAny("to", "in", "of", "from", "for");
        var opening = at == 1 && before.IsAny(Leads) && closed && past < words.Count;
        return marked ? (lead || AgentFrames.Of(words, start, end) is not NameFrame.None ? new(said, start, past, named, true) : null)
            : article && (subject || trailing || opening) ? new(said, start, past, false, false)
            : null;
    }

    /// <summary>The agents that these words fit; null when the words alone name nobody.</summary>
    private static List<KnownAgent>? Match(HeldName held, IReadOnlyList<AgentNameWords> names)
    {
        var all = AgentNameWords.Significant(held.Said);
        var core = all.Where(word => !AgentNameWords.OnlyKinds([word])).ToList();
        if (core.Count == 0 && !held.Named)
        {
            return null;
        }

        var fit = names.Where(name => Knows(name, core.Count > 0 ? core : all)).ToList();
        var closer = fit.Where(name => Knows(name, all)).ToList();
        return fit.Count == 0 && !held.Named ? null : [.. (closer.Count > 0 ? closer : fit).Select(name => name.Agent)];
    }

    private static bool Knows(AgentNameWords name, IReadOnlyList<string> words) => words.All(name.Knows);

    /// <summary>Nothing is called so: the names that come near are offered, else what there is.</summary>
    private static AgentMention? Missing(string text, List<Word> words, HeldName held, IReadOnlyList<AgentNameWords> names, string rest)
    {
        var said = Words.Said(text, words[held.Start..held.End]);
        var core = AgentNameWords.Significant(held.Said);
        var near = names.Where(name => core.Any(word => name.Near(word))).Select(name => name.Agent).ToList();
        return near.Count > 0 ? new(MentionKind.Several, rest, near) { Said = said } : new(MentionKind.Unknown, text, []) { Said = said };
    }

    /// <param name="Named">The word agent stands behind it.</param>
    /// <param name="Marked">"agent" or "one" stands behind it.</param>
    private sealed record HeldName(List<Word> Said, int Start, int End, bool Named, bool Marked);
}
