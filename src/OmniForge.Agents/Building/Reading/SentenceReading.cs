namespace OmniForge.Agents.Building.Reading;

/// <summary>Puts what the clauses do together into the reading of the whole sentence.</summary>
internal static class SentenceReading
{
    public static (TurnReading Reading, bool Fault) Decide(Answer answer, TurnUnderstanding content, bool yesNo, BuilderState state,
        ContentWeight weight)
    {
        // "wrong client, Kestrel Energy" tells what is right; "wrong for Kestrel Energy" only what is not.
        var named = answer.RestText.StartsWith("wrong ", StringComparison.Ordinal) && answer.Rest.Exists(word => word.Is(",") || word.Is(":"));
        var says = Says(content) && !(weight == ContentWeight.Weak && FaultPhrases.IsFault(answer.RestText) && !named);
        if (answer.Rest.Count == 0)
        {
            return (Plain(answer, yesNo), false);
        }

        var rest = answer.RestText;
        var praise = FaultPhrases.IsPraise(rest);
        if (says && !praise)
        {
            var changes = (yesNo || answer.Agrees || answer.Declines) && state.Phase is not (Phase.Idle or Phase.Discovery);
            return (changes ? TurnReading.Change : TurnReading.Statement, false);
        }

        if (answer.Defers || (answer.Pauses && !FaultPhrases.IsFault(rest) && !FaultPhrases.AsksForChange(rest)))
        {
            return (TurnReading.Later, false);
        }

        if (answer.Asks)
        {
            return (TurnReading.Question, false);
        }

        var fault = (FaultPhrases.IsFault(rest) && !(weight == ContentWeight.None && FaultPhrases.IsElsewhere(rest))) || FaultPhrases.IsRemark(rest);
        var wish = answer.Limited || FaultPhrases.AsksForChange(rest);
        if (answer.Agrees && !answer.Declines)
        {
            return praise ? (TurnReading.Yes, false) : fault || wish ? (TurnReading.Change, true) : (TurnReading.Unclear, false);
        }

        if (answer.Declines)
        {
            return fault || wish ? (TurnReading.Change, true) : (TurnReading.No, false);
        }

        if (yesNo || state.Standing != AgentStanding.None)
        {
            return fault || wish ? (TurnReading.Change, true) : (TurnReading.Unclear, false);
        }

        return (content.Goal is not null ? TurnReading.Statement : TurnReading.Unclear, false);
    }

    private static TurnReading Plain(Answer answer, bool yesNo)
    {
        if (answer.Defers || (answer.Pauses && !answer.Declines && !answer.Asks))
        {
            return TurnReading.Later;
        }

        if (answer.Asks)
        {
            return TurnReading.Question;
        }

        if (answer.Agrees && answer.Declines)
        {
            return answer.OnlyNo ? TurnReading.Yes : TurnReading.Unclear;
        }

        if (answer.Agrees)
        {
            return TurnReading.Yes;
        }

        return answer.Declines ? TurnReading.No : TurnReading.Unclear;
    }

    /// <summary>Whether the words say something that can be applied.</summary>
    private static bool Says(TurnUnderstanding content)
        => WishChanges.Any(content.Change) || content.Unclear.Count > 0 || content.When is not null || content.Name is not null
            || content.Services.Count > 0 || content.Without.Count > 0
            || content.Unsupported.Count > 0 || content.Files.Count > 0 || content.MissingFile is not null;
}
