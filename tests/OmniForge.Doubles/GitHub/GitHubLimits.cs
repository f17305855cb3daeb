using System.Globalization;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Limits;

namespace OmniForge.Doubles.GitHub;

/// <summary>What a user may ask for in an hour, what searches in a minute, and how fast writes may follow one another.</summary>
public sealed class GitHubLimits
{
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _lastWrites = new(StringComparer.Ordinal);

    internal GitHubLimits(TimeProvider clock) => _clock = clock;

    /// <summary>Requests per user and hour. Default 5,000; counts for users that have not asked yet.</summary>
    public int PerHour { get; set; } = 5_000;

    /// <summary>Searches per user and minute. Default 30.</summary>
    public int SearchesPerMinute { get; set; } = 30;

    /// <summary>Two writes of one user closer than this meet the secondary limit. Default 1 s; zero for none.</summary>
    public TimeSpan BetweenWrites { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>False leaves `retry-after` out of secondary limits. Default true.</summary>
    public bool TellsRetryAfter { get; set; } = true;

    internal void Take(Call call, string user)
    {
        var window = WindowOf(call, user);
        if (!window.TryTake())
        {
            throw new RefusalException(GitHubErrors.Body(403, $"API rate limit exceeded for user ID {user}."));
        }

        if (call.Method is "GET" or "HEAD")
        {
            return;
        }

        var now = _clock.GetUtcNow();
        var soon = _lastWrites.TryGetValue(user, out var last) && now - last < BetweenWrites;
        _lastWrites[user] = now;
        if (soon)
        {
            throw new RefusalException(Secondary(TellsRetryAfter ? BetweenWrites : null));
        }
    }

    internal static Reply Secondary(TimeSpan? retryAfter)
    {
        var reply = GitHubErrors.Body(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
        return retryAfter is { } wait ? reply.With("Retry-After", WholeSeconds.Of(wait)) : reply;
    }

    internal Reply Tell(Call call, string user, Reply reply)
    {
        var window = WindowOf(call, user);
        var resets = window.ResetsAt.ToUnixTimeSeconds();
        return reply
            .With("X-RateLimit-Limit", window.Limit.ToString(CultureInfo.InvariantCulture))
            .With("X-RateLimit-Remaining", window.Remaining.ToString(CultureInfo.InvariantCulture))
            .With("X-RateLimit-Used", window.Used.ToString(CultureInfo.InvariantCulture))
            .With("X-RateLimit-Reset", resets.ToString(CultureInfo.InvariantCulture))
            .With("X-RateLimit-Resource", IsSearch(call) ? "search" : "core");
    }

    private Window WindowOf(Call call, string user)
    {
        var key = $"{user} {(IsSearch(call) ? "search" : "core")}";
        if (!_windows.TryGetValue(key, out var window))
        {
            _windows[key] = window = IsSearch(call)
                ? new(SearchesPerMinute, TimeSpan.FromMinutes(1), _clock)
                : new(PerHour, TimeSpan.FromHours(1), _clock);
        }

        return window;
    }

    private static bool IsSearch(Call call) => call.Path.StartsWith("/search/", StringComparison.Ordinal);
}
