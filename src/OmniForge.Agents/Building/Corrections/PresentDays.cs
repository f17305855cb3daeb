using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Corrections;

/// <summary>Which days of the week and of the month the draft runs on, to tell a day that is taken out from one that is asked for.</summary>
internal static class PresentDays
{
    private static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>The days that a draft has; empty when it has no set times.</summary>
    public static HashSet<int> Of(Wish wish) => wish.When is { OnDemand: false, Rules: { Count: > 0 } rules } ? Days(rules) : [];

    /// <summary>The days that are named.</summary>
    public static HashSet<int> Said(string said) => Days(ScheduleReader.Read($"every {said} at 9:00", "UTC").Rules);

    /// <summary>The days of the month that a draft names one by one.</summary>
    public static HashSet<string> Dates(Wish wish) => wish.When is { OnDemand: false, Rules: { Count: > 0 } rules } ? Dates(rules) : [];

    /// <summary>The days of the month that are named.</summary>
    public static HashSet<string> SaidDates(string said) => Dates(ScheduleReader.Read($"on {said} of every month at 9:00", "UTC").Rules);

    private static HashSet<string> Dates(IReadOnlyList<ScheduleRule> rules)
        => [.. rules.Select(rule => rule.Cron.Split(' ')).Where(fields => fields.Length == 5 && fields[2] != "*").SelectMany(fields => fields[2].Split(','))];

    private static HashSet<int> Days(IReadOnlyList<ScheduleRule> rules)
        => [.. rules.Select(rule => rule.Cron.Split(' ')).Where(fields => fields.Length == 5).SelectMany(fields => Field(fields[4]))];

    private static IEnumerable<int> Field(string field) => field.Split(',').SelectMany(part => part.Split('-') switch
    {
        ["*"] => Enumerable.Range(0, 7),
        [var from, var to] when Day(from) >= 0 && Day(to) >= 0 => Enumerable.Range(Day(from), ((Day(to) - Day(from) + 7) % 7) + 1).Select(day => day % 7),
        [var one] when Day(one) >= 0 => [Day(one)],
        _ => [],
    });

    private static int Day(string name) => int.TryParse(name, out var number) ? number % 7 : Array.FindIndex(Names, one => name.StartsWith(one, StringComparison.Ordinal));
}
