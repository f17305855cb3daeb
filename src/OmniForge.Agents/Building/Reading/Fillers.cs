namespace OmniForge.Agents.Building.Reading;

/// <summary>Words that carry no answer, taken off the edges of a clause before it is compared.</summary>
internal static class Fillers
{
    private static readonly HashSet<string> Edges = new(StringComparer.Ordinal)
    {
        "please", "pls", "plz", "thanks", "thank", "you", "thx", "ty", "cheers", "mate", "well", "oh", "ah", "um", "uh", "hm", "hmm",
            "so", "then", "and",
        "hey", "hi", "hello", "honestly", "actually", "really", "sorry", "man", "dude", "buddy", "friend", "sir", "madam", "maam",
            "haha", "lol", "again",
        "personally", "frankly", "basically", "anyway", "also", "too", "guys", "folks", "dear", "ooh", "aha", "eh", "mhm", "kindly",
            "now", "obviously", "ehm", "er", "whatever", "captain", "boss", "chief", "bro", "pal", "jose", "champ", "fella", "gents", "omniforge", "bot", "tho", "though", "ta", "luv", "lads",
    };

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "so", "then", "now", "really", "obviously", "you",
        "too", "again", "thank", "thanks", "also" };

    /// <summary>The clause without fillers at its edges; words that change the sense stay when nothing else is left.</summary>
    public static IReadOnlyList<string> Trim(IReadOnlyList<string> words)
    {
        var from = 0;
        var to = words.Count;
        while (from < to && Edges.Contains(words[from]) && words[from] != "too" && !(words[from] == "you" && to - from > 1)
            && !(words[from] == "thank"
            && from + 1 < to && words[from + 1] != "you"))
        {
            from++;
        }

        while (to > from && Edges.Contains(words[to - 1]) && !(to - 2 >= from && words[to - 2] is "my" or "our" or "the" or "his" or "her" or "your" or "a" or "with") && !(Kept.Contains(words[to - 1]) && NeedsIt(words, to - 1)))
        {
            to--;
        }

        return [.. words.Skip(from).Take(to - from)];
    }

    /// <summary>"think so", "not now", "not really": the last word belongs to the answer.</summary>
    private static bool NeedsIt(IReadOnlyList<string> words, int last)
        => last > 0 && (words[last] == "so" || words[last - 1] is "not" or "right" or "do" or "no" or "think" or "are" or "with" or "for"
            or "to" or "by");
}
