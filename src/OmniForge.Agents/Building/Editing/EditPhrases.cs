using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Wishes about an agent that exists as a whole: delete it, archive it, go back to a version, who changed it.</summary>
internal static class EditPhrases
{
    private const string Lead = "^(?:(?:please|ok|okay|yes|no|now|and|then|so|well|just|hi|hello|hey|actually|sorry|let us|can you|could you|would you|will you|can we|i want to|i would like to|"
        + "i want you to|go ahead and|can i see|tell me|show me|do you know) )*";

    private const string Tail = "(?: (?:please|now|again|for good|completely|entirely|forever|for ever|for me|altogether|then|thanks|lately|recently|last|instead))*$";

    private const string It = "(?:it|this one|that one|the agent|this agent|that agent|my agent)";

    private const string Version =
        "(?<version>(?:the )?(?:version|v) ?(?:number |no )?\\w+|(?:the )?(?:first|second|third|fourth|fifth|previous|earlier|original|last but one|oldest) (?:version|one)|"
        + "(?:the )?version (?:from|of|before) .+|(?:the )?(?:\\w+ ?)?(?:yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month) version)";

    private static readonly (TurnAct Act, Regex Pattern)[] Known =
    [
        (TurnAct.Delete, Make($"(?:(?:delete|erase|scrap|bin|trash) {It}|remove (?:the|this|that|my) agent|(?:get rid of|throw away) {It}|throw {It} away)")),
        (TurnAct.Archive, Make($"(?:(?:archive|shelve|retire|mothball) {It}|put {It} (?:away|into the archive|in the archive)|(?:move|send) {It} (?:to|into) the archive)")),
        (TurnAct.Unarchive, Make($"(?:unarchive {It}|(?:take|bring|get|fetch) {It} (?:back|out)(?: (?:of|from) the archive)?|(?:restore|bring back) {It}(?: from the archive)?)")),
        (TurnAct.RestoreVersion, Make($"(?:(?:go|roll|switch|change|revert|step|move|put {It}|take {It}|set {It}|bring {It}|roll {It}) ?back to {Version}|back to {Version}|"
            + $"(?:restore|reinstate|reactivate|return to|revert to|revert {It} to|use|take|bring back|give me back|i want) {Version}|{Version})")),
        (TurnAct.TellWho, Make("who (?:has |had |was it that )?(?:changed|edited|touched|made|built|did|wrote|created|modified|altered|broke) (?:it|this|that|the agent|the (?:last )?change|what|version \\w+)"
            + "(?: and when)?(?: .*)?")),
        (TurnAct.TellHistory, Make("(?:what (?:has |have |had |was |were |is |are )?(?:been )?(?:changed|changes|new|different|edited|modified)(?: .*)?|(?:the )?(?:changes|history)(?: (?:since|of|between|from) .*)?|"
            + "(?:compare|diff) (?:the )?versions? .*|(?:what is )?the difference between .*|how (?:does|do|did) version \\w+ (?:and version \\w+ )?differ.*|what (?:happened|did you change|did we change|did i change)(?: .*)?|"
            + "what (?:was|is) in version \\w+|what did version \\w+ (?:change|do|bring))")),
    ];

    private static readonly Regex Agreed = new(
        "^(?:(?:yes|ok|okay|sure|yeah|yep|please|go ahead and|do|right) )+(?<verb>delete|remove|erase|archive) (?:it|the agent|that|this)(?: (?:please|now|for good))*$", RegexOptions.CultureInvariant);

    /// <summary>"yes, delete it" to the question that asks for just that.</summary>
    public static bool Agrees(string sentence, QuestionKind asked)
        => Agreed.Match(sentence) is { Success: true } match && (match.Groups["verb"].Value == "archive") == (asked == QuestionKind.Archive);

    /// <summary>What is wished for about an agent, or null.</summary>
    public static TurnAct? Act(string sentence) => Match(sentence)?.Act;

    /// <summary>The reading of the whole message when it is one of these and an agent is in hand.</summary>
    public static TurnUnderstanding? Read(string text, string sentence, BuilderState state)
    {
        if (state.Standing == AgentStanding.None || state.Question?.Kind is QuestionKind.Delete or QuestionKind.Archive or QuestionKind.Agent or QuestionKind.Restart
            || Match(sentence) is not { } found)
        {
            return null;
        }

        var (act, match) = found;
        var fits = act switch
        {
            TurnAct.Unarchive => state.Standing == AgentStanding.Archived,
            TurnAct.TellHistory or TurnAct.TellWho => state.History.Any(version => version.Version > 0),
            TurnAct.RestoreVersion => state.History.Any(version => version.Version > 0) && state.Question?.Kind is null or QuestionKind.Edit,
            _ => state.Question?.Kind is not (QuestionKind.Unclear or QuestionKind.SourcePlace or QuestionKind.TargetPlace),
        };
        return fits ? new()
        {
            Reading = act is TurnAct.TellHistory or TurnAct.TellWho ? TurnReading.Question : TurnReading.Statement,
            Words = text,
            Act = act,
            Target = act == TurnAct.RestoreVersion ? match.Groups["version"].Value : null,
        } : null;
    }

    private static (TurnAct Act, Match Match)? Match(string sentence)
    {
        if (sentence.Length is 0 or > 160)
        {
            return null;
        }

        foreach (var (act, pattern) in Known)
        {
            if (pattern.Match(sentence) is { Success: true } match)
            {
                return (act, match);
            }
        }

        return null;
    }

    private static Regex Make(string pattern) => new($"{Lead}(?:{pattern}){Tail}", RegexOptions.CultureInvariant);
}
