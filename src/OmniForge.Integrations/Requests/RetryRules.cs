using System.Globalization;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>How long to wait before a request is sent again.</summary>
internal static class RetryRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>What the provider says; else the first wait of its descriptor, doubled for each refusal up to 16 s or what the first one is.</summary>
    public static TimeSpan After(IntegrationDescriptor descriptor, AccountAnswer answer, int refusals, DateTimeOffset now)
        => RetryAfter(answer, now) ?? UntilReset(answer, now) ?? Doubled(descriptor.FirstWait, refusals);

    /// <summary>1, 2, 4 s ...</summary>
    public static TimeSpan Backoff(int failures) => Doubled(TimeSpan.FromSeconds(1), failures);

    /// <summary>Until the provider gives new permits, when it says that there are none left; null = it does not say so.</summary>
    public static TimeSpan? UntilReset(AccountAnswer answer, DateTimeOffset now)
    {
        foreach (var (left, reset) in Counters)
        {
            if (answer.Headers.GetValueOrDefault(left) == "0" && Number(answer.Headers.GetValueOrDefault(reset)) is { } moment)
            {
                // Some count in seconds, some in milliseconds.
                var at = DateTimeOffset.FromUnixTimeMilliseconds((long)(moment < 100_000_000_000 ? moment * 1000 : moment));
                return Between(at - now);
            }
        }

        return null;
    }

    private static readonly (string Left, string Reset)[] Counters =
    [
        ("x-ratelimit-remaining", "x-ratelimit-reset"),
        ("x-ratelimit-requests-remaining", "x-ratelimit-requests-reset"),
        ("x-ratelimit-complexity-remaining", "x-ratelimit-complexity-reset"),
    ];

    private static TimeSpan? RetryAfter(AccountAnswer answer, DateTimeOffset now)
    {
        var text = answer.Headers.GetValueOrDefault("retry-after") ?? "";
        return Number(text) is { } seconds && seconds < 1_000_000 ? Between(TimeSpan.FromSeconds((double)seconds))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Between(moment - now)
            : null;
    }

    private static TimeSpan Doubled(TimeSpan first, int times)
    {
        var most = first > TimeSpan.FromSeconds(16) ? first : TimeSpan.FromSeconds(16);
        var wait = first * Math.Pow(2, Math.Min(times, 10) - 1);
        return wait < most ? wait : most;
    }

    private static TimeSpan Between(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;

    private static decimal? Number(string? text)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
