using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>"back to Fridays", "back to a table": says what is wanted again, where "back to the schedule" asks for the earlier question.</summary>
internal static class BackToValue
{
    private static readonly string[] Formats = ["a table", "table", "a list", "bullets", "a bullet list", "bullet points", "csv", "a csv", "a spreadsheet", "a csv file"];

    public static bool Names(string? target)
        => target is not null && (Formats.Contains(target, StringComparer.Ordinal) || ScheduleReader.Find(target).Count > 0
            && ScheduleReader.Read(target, "UTC") is { Rules.Count: > 0 } or { Question.Understood.Length: > 0 } or { Kind: TriggerWish.OnDemand });
}
