using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Corrections;

/// <summary>
/// Says a correction again in plain form: "leave Fridays out, nobody reads it then" becomes "except Fridays". What is about something the draft
/// does not have stays as it was said. <see cref="Change"/> holds what no words could say.
/// </summary>
/// <param name="Text">The message with the plain forms in place.</param>
internal sealed record Restatement(string Text, WishChange Change)
{
    /// <summary>Null when nothing is to be said in another way.</summary>
    public static Restatement? Of(string typed, BuilderState state, BuilderWorld world)
    {
        var text = Asked.Replace(Twice.Replace(Extra.Replace(Explained.Replace(typed, ""), "also show "), "${verb} ${a} ${by} ${b}. ${verb} ${c} ${by} ${d}"), match => Doing[match.Groups["doing"].Value.ToLowerInvariant()]);
        var words = Words.Cut(text);
        if (words.All(word => word.Kind == WordKind.Mark) || text.Length > 400 || !Open(state))
        {
            return null;
        }

        var said = new Corrected(text, state.Wish, TableView.Of(world, state.Wish.File));
        said.Take(new Utterance(text, words), words);
        return said.Edits.Count == 0 && text == typed && !WishChanges.Any(said.Change) ? null : new(said.Written(), said.Change);
    }

    /// <summary>"the money columns, i.e. budget and spent": the names behind it say it.</summary>
    private static readonly Regex Explained = new("(?:\\bthe |\\bthose |\\bthese |\\bmy |\\bboth |\\ball )?(?:\\w+ )?(?:columns|fields|figures|names|people|days|values|clients|owners|statuses|two|three|things)[\\s,:(–—-]+(?:i\\.? ?e\\.?|namely|meaning|that is|that's|in other words)[,:]?\\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Extra = new("\\b(?:one more|another|an extra|an additional|a further|two more)(?: column| field| columns| fields)(?: please)?(?: would be)?\\s*[:,–-]\\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>"replace late by on hold and notes by progress".</summary>
    private static readonly Regex Twice = new("\\b(?<verb>replace|swap|exchange|change) (?<a>[^.,;]+?) (?<by>by|with|for|to) (?<b>[^.,;]+?)(?:,| and|, and) (?<c>[^.,;]+?) \\k<by> (?<d>[^.,;]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, string> Doing = new(StringComparer.Ordinal)
    {
        ["dropping"] = "drop",
        ["removing"] = "remove",
        ["adding"] = "add",
        ["including"] = "include",
        ["leaving"] = "leave",
        ["hiding"] = "hide",
        ["moving"] = "move",
        ["changing"] = "change",
        ["making"] = "make",
        ["taking"] = "take",
        ["putting"] = "put",
        ["sorting"] = "sort",
        ["skipping"] = "skip",
        ["swapping"] = "swap",
        ["replacing"] = "replace",
        ["switching"] = "switch",
        ["cutting"] = "cut",
        ["grouping"] = "group",
        ["limiting"] = "limit",
        ["ordering"] = "order",
    };

    /// <summary>"would you mind dropping the notes?"</summary>
    private static readonly Regex Asked = new($"\\b(?:(?:would|do) you mind|how about|what about|i (?:would )?suggest|let us try|let's try|try|consider) (?<doing>{string.Join('|', Doing.Keys)})\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A draft is there, and no question is open that its own words would answer.</summary>
    private static bool Open(BuilderState state)
        => state.Question?.Kind is null or QuestionKind.Summary or QuestionKind.Test or QuestionKind.Activate or QuestionKind.SkipTest
            or QuestionKind.Edit or QuestionKind.Fault or QuestionKind.Unclear
            && (state.Wish.File is not null || state.Wish.When is not null) && state.Phase is not (Phase.Discovery or Phase.Idle);
}
