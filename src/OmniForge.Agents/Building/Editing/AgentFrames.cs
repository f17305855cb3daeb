using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Editing;

/// <summary>The words around a name that tell whether an agent is meant, and sentences about agents that name none.</summary>
internal static class AgentFrames
{
    /// <summary>What is done to agents and to nothing else.</summary>
    private static readonly HashSet<string> Strict = new(StringComparer.Ordinal)
    {
        "pause", "suspend", "stop", "resume", "unpause", "delete", "archive", "unarchive", "rename", "edit", "open", "activate", "deactivate", "disable", "enable", "restore",
    };

    private static readonly HashSet<string> Loose = new(StringComparer.Ordinal)
    {
        "change", "update", "modify", "adjust", "tweak", "fix", "improve", "remove", "show", "explain", "run", "start", "test", "try", "check", "describe", "undo", "revert",
        "make", "let", "have", "set", "put", "get", "want", "need", "tell", "find", "extend", "shorten",
    };

    private static readonly HashSet<string> Asking = new(StringComparer.Ordinal)
    {
        "does", "is", "did", "has", "will", "was", "do", "about", "changed", "edited", "touched", "made", "built", "are", "broke",
    };

    private static readonly HashSet<string> Joints = new(StringComparer.Ordinal) { "in", "to", "for", "of", "from", "on", "with", "at", "inside" };

    private static readonly HashSet<string> Determiners = new(StringComparer.Ordinal) { "the", "my", "our", "your", "this", "that", "agent", "off", "existing", "old" };

    private static readonly HashSet<string> Naming = new(StringComparer.Ordinal) { "called", "named", "name", "like", "a", "an", "new", "another", "as", "every", "each" };

    private static readonly HashSet<string> After = new(StringComparer.Ordinal)
    {
        "should", "must", "needs", "shall", "is", "does", "can", "could", "will", "runs", "sends", "posts", "has", "was", "please", "no", "may",
    };

    private static readonly Regex Making = new(
        "^(?:(?:please|hi|hello|hey|ok|now|can you|could you|would you|i want you to|i would like you to|let us|and|then|also) )*"
        + "(?:(?:build|create|generate|set up|design|write(?: me)?|compile|produce|prepare|invent) |make (?:me |us )?(?:a|an|another|one more) |"
        + "(?:i|we) (?:want|need|would like|would love) (?:to (?:have|build|make|create) )?(?:a|an|another) |(?:a |one )?(?:new|another|second) agent)",
        RegexOptions.CultureInvariant);

    private static readonly Regex Adding = new(
        "^(?!.*\\b(?:a|an|another|new|second|one more) (?:\\w+ ){0,3}(?:agent|bot|automation)\\b).*\\b(?:message|post|step|notification|column|page|note)\\b.* (?:in|to|for) (?:my|the|our) (?:[\\w-]+ ){1,4}(?:agent|bot|automation)$",
        RegexOptions.CultureInvariant);

    private static readonly Regex All = new(
        "^(?:(?:please|ok|hi|hello|hey|so|and|well|can you|could you) )*(?:(?:what|which) (?:agents|bots|automations) (?:do i|do we|have i|have we|are there|exist|are).*|"
        + "(?:what|which) (?:of my )?agents (?:are|run|is|have|will|can).*|(?:list|show|name|tell|give)(?: me)?(?: (?:all|of|the|my|our|your))* agents(?: please| i have| we have| there are)?|"
        + "(?:my|our|all|all my|all the) agents|(?:what|which) (?:have|did) (?:i|we) (?:built|build|made|make)(?: so far)?|how many agents (?:do i|do we|are).*|"
        + "do i have (?:any )?agents.*|what is (?:running|on|active|paused)(?: (?:now|at the moment|right now))?)$",
        RegexOptions.CultureInvariant);

    public static bool AsksForAll(string sentence) => All.IsMatch(sentence);

    public static bool Makes(string sentence) => Making.IsMatch(sentence);

    /// <summary>"I would like a message in my stock agent": something is made for an agent, and no agent.</summary>
    public static bool Adds(string sentence) => Adding.IsMatch(sentence);

    public static bool IsJoint(Word word) => Joints.Contains(word.Text);

    public static bool IsDeterminer(Word word) => Determiners.Contains(word.Text);

    public static bool IsStrict(Word word) => Strict.Contains(word.Text);

    /// <summary>How the words before and behind a name hold it.</summary>
    public static NameFrame Of(IReadOnlyList<Word> words, int start, int end)
    {
        var before = start - 1;
        if (before >= 0 && Naming.Contains(words[before].Text))
        {
            return NameFrame.None;
        }

        while (before >= 0 && Determiners.Contains(words[before].Text) && !TurnsOff(words, before))
        {
            before--;
        }

        if (before < 0 || words[before].Kind == WordKind.Mark || Filler(words[before]))
        {
            return end >= words.Count || words[end].Kind == WordKind.Mark || After.Contains(words[end].Text) ? NameFrame.Subject : NameFrame.None;
        }

        if (Naming.Contains(words[before].Text))
        {
            return NameFrame.None;
        }

        var verb = words[before];
        return TurnsOff(words, before) || Strict.Contains(verb.Text) ? NameFrame.Strict
            : Asking.Contains(verb.Text) ? NameFrame.Asked
            : Joints.Contains(verb.Text) ? NameFrame.Place
            : Loose.Contains(verb.Text) ? NameFrame.Loose
            : NameFrame.None;
    }

    /// <summary>Index of the verb whose object may be a part of a name, or -1.</summary>
    public static int Verb(IReadOnlyList<Word> words, bool strict)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (TurnsOff(words, i) || Strict.Contains(words[i].Text) || (!strict && (words[i].IsAny("change", "update", "modify", "adjust", "fix", "remove", "does", "explain")
                || (i > 0 && words[i].IsAny("in", "of", "with", "to") && words.Take(i).Any(word => word.IsAny("changed", "changes", "history", "versions", "happened", "new")))
                || (words[i].Is("about") && i > 0 && words[i - 1].IsAny("me", "more", "talk")))))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"turn off X", "switch on X".</summary>
    private static bool TurnsOff(IReadOnlyList<Word> words, int at) => at > 0 && words[at].IsAny("on", "off") && words[at - 1].IsAny("turn", "switch");

    private static bool Filler(Word word) => word.IsAny("please", "hey", "ok", "and", "now", "also", "hi", "hello", "so", "then", "no", "yes", "but");
}

/// <summary>What holds a name in a sentence.</summary>
internal enum NameFrame
{
    None,

    /// <summary>"pause X".</summary>
    Strict,

    /// <summary>"make X ...": such words are also said about other things.</summary>
    Loose,

    /// <summary>"what does X do".</summary>
    Asked,

    /// <summary>"add a message to X".</summary>
    Place,

    /// <summary>"X should ...".</summary>
    Subject,
}
