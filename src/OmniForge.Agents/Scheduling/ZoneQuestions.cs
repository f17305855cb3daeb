namespace OmniForge.Agents.Scheduling;

/// <summary>The question for a zone that is missing, unknown or one of several.</summary>
internal static class ZoneQuestions
{
    public static ScheduleQuestion Which(string words) => new(
        ScheduleReasons.Zone,
        words.Length == 0
            ? "Which city's time should I use? For example: New York time."
            : $"Which city's time do you mean by \"{words}\"? For example: New York time.",
        "");
}
