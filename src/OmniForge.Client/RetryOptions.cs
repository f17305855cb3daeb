namespace OmniForge.Client;

/// <summary>How long the client insists when a server is away. Repeats are safe: they carry the same request id.</summary>
public sealed record RetryOptions
{
    /// <summary>Attempts of one call, and of the first connection of a stream. Default 5; 1 = no retry.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Pause before the first repeat; it doubles from then on. Default 100 ms.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause. Default 5 s. A server that names a longer one is obeyed.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stream that was connected once tries to come back. Default 2 min.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A stream that hears nothing for this long reconnects. Default 30 s; the server speaks every 10 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest unary call. Default 60 s, and twice that for a turn of a conversation.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);
}
