using System.Globalization;
using OmniForge.Server.Triggers.Events;
using OmniForge.Server.Triggers.Looks;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>What a trigger waits for and how soon it notices, in plain words. Pure.</summary>
internal static class TriggerText
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["notion.page_created"] = "a new page",
        ["notion.page_updated"] = "a changed page",
        ["slack.message_posted"] = "a message",
        ["slack.app_mentioned"] = "a message that mentions it",
        ["linear.issue_created"] = "a new issue",
        ["linear.issue_updated"] = "a changed issue",
        ["github.issue_opened"] = "a new issue",
        ["github.pull_request_opened"] = "a new pull request",
        ["github.pull_request_merged"] = "a merged pull request",
    };

    /// <param name="provider">Name of the integration; empty = a system of one's own.</param>
    public static string Describe(TriggerRow row, string provider)
    {
        var debounce = row.DebounceMs > 0
            ? $" Changes of one thing within {Span(TimeSpan.FromMilliseconds(row.DebounceMs))} start one run."
            : "";
        if (row.Integration.Length == 0)
        {
            return $"Starts within seconds when your system posts to its address.{debounce}";
        }

        var what = string.Join(" or ", EventRules.Types(row).Select(type => Words.GetValueOrDefault(type, type)));
        if (row.Kind == TriggerKind.Poll)
        {
            var every = Span(LookRules.IntervalOf(row));
            return $"Looks every {every} in {provider} for {what}; a run starts up to {every} after it happened.{debounce}";
        }

        var sweep = row.NextLookAt is null ? "" : $" Because a message can get lost, it also looks every {Span(LookRules.Sweep)}.";
        return $"Starts within seconds when {provider} tells of {what}.{sweep}{debounce}";
    }

    /// <summary>`5 minutes`, `1 hour`, `90 seconds`.</summary>
    public static string Span(TimeSpan span)
    {
        var (count, unit) = span switch
        {
            { TotalSeconds: 0 } => (0, "second"),
            _ when span.TotalHours % 1 == 0 => (span.TotalHours, "hour"),
            _ when span.TotalMinutes % 1 == 0 => (span.TotalMinutes, "minute"),
            _ => (span.TotalSeconds, "second"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count:0.###} {unit}{(count == 1 ? "" : "s")}");
    }
}
