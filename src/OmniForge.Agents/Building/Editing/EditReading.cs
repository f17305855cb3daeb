namespace OmniForge.Agents.Building.Editing;

/// <summary>Reads what is said only about an agent that exists, before the message is read like any other.</summary>
internal static class EditReading
{
    public static TurnUnderstanding? Read(string text, string sentence, BuilderState state, BuilderWorld world)
    {
        if (state.Standing == AgentStanding.None)
        {
            return null;
        }

        if (state.Question?.Kind is QuestionKind.Delete or QuestionKind.Archive && EditPhrases.Agrees(sentence, state.Question.Kind))
        {
            return new() { Reading = TurnReading.Yes, Words = text };
        }

        if (EditPhrases.Read(text, sentence, state) is { } whole)
        {
            return whole;
        }

        if (state.Standing is not (AgentStanding.Active or AgentStanding.Paused) || state.Question?.Kind is not (null or QuestionKind.Edit))
        {
            return null;
        }

        if (PauseTail.Cut(text) is { } rest && GrammarReader.Read(rest, state, world) is { } read
            && read.Reading is TurnReading.Change or TurnReading.Statement && (WishChanges.Any(read.Change) || read.When is not null))
        {
            return read with { Words = text, Act = TurnAct.Pause };
        }

        return state.Outside == OutsideEdit.None && NumberWishes.Find(sentence, state.Wish) is { } change
            ? new() { Reading = TurnReading.Change, Words = text, Change = change }
            : null;
    }
}
