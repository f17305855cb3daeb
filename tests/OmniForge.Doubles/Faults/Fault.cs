namespace OmniForge.Doubles.Faults;

/// <summary>What goes wrong with one request.</summary>
public enum FaultKind
{
    /// <summary>The provider answers with an error and does nothing.</summary>
    Status,

    /// <summary>The connection is reset before anything was done.</summary>
    Reset,

    /// <summary>Everything is done, and the connection is reset before the answer.</summary>
    AppliedNoAnswer,

    /// <summary>Everything is done; the answer ends in the middle.</summary>
    CutBody,

    /// <summary>Everything is done; the answer comes byte by byte.</summary>
    SlowDrip,

    /// <summary>Everything is done; the answer comes late.</summary>
    SlowAnswer,

    /// <summary>Everything is done; the answer is a web page with status 200.</summary>
    WrongJson,
}

/// <summary>One trouble, ordered by a test. Pauses run on the double's clock.</summary>
public sealed record Fault(FaultKind Kind)
{
    public static readonly Fault Reset = new(FaultKind.Reset);
    public static readonly Fault AppliedNoAnswer = new(FaultKind.AppliedNoAnswer);
    public static readonly Fault CutBody = new(FaultKind.CutBody);
    public static readonly Fault WrongJson = new(FaultKind.WrongJson);

    /// <summary>The status of an error; 500 unless told.</summary>
    public int Status { get; init; } = StatusCodes.Status500InternalServerError;

    /// <summary>How long a client is told to wait; null sends no header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Before a late answer, or between two bytes of a slow one.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>True when the provider carries the request out all the same.</summary>
    public bool Applies => Kind is not (FaultKind.Status or FaultKind.Reset);

    /// <summary>An error such as 429, 500, 502 or 529 in the provider's own words.</summary>
    public static Fault Answering(int status, TimeSpan? retryAfter = null)
        => new(FaultKind.Status) { Status = status, RetryAfter = retryAfter };

    public static Fault SlowDrip(TimeSpan betweenBytes) => new(FaultKind.SlowDrip) { Pause = betweenBytes };

    public static Fault SlowAnswer(TimeSpan pause) => new(FaultKind.SlowAnswer) { Pause = pause };
}
