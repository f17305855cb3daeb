using System.Collections.Concurrent;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>
/// Rows of `phrase => expected`. Expected is `? reason` (or `? a | b`), `on demand`, `event`, or rules joined by ` + `, each a cron line
/// with
/// an optional `@zone`; then `~assumption` for each thing filled in. Rules are compared by their firing instants over a year.
/// </summary>
internal static class PhraseTable
{
    public const string ProfileZone = "Europe/Berlin";

    private static readonly ConcurrentDictionary<ScheduleRule, List<DateTimeOffset>> Known = new();

    private static readonly DateTimeOffset From = new(2026, 12, 31, 23, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Rows(string table)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf("=>", StringComparison.Ordinal);
            data.Add(line[..at].Trim(), line[(at + 2)..].Trim());
        }

        return data;
    }

    public static void Check(string expected, ScheduleReading reading)
    {
        if (expected.StartsWith('?'))
        {
            var reasons = expected[1..].Split('|', StringSplitOptions.TrimEntries);
            Assert.True(reading.Question is not null, $"read as {Show(reading)}");
            Assert.Contains(reading.Question.Reason, reasons);
            Assert.Contains("?", reading.Question.Text, StringComparison.Ordinal);
            Assert.Contains("For example:", reading.Question.Text, StringComparison.Ordinal);
            Assert.Empty(reading.Rules);
            Plain(reading.Question.Text + " " + reading.Question.Understood);
            return;
        }

        Assert.True(reading.Question is null, $"asked {reading.Question}");
        if (expected is "on demand" or "event")
        {
            Assert.Equal(expected == "event" ? TriggerWish.Event : TriggerWish.OnDemand, reading.Kind);
            return;
        }

        var parts = expected.Split('~', StringSplitOptions.TrimEntries);
        Assert.Equal(TriggerWish.Scheduled, reading.Kind);
        var rules = parts[0].Split(" + ", StringSplitOptions.TrimEntries).Select(Rule).ToList();
        Assert.True(Instants(rules).SequenceEqual(Instants(reading.Rules)), $"read as {Show(reading)}");
        Assert.Equal(parts.Skip(1).Order(), reading.Assumed.Order());
        Plain(reading.Sentence);
        Assert.NotEmpty(reading.Sentence);
        Again(reading);
    }

    public static string Show(ScheduleReading reading)
        => string.Join(" + ", reading.Rules.Select(rule => $"{rule.Cron} @{rule.TimeZone}")) + " " + reading.Kind;

    /// <summary>All firings of a year, each rule's own: two rules at one instant count twice.</summary>
    public static List<DateTimeOffset> Instants(IEnumerable<ScheduleRule> rules)
    {
        var all = new List<DateTimeOffset>();
        foreach (var rule in rules)
        {
            all.AddRange(Known.GetOrAdd(rule, Instants));
        }

        return [.. all.Order()];
    }

    private static List<DateTimeOffset> Instants(ScheduleRule rule)
    {
        Assert.True(CronSchedule.TryParse(rule.Cron, out var schedule, out var problem), rule.Cron + ": " + problem);
        Assert.True(TimeZones.TryFind(rule.TimeZone, out var zone), rule.TimeZone);
        var times = new List<DateTimeOffset>();
        for (var next = schedule!.Next(From, zone!); next is { } time && time < From.AddDays(366); next = schedule.Next(time, zone!))
        {
            times.Add(time.ToUniversalTime());
        }

        return times;
    }

    /// <summary>What is said to people reads back as what was understood.</summary>
    private static void Again(ScheduleReading reading)
    {
        var again = ScheduleReader.Read(reading.Sentence, null);
        Assert.True(again.Question is null, $"\"{reading.Sentence}\" asked {again.Question}");
        Assert.True(Instants(reading.Rules).SequenceEqual(Instants(again.Rules)), $"\"{reading.Sentence}\" read as {Show(again)}");
        Assert.Empty(again.Assumed);
    }

    private static ScheduleRule Rule(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new(text, ProfileZone) : new(text[..at].Trim(), text[(at + 1)..].Trim());
    }

    private static void Plain(string text)
    {
        foreach (var word in new[] { "cron", "webhook", "regex", "json", "yaml", "oauth", "*", "_", "/" })
        {
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
