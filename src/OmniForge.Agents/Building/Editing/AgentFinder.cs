using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Finds the agent that a message is about: by its name, whole, in part or misspelt, or because it is the only one that fits.</summary>
public static class AgentFinder
{
    private const int LongestPhrase = 6;

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    private static readonly string[] Stops =
    [
        "to", "at", "on", "in", "for", "from", "until", "till", "while", "by", "and", "but", "so", "do", "does", "run", "runs", "work", "please", "now", "with", "instead",
        "every", "each", "should", "that", "which", "is", "mean", "again", "when", "as", "since", "last", "this", "lately", "recently", "between", "today", "yesterday",
    ];

    public static AgentMention Find(string text, BuilderState state, BuilderWorld world)
    {
        var words = Words.Cut(text);
        var sentence = Words.Join(words).ToLowerInvariant();
        var nobody = new AgentMention(MentionKind.Nobody, text, []);
        if (state.Question?.Kind == QuestionKind.Agent)
        {
            return Picked(words, state, world) ?? nobody;
        }

        if (AgentFrames.AsksForAll(sentence))
        {
            return new(MentionKind.All, text, world.Agents);
        }

        if (words.Count == 0 || (AgentFrames.Makes(sentence) && !AgentFrames.Adds(sentence)))
        {
            return nobody;
        }

        var scene = SceneOf(state);
        var others = world.Agents.Select(agent => new AgentNameWords(agent)).ToList();
        return Whole(text, words, others, scene, world)
            ?? (scene == MentionScene.Busy ? null : PartialNames.Find(text, words, others, scene == MentionScene.Fresh, world.AgentId))
            ?? Part(text, words, others, scene)
            ?? Nameless.Find(text, sentence, words, scene, world.Agents)
            ?? nobody;
    }

    /// <summary>How free the conversation is to turn to another agent.</summary>
    private static MentionScene SceneOf(BuilderState state)
    {
        var blank = state.Wish.Goal.Length == 0 && state.Wish.File is null && state.Wish.From is null;
        return state.Phase is Phase.Idle or Phase.Discovery && blank && state.Question is null or { Kind: QuestionKind.Goal } ? MentionScene.Fresh
            : state.Question is null || state.Phase == Phase.Idle ? MentionScene.Resting
            : MentionScene.Busy;
    }

