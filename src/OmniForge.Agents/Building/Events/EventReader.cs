using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Events;

/// <summary>Reads a message that says what should start the agent: that clause by itself, the rest like any message.</summary>
internal static class EventReader
{
    /// <summary>Null when nothing of the kind is said.</summary>
    public static TurnUnderstanding? Read(string text, BuilderState state, BuilderWorld world)
    {
        if (state.Question?.Kind is QuestionKind.Restart or QuestionKind.Name || EventReading.Find(text) is not { } found)
        {
            return null;
        }

        var words = Words.Cut(found.Rest);
        if (words.All(word => word.Kind == WordKind.Mark || word.IsAny("no", "please", "instead", "it", "should", "run", "start", "make", "that")))
        {
            return new() { Reading = Reading(state), Words = text, Event = found.Said, Goal = Goal(text, state) };
        }

        // The table of the service is not known before its place is; no other may be taken for it.
        var service = found.Said.Services is [var only] ? only : found.Said.Type == EventKind.OwnType ? EventTalk.Own : state.Wish.From?.Integration ?? "";
        var elsewhere = words.Any(word => word.Kind == WordKind.File) || ServiceReading.Of(found.Rest, words).From is not null;
        var there = state.Wish.From?.Integration == service || elsewhere ? state
            : state with { Wish = state.Wish with { From = new() { Integration = service }, File = null } };
        var asked = state.Question?.Kind is QuestionKind.When or QuestionKind.WhenPart ? there with { Question = null } : there;
        var rest = GrammarReader.ReadPlain(ThingCondition.AsContent(found.Rest), asked, world);
        return rest with
        {
            Reading = rest.Reading is TurnReading.Change ? rest.Reading : Reading(state),
            Words = text,
            Event = found.Said,
            Goal = Goal(text, state),
            When = null,
            Fault = false,
        };
    }

    private static TurnReading Reading(BuilderState state) => state.Phase is Phase.Idle or Phase.Discovery ? TurnReading.Statement : TurnReading.Change;

    private static string? Goal(string text, BuilderState state)
        => state.Wish.Goal.Length > 0 ? null : GoalReading.Find(text, Words.Cut(text), named: true) ?? text.Trim();
}
