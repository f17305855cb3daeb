using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>"only the first", "without the time change": a part of a proposed change is taken, the rest stays as it was.</summary>
internal static class Parts
{
    private const string Lead = "^(?:(?:please|ok|okay|yes|no|and|then|but|just|well|save|take|keep|accept|apply|do|use|make|i want|i would like) )*";

    private static readonly Regex Only = new(Lead + "(?:only|just|nothing but|solely) (?:take |save |keep |apply |do |change )?(?<what>.+?)(?: please)?$", RegexOptions.CultureInvariant);

    private static readonly Regex Except = new(
        Lead + "(?:all|everything|the rest|both)? ?(?:but|except(?: for)?|without|leave out|skip|drop|not|forget|minus) (?<what>.+?)(?: please)?$", RegexOptions.CultureInvariant);

    private static readonly (string Word, string Key)[] Labels =
    [
        ("time", "schedule"), ("schedule", "schedule"), ("day", "schedule"), ("times", "schedule"), ("when", "schedule"), ("days", "schedule"),
        ("filter", "filter"), ("condition", "filter"), ("limit", "limit"), ("threshold", "filter"), ("length", "limit"), ("rows", "filter"), ("row", "filter"),
        ("order", "order"), ("sorting", "order"), ("sort", "order"),
        ("column", "content"), ("columns", "content"), ("content", "content"), ("grouping", "grouping"), ("groups", "grouping"),
        ("name", "name"), ("title", "name"), ("rename", "name"), ("format", "format"), ("file", "source"), ("source", "source"),
        ("slack", "target"), ("message", "target"), ("channel", "target"), ("destination", "target"), ("target", "target"),
    ];

    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["source"] = ["file", "from"],
        ["filter"] = ["filters"],
        ["grouping"] = ["grouping"],
        ["order"] = ["sorts"],
        ["limit"] = ["limit"],
        ["content"] = ["columns"],
        ["format"] = ["format", "output_file"],
        ["target"] = ["deliveries", "to_at"],
        ["schedule"] = ["when"],
        ["name"] = ["name"],
    };

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];

    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        var before = turn.State.History[^1].Wish;
        var keys = Differences.Of(before, turn.Wish, turn.World).Select(one => one.Key).ToList();
        var sentence = Words.Join(Words.Cut(said.Words)).ToLowerInvariant();
        if (keys.Count < 2 || Dropped(sentence, keys) is not { Count: > 0 } dropped || dropped.Count == keys.Count || Touched(turn.Wish, keys, dropped) is not { } members)
        {
            return false;
        }

        turn.State = turn.State with
        {
            Wish = WishMerge.Without(before, turn.Wish, members),
            Undo = [.. turn.State.Undo, new("", "took only a part", turn.Wish)],
        };
        turn.Say($"Left as it was: {Talking.Say.And(dropped.Select(key => Talking.WishWords.Label(key).ToLowerInvariant()))}.");
        Advance.Next(turn);
        return true;
    }

    /// <summary>The keys that are to stay as they were; null = the words choose no part.</summary>
    internal static List<string>? Dropped(string sentence, List<string> keys)
    {
        if (Only.Match(sentence) is { Success: true } only && Chosen(only.Groups["what"].Value, keys) is { } kept)
        {
            return [.. keys.Except(kept)];
        }

        return Except.Match(sentence) is { Success: true } except ? Chosen(except.Groups["what"].Value, keys) : null;
    }

    /// <summary>The members behind the keys that are dropped; null when a key that is kept shares one of them.</summary>
    private static List<string>? Touched(Wish wish, List<string> keys, List<string> dropped)
    {
        List<string> Of(string key) => key.Split('_')[0] is var plain && plain == "source" && wish.Sources.Count > 1 ? ["sources", "at"]
            : plain is "format" && wish.Deliveries.Count > 0 ? ["deliveries", "to_at"]
            : [.. Members.GetValueOrDefault(plain, [])];
        var members = dropped.SelectMany(Of).ToList();
        return dropped.TrueForAll(key => Of(key).Count > 0) && !keys.Except(dropped).SelectMany(Of).Intersect(members).Any() ? members : null;
    }

    private static List<string>? Chosen(string what, List<string> keys)
    {
        var chosen = new List<string>();
        foreach (var word in what.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "the" or "and" or "change" or "changes" or "one" or "ones" or "of" or "part" or "new" or "number" or "point" or "thing" or "that" or "my" or "its" or "two")
            {
                continue;
            }

            var at = Array.IndexOf(Ordinals, word) is var ordinal and >= 0 ? ordinal : word == "last" ? keys.Count - 1 : int.TryParse(word, out var number) ? number - 1 : -1;
            var key = at >= 0 && at < keys.Count ? keys[at] : at < 0 ? keys.Find(one => Labels.Any(label => label.Word == word && label.Key == one.Split('_')[0])) : null;
            if (key is null)
            {
                return null;
            }

            chosen.Add(key);
        }

        return chosen.Count > 0 ? [.. chosen.Distinct()] : null;
    }
}