    private static AgentMention? Whole(string text, List<Word> words, List<AgentNameWords> names, MentionScene scene, BuilderWorld world)
    {
        var found = new List<(KnownAgent Agent, int Start, int Count, bool Exact, int Length)>();
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var name in names)
            {
                if (name.Run(words, i, out var exact) is var count and > 0)
                {
                    found.Add((name.Agent, i, count, exact, name.Length));
                }
            }
        }

        var ranked = found.Where(one => Meant(text, words, one.Agent, one.Start, one.Count, scene))
            .OrderBy(one => one.Start).ThenByDescending(one => one.Length).ThenByDescending(one => one.Exact).ToList();
        if (ranked.Count == 0)
        {
            return null;
        }

        var best = ranked[0];
        var same = ranked.Where(one => one.Start == best.Start && one.Length == best.Length && one.Exact == best.Exact).Select(one => one.Agent).ToList();
        var rest = NameRemoval.From(text, words, best.Start, best.Start + best.Count);
        return same.Count > 1 ? new(MentionKind.Several, rest, same)
            : best.Agent.Id == world.AgentId ? new(MentionKind.Nobody, rest, [])
            : new(MentionKind.One, rest, same);
    }

    private static bool Meant(string text, List<Word> words, KnownAgent agent, int start, int count, MentionScene scene)
    {
        var frame = AgentFrames.Of(words, start, start + count);
        var marked = words[start].Kind == WordKind.Quote || (agent.Name.Any(char.IsUpper) && agent.Name.Contains(' ', StringComparison.Ordinal)
            && text.Contains(agent.Name, StringComparison.Ordinal));
        var fresh = words.Exists(word => word.Kind == WordKind.File) && !marked;
        return scene == MentionScene.Busy ? frame is NameFrame.Strict or NameFrame.Asked
            : frame switch
            {
                NameFrame.None => marked && start > 0 && !words[start - 1].IsAny("called", "named", "like", "a", "an", "new", "another", "it", "as", "agent"),
                NameFrame.Strict => true,
                NameFrame.Loose => marked || (!fresh && !words.Exists(word => word.IsAny("every", "daily", "weekly")) && start + count >= words.Count - 3) || Makes(words, start, start + count),
                _ => !fresh,
            };
    }

    /// <summary>"make X run ...", "let X ...": the name stands where "it" would.</summary>
    private static bool Makes(List<Word> words, int start, int end)
    {
        var verb = start - 1;
        while (verb >= 0 && AgentFrames.IsDeterminer(words[verb]))
        {
            verb--;
        }

        return verb >= 0 && words[verb].IsAny("make", "let", "set", "change", "update") && (verb == start - 1 || (end < words.Count && words[end].IsAny("agent", "bot", "automation")));
    }

    /// <summary>"the stock one", "my weekly report": a part of a name behind a verb that is said of agents.</summary>
    private static AgentMention? Part(string text, List<Word> words, List<AgentNameWords> names, MentionScene scene)
    {
        var verb = AgentFrames.Verb(words, strict: scene != MentionScene.Fresh);
        if (verb < 0 || scene == MentionScene.Busy)
        {
            return null;
        }

        var start = verb + 1;
        while (start < words.Count && (AgentFrames.IsDeterminer(words[start]) || (start > verb && words[start].Is("of"))))
        {
            start++;
        }

        var end = start;
        while (end < words.Count && end - start < LongestPhrase && words[end].Kind is WordKind.Word or WordKind.Number or WordKind.Quote && !words[end].IsAny(Stops))
        {
            end++;
        }

        var named = words[start..end];
        var phrase = AgentNameWords.Significant(named).Where(word => word is not ("one" or "agents")).ToList();
        var agentWord = named.Exists(word => word.Is("agent")) || words[(verb + 1)..start].Exists(word => word.Is("agent"));
        if (phrase.Count == 0 || named[0].IsAny("it", "this", "that", "them", "everything", "all", "me", "him", "her", "us", "you", "i"))
        {
            return null;
        }

        var fit = AgentNameWords.OnlyKinds(phrase) ? [] : names.Where(name => name.Has(phrase)).Select(name => name.Agent).ToList();
        var rest = NameRemoval.From(text, words, start, end);
        if (fit.Count > 0)
        {
            return new(fit.Count == 1 ? MentionKind.One : MentionKind.Several, rest, fit);
        }

        var sure = agentWord || (AgentFrames.IsStrict(words[verb]) && end >= words.Count - 2 && words.Count <= 8 && !AgentNameWords.OnlyKinds(phrase));
        return scene == MentionScene.Fresh && sure ? new(MentionKind.Unknown, text, []) { Said = Words.Said(text, named) } : null;
    }

    /// <summary>The answer to "which agent?": by number, by ordinal, by name.</summary>
    private static AgentMention? Picked(List<Word> words, BuilderState state, BuilderWorld world)
    {
        var choices = state.Question!.Choices;
        var plain = words.Where(word => word.Kind != WordKind.Mark).ToList();
        var names = choices.Select(choice => world.Agents.FirstOrDefault(agent => agent.Name == choice)).OfType<KnownAgent>().ToList();
        if (plain.Count is 0 or > 10 || names.Count == 0)
        {
            return null;
        }

        AgentMention Chosen(KnownAgent agent) => new(MentionKind.One, state.AboutWords ?? "", [agent]);
        var ordinal = plain.Select(word => Array.IndexOf(Ordinals, word.Text)).FirstOrDefault(at => at >= 0, -1);
        var whole = names.Where(agent => Enumerable.Range(0, plain.Count).Any(i => new AgentNameWords(agent).Run(plain, i, out _) > 0)).ToList();
        var phrase = AgentNameWords.Significant(plain).Where(word => word is not ("one" or "please" or "mean" or "i" or "it" or "is")).ToList();
        var part = phrase.Count == 0 || whole.Count > 0 ? [] : names.Where(agent => new AgentNameWords(agent).Has(phrase)).ToList();
        if ((whole.Count > 0 ? whole.OrderByDescending(agent => new AgentNameWords(agent).Length).ToList() : part) is { Count: > 0 } hits && (whole.Count > 0 || hits.Count == 1))
        {
            return Chosen(hits[0]);
        }

        if (plain.Count <= 4 && ordinal >= 0 && ordinal < names.Count)
        {
            return Chosen(names[ordinal]);
        }

        var number = plain.Count <= 2 && int.TryParse(plain[^1].Text, out var said) ? said : 0;
        return number >= 1 && number <= names.Count ? Chosen(names[number - 1])
            : names.Count == 1 && AgreePhrases.Match(Words.Join(plain)) ? Chosen(names[0])
            : null;
    }
}

/// <summary>What the conversation is doing when a name comes up.</summary>
internal enum MentionScene
{
    /// <summary>Nothing has been said about any agent.</summary>
    Fresh,

    /// <summary>Something is in hand and no question is open.</summary>
    Resting,
    Busy,
}
