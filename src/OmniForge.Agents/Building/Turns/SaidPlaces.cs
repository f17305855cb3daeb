using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Turns;

/// <summary>A database, team or repository that a message names as such: "the omni-shop repository", "database "Client Projects"".</summary>
internal static partial class SaidPlaces
{
    private const int LongestName = 4;

    /// <summary>Where a name in front of its noun begins, seen from behind.</summary>
    private static readonly HashSet<string> Borders = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "our", "my", "your", "this", "that", "from", "of", "in", "on", "to", "into", "and", "or", "with", "a", "an", "is", "are", "its", "their", "which", "what", "use", "take", "read",
        "keep", "choose", "pick", "want", "mean", "list", "show", "check", "query", "rather", "instead", "but", "for", "called", "named", "it", "i", "we", "every", "each", "any", "all", "one",
        "both", "some", "no", "not", "as", "only", "just", "please", "make", "than", "by", "those", "these", "issues", "rows", "them", "now", "actually", "sorry", "meant", "switch", "change",
        "go", "oh", "ok", "yes",
    };

    /// <summary>What is said of one without being its name.</summary>
    private static readonly HashSet<string> Traits = new(StringComparer.OrdinalIgnoreCase)
    {
        "notion", "github", "linear", "slack", "main", "new", "whole", "entire", "same", "right", "wrong", "other", "another", "different", "first", "second", "third", "last", "big", "old",
        "company", "private", "public", "shared", "open", "own", "single", "current", "present", "git", "hub", "source", "code",
    };

    private static readonly string[] Refusals = ["not", "without", "than", "except", "forget", "drop"];

    /// <summary>Null when the message names none.</summary>
    public static SaidPlace? Of(string text, string integration)
    {
        var pattern = integration switch
        {
            "notion" => Database(),
            "linear" => Team(),
            "github" => Repository(),
            _ => null,
        };
        return pattern?.Matches(text).Select(noun => Before(text, noun) ?? Behind(text, noun, integration)).FirstOrDefault(said => said is not null);
    }

    /// <summary>Whether the message says nothing besides: "no, the Meetings database instead".</summary>
    public static bool IsAll(SaidPlace said) => Tokens().Matches(said.Rest).All(token => Borders.Contains(token.Value) || Traits.Contains(token.Value));

    /// <summary>The only one of the names that has all the words that were said; null = none, or several.</summary>
    public static string? Match(string said, IReadOnlyList<string> names)
    {
        var words = Stems.Of(said);
        if (names.FirstOrDefault(name => Stems.Of(name).SequenceEqual(words)) is { } whole)
        {
            return whole;
        }

        var fit = names.Where(name => Stems.Of(name) is var stems && words.All(word => stems.Any(stem => stem == word || Spelling.Near(word, stem)))).ToList();
        return fit is [var only] && words.Count > 0 ? only : null;
    }

    /// <summary>Names that come near, nearest first; empty = none does.</summary>
    public static IReadOnlyList<string> Near(string said, IReadOnlyList<string> names)
    {
        var words = Stems.Of(said);
        var plain = string.Concat(words);
        var ranked = names.Select(name => (Name: name, Stems: Stems.Of(name)))
            .Select(one => (one.Name, Shared: words.Count(word => one.Stems.Any(stem => Spelling.Related(word, stem))), Far: Spelling.Distance(plain, string.Concat(one.Stems))))
            .Where(one => one.Shared > 0 || one.Far <= Math.Max(1, plain.Length / 3)).ToList();
        return [.. ranked.Where(one => one.Shared == ranked.Max(other => other.Shared)).OrderBy(one => one.Far).Select(one => one.Name).Take(3)];
    }

    private static SaidPlace? Before(string text, Match noun)
    {
        var behind = text[(noun.Index + noun.Length)..];
        if (Quoted().Match(text[..noun.Index]) is { Success: true } quoted)
        {
            return new(quoted.Groups["name"].Value.Trim(), text[..quoted.Index] + behind);
        }

        var tokens = Tokens().Matches(text[..noun.Index]).ToList();
        var name = new List<string>();
        var at = tokens.Count - 1;
        var next = noun.Index;
        while (at >= 0 && name.Count < LongestName && !Borders.Contains(tokens[at].Value) && text[(tokens[at].Index + tokens[at].Length)..next].Trim().Length == 0)
        {
            next = tokens[at].Index;
            name.Insert(0, tokens[at].Value);
            at--;
        }

        var refused = tokens.Take(at + 1).TakeLast(2).Any(token => Refusals.Contains(token.Value, StringComparer.OrdinalIgnoreCase));
        name.RemoveAll(Traits.Contains);
        return refused || name.Count == 0 ? null : new(string.Join(' ', name), text[..next] + behind);
    }

    private static SaidPlace? Behind(string text, Match noun, string integration)
    {
        var rest = text[(noun.Index + noun.Length)..];
        return Called().Match(rest) is { Success: true } called ? new(called.Groups["name"].Value.Trim(), text[..noun.Index] + rest[called.Length..])
            : integration == "github" && Path().Match(rest) is { Success: true } path ? new(path.Groups["name"].Value, text[..noun.Index] + rest[path.Length..])
            : null;
    }

    [GeneratedRegex(@"\b(?:databases?|data bases?|db)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Database();

    [GeneratedRegex(@"\bteam\b", RegexOptions.IgnoreCase)]
    private static partial Regex Team();

    [GeneratedRegex(@"\b(?:repository|repositories|repo|repos)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Repository();

    [GeneratedRegex("[\"“«](?<name>[^\"”»]+)[\"”»]\\s*$")]
    private static partial Regex Quoted();

    [GeneratedRegex("[^\\s,;:!?()\"“”]+")]
    private static partial Regex Tokens();

    [GeneratedRegex("^\\s*(?:(?:called|named)\\s+)?[\"“«](?<name>[^\"”»]+)[\"”»]|^\\s*(?:called|named)\\s+(?<name>[^\\s,;:!?()]+(?:\\s+[A-Z0-9][^\\s,;:!?()]*)*)", RegexOptions.CultureInvariant)]
    private static partial Regex Called();

    [GeneratedRegex(@"^\s+(?<name>[\p{L}\p{N}_.]+[-/][\p{L}\p{N}_.\-/]*[\p{L}\p{N}])")]
    private static partial Regex Path();
}

/// <param name="Rest">The message without the name and its noun.</param>
internal sealed record SaidPlace(string Name, string Rest);
