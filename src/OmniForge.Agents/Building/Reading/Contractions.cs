namespace OmniForge.Agents.Building.Reading;

/// <summary>Opens "don't", "I'm", "let's" and the like, also when typed without their apostrophe.</summary>
internal static class Contractions
{
    private static readonly Dictionary<string, string[]> Whole = new(StringComparer.Ordinal)
    {
        ["cannot"] = ["can", "not"],
        ["can't"] = ["can", "not"],
        ["cant"] = ["can", "not"],
        ["won't"] = ["will", "not"],
        ["wont"] = ["will", "not"],
        ["shan't"] = ["shall", "not"],
        ["dont"] = ["do", "not"],
        ["dosent"] = ["does", "not"],
        ["doesnt"] = ["does", "not"],
        ["didnt"] = ["did", "not"],
        ["isnt"] = ["is", "not"],
        ["arent"] = ["are", "not"],
        ["wasnt"] = ["was", "not"],
        ["havent"] = ["have", "not"],
        ["hasnt"] = ["has", "not"],
        ["wouldnt"] = ["would", "not"],
        ["couldnt"] = ["could", "not"],
        ["shouldnt"] = ["should", "not"],
        ["aint"] = ["is", "not"],
        ["ain't"] = ["is", "not"],
        ["im"] = ["i", "am"],
        ["ive"] = ["i", "have"],
        ["id"] = ["id"],
        ["thats"] = ["that", "is"],
        ["whats"] = ["what", "is"],
        ["lets"] = ["let", "us"],
        ["let's"] = ["let", "us"],
        ["y'all"] = ["you"],
        ["gonna"] = ["going", "to"],
        ["wanna"] = ["want", "to"],
        ["gotta"] = ["have", "to"],
        ["lemme"] = ["let", "me"],
        ["gimme"] = ["give", "me"],
        ["dunno"] = ["do", "not", "know"],
    };

    private static readonly string[] Pronouns = ["it", "that", "this", "there", "here", "what", "who", "where", "when", "how", "he",
        "she", "everything"];

    public static string[]? Open(string lower)
    {
        if (Whole.TryGetValue(lower, out var parts))
        {
            return parts;
        }

        var cut = lower.IndexOf('\'', StringComparison.Ordinal);
        if (cut <= 0)
        {
            return null;
        }

        var head = lower[..cut];
        return lower[cut..] switch
        {
            "'t" when head.EndsWith('n') => [head[..^1], "not"],
            "'m" => [head, "am"],
            "'re" => [head, "are"],
            "'ve" => [head, "have"],
            "'ll" => [head, "will"],
            "'d" => [head, "would"],
            "'s" when Pronouns.Contains(head, StringComparer.Ordinal) => [head, "is"],
            _ => null,
        };
    }
}
