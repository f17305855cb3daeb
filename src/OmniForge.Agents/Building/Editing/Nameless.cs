using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Messages that are clearly about an agent that exists and name none: "I'm back, carry on", "what changed lately?".</summary>
internal static class Nameless
{
    private static readonly Regex Instead = new("\\b(?:instead of|rather than|no longer|not any ?more)\\b", RegexOptions.CultureInvariant);

    private static readonly Regex Back = new("^(?:(?:hi|hello|hey|ok|well|so) )*i am back\\b", RegexOptions.CultureInvariant);

    public static AgentMention? Find(string text, string sentence, IReadOnlyList<Word> words, MentionScene scene, IReadOnlyList<KnownAgent> agents)
    {
        if (scene != MentionScene.Fresh || agents.Count == 0 || words.Any(word => word.Kind == WordKind.File))
        {
            return null;
        }

        var act = EditPhrases.Act(sentence) is { } edits ? edits : ActPhrases.Find(sentence);
        var fit = act switch
        {
            TurnAct.Pause => agents.Where(agent => agent.Standing == AgentStanding.Active),
            TurnAct.Resume when Back.IsMatch(sentence) => agents.Where(agent => agent.Standing == AgentStanding.Paused),
            TurnAct.TellHistory or TurnAct.TellWho or TurnAct.TellWhen => agents,
            TurnAct.TellSteps when !words.Any(word => word.Is("you")) => agents,
            TurnAct.None when Instead.IsMatch(sentence) && ServiceReading.Of(text, words).From is null => agents,
            _ => [],
        };
        var meant = fit.Where(agent => agent.Standing != AgentStanding.Archived).ToList();
        return meant.Count switch
        {
            0 => null,
            1 => new(MentionKind.One, text, meant),
            _ => new(MentionKind.Several, text, meant),
        };
    }
}
