using System.Globalization;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>Notices in plain words, in a fixed order: what happened, what it means, what to do. Pure.</summary>
internal static class NoticeText
{
    /// <summary>Longest piece of somebody else's words in a notice.</summary>
    private const int LongestQuote = 600;

    public static string Of(NoticeCause cause, NoticeFacts facts) => cause switch
    {
        NoticeCause.Failed => $"{Run(facts)} did not finish. {Why(facts)}{Next(facts)}",
        NoticeCause.Paused => $"{Run(facts)} is paused. Nothing of it is lost, and nothing more happens until somebody lets it go on.",
        NoticeCause.WaitsForAnswer => $"{Run(facts)} waits for an answer. {Asked(facts)}Until somebody answers it goes no further; what it did so far is kept.",
        NoticeCause.WaitsForConnection => $"{Run(facts)} waits for an account that is not connected. Connect it, and the run goes on where it stopped.",
        NoticeCause.NotStarted => $"\"{facts.Agent}\" could not start on {When(facts)}. {Why(facts)}{Next(facts)}",
        _ => $"\"{facts.Agent}\" no longer runs by itself. {Why(facts)}Put right what stops it, then let it go on.",
    };

    private static string Run(NoticeFacts facts) => $"The run of \"{facts.Agent}\" on {When(facts)}";

    /// <summary>`Monday, 23 November 2026, 08:00`.</summary>
    private static string When(NoticeFacts facts)
        => Local(facts.At, facts.Zone).ToString("dddd, d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);

    private static string Why(NoticeFacts facts)
        => facts.Words.Length == 0 ? "Look at the run to see where it stopped. " : $"{Sentence(facts.Words)} ";

    private static string Asked(NoticeFacts facts) => facts.Words.Length == 0 ? "" : $"It asks: {Sentence(facts.Words)} ";

    private static string Next(NoticeFacts facts) => facts.Next is { } next
        ? $"It starts by itself again on {Local(next, facts.Zone).ToString("dddd, d MMMM 'at' HH:mm", CultureInfo.InvariantCulture)}."
        : "It does not start by itself again.";

    private static string Sentence(string words)
    {
        var text = words.Trim();
        if (text.Length > LongestQuote)
        {
            var end = text.LastIndexOf(' ', LongestQuote);
            text = text[..(end > LongestQuote / 2 ? end : LongestQuote)].TrimEnd() + " …";
        }

        return text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";
    }

    private static DateTimeOffset Local(DateTimeOffset at, string zone)
        => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(at, found) : at.ToUniversalTime();
}

/// <summary>What a notice tells.</summary>
/// <param name="Agent">Its name.</param>
/// <param name="At">When the run began or was due.</param>
/// <param name="Zone">IANA zone of the owner; unknown = UTC.</param>
internal sealed record NoticeFacts(string Agent, DateTimeOffset At, string Zone)
{
    /// <summary>The failure, the reason or the question, in the words it came with; empty = none.</summary>
    public string Words { get; init; } = "";

    /// <summary>When it starts by itself again; null = it does not.</summary>
    public DateTimeOffset? Next { get; init; }
}
