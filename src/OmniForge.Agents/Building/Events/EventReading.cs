using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Events;

/// <summary>Finds the part of a message that says what should start the agent, and what the message says besides.</summary>
internal static class EventReading
{
    /// <summary>Null when the message names nothing that happens.</summary>
    public static FoundEvent? Find(string text)
    {
        var words = Words.Cut(text);
        for (var at = 0; at < words.Count; at++)
        {
            if (EventLead.At(words, at) is { } lead && new EventClause(text, words, lead).Read() is { } found)
            {
                return found;
            }
        }

        return null;
    }
}

/// <param name="Rest">The message with blanks for the words that were used, so that all else stands where it stood.</param>
internal sealed record FoundEvent(SaidEvent Said, string Rest);
