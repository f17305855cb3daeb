using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>
/// Judges a clause of everyday words about the thing in hand: "I think it's good", "I've no quarrel with any of that", "nobody would object". One
/// word it does not know, and it says nothing: a clause agrees only when all of it is understood.
/// </summary>
internal static partial class Polarity
{
    private const int Longest = 16;

    /// <summary>"is it right" asks.</summary>
    private static readonly HashSet<string> Inverted = PolarityWords.Split("is are am was were does do did would will be can could has have");

    /// <summary>"no, I agree": the first word is an answer of its own.</summary>
    private static readonly HashSet<string> Subjects = PolarityWords.Split("i we it that this these those they you everything all the your there nothing");

    private static readonly HashSet<string> Weak = PolarityWords.Split("could might should");

    /// <summary>True = agrees, false = declines, null = says neither.</summary>
    public static bool? Of(string clause)
    {
        var turned = Denials().Match(clause) is { Success: true };
        var words = Plain(turned ? Denials().Replace(clause, "") : clause).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > Longest || (words[0] == "no" && words.Length > 1 && Subjects.Contains(words[1])) || words.Contains("too") || Idle().IsMatch(clause) || clause.StartsWith("it is not that ", StringComparison.Ordinal) || clause.StartsWith("not that ", StringComparison.Ordinal) || (words.Length > 1 && words[^1] is "no" or "not" or "never"))
        {
            return null;
        }

        var forces = Array.ConvertAll(words, PolarityWords.Of);
        var at = Array.FindIndex(forces, force => force is not (null or Force.Nothing or Force.Negates));
        if (forces.Contains(null) || at < 0 || (Inverted.Contains(words[0]) && !(words.Length > 1 && words[1] == "not")) || (forces.Skip(at + 1).Any(force => force is not (Force.Nothing or Force.Negates)) && !forces.All(force => force is Force.Nothing or Force.Praises)))
        {
            return null;
        }

        turned ^= forces.Count(force => force == Force.Negates) % 2 == 1;
        return Sound(words, at, turned) ? Judge(words, at, forces[at]!.Value, turned) : null;
    }

    private static bool? Judge(string[] words, int at, Force force, bool turned) => force switch
    {
        Force.Praises when turned && PolarityWords.LeavesOpen(words[at]) => null,
        Force.Praises => turned && words.Any(PolarityWords.IsPart) || !words.Any(PolarityWords.IsCopula) ? null : !turned,
        Force.Faults => !turned && words.Any(PolarityWords.IsPart) || !words.Any(PolarityWords.IsCopula) ? null : turned,
        Force.Accepts when !words.Take(at).Any(word => word is "i" or "we" or "everyone" or "everybody" or "nobody" or "all") => null,
        Force.Accepts => !turned,
        Force.Objects => turned ? true : words.Any(PolarityWords.IsPart) || PolarityWords.IsFlaw(words[at]) ? null : words[0] is "i" or "we" or "it" or "that" or "there" ? false : null,
        Force.Stalls => turned && words.Any(word => word is "i" or "we" or "nothing" or "no" or "need" or "needs" or "reason" or "point" or "us") ? true : null,
        _ => null,
    };

    /// <summary>Whether the words about the judgement are what they look like.</summary>
    private static bool Sound(string[] words, int at, bool turned)
    {
        var next = at + 1 < words.Length ? words[at + 1] : "";
        var described = PolarityWords.Of(words[at]) is Force.Praises or Force.Faults
            && next is "one" or "idea" or "way" or "time" or "name" or "order" or "list" or "report" or "side" or "version" or "data" or "reason" or "point";
        var of = words[0] is "you" or "they" or "he" or "she" && PolarityWords.IsMood(words[at]);
        return !of && !(described && words[at] is not "bad") && (turned || !words.Any(Weak.Contains));
    }

    /// <summary>The same in fewer words.</summary>
    private static string Plain(string clause) => Looks().Replace(Empty().Replace(Together().Replace(clause, "we"), ""), "$1")
        .Replace("far from", "not", StringComparison.Ordinal).Replace("anything but", "not", StringComparison.Ordinal).Replace("nothing but", "all", StringComparison.Ordinal)
        .Replace("no longer", "not", StringComparison.Ordinal).Replace("hard to", "not", StringComparison.Ordinal).Replace("difficult to", "not", StringComparison.Ordinal).Replace("impossible to", "not", StringComparison.Ordinal).Replace("tough to", "not", StringComparison.Ordinal)
        .Replace("i fail to see", "i see no", StringComparison.Ordinal).Replace("in no way", "not", StringComparison.Ordinal).Replace("by no means", "not", StringComparison.Ordinal)
        .Replace("no one", "nobody", StringComparison.Ordinal).Replace("none of us", "nobody", StringComparison.Ordinal).Replace("not any", "no", StringComparison.Ordinal).Replace("less than", "not", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:(?:i|we) (?:would|will) be lying if (?:i|we) (?:said|say|told you|claimed)(?: that)?|(?:i|we) (?:(?:very much|really|seriously) )?doubt(?: that| if| whether)?(?= [a-z]+ )|(?:i|we) (?:would|could|can) not (?:exactly |really )?(?:say|call|claim|swear)(?: that)?|it (?:is|would be) not true that) ", RegexOptions.CultureInvariant)]
    private static partial Regex Denials();

    [GeneratedRegex(@"(?:^| )(?:to me|to us|for what it is worth|to be honest|to be fair|to tell the truth|if you ask me|as far as (?:i|we) (?:can (?:see|tell|judge)|am concerned|are concerned|know)|from where i (?:sit|stand)|that i can (?:see|find|think of|spot)|on the whole|all in all|by the looks of (?:it|things)|i (?:must|have to|would have to|can only|can safely) say(?: that)?|at first (?:sight|glance))(?= |$)", RegexOptions.CultureInvariant)]
    private static partial Regex Empty();

    /// <summary>"I can't be bothered", "never mind all that": no word about the thing.</summary>
    [GeneratedRegex("\\bbe bothered\\b|^(?:please |just |oh |well )*(?:never ?mind|(?:do not|never) (?:worry|trouble|bother|mind))\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Idle();

    /// <summary>"Derek and I are both happy": more than one who says it.</summary>
    [GeneratedRegex("^(?:(?:both|all) of us|we (?:both|all)|(?!yes|no|ok|sure|and|but)[a-z]+(?: [a-z]+)? and i|me and [a-z]+|everyone (?:here|on the team|in the team)|the whole team)(?= )(?: (?:are|is|am) (?:both|all))?", RegexOptions.CultureInvariant)]
    private static partial Regex Together();

    /// <summary>"it looks like a good plan": the word compares and does not love.</summary>
    [GeneratedRegex(@"\b(looks?|sounds?|seems?|feels?|reads|is|just|exactly|it) like\b(?! (?:it|that|this|what|how)$)", RegexOptions.CultureInvariant)]
    private static partial Regex Looks();
}
