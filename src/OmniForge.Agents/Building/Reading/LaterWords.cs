using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>The words of an earlier message without its parts about time.</summary>
internal static class LaterWords
{
    public static IReadOnlyList<Word> Of(string text)
    {
        var spans = ScheduleReader.Find(text);
        var words = Words.Cut(text);
        return [.. ServiceReading.Of(text, words).Rest(words).Where(word => !spans.Any(span => word.Start < span.Start + span.Length && word.End > span.Start))];
    }
}
