namespace OmniForge.Server.Hosting;

/// <summary>A caller asked for the impossible. The reason is part of the contract, the message is for people.</summary>
internal sealed class DomainException(Refusal refusal, string reason, string message) : Exception(message)
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>A name of <c>ErrorReason</c> without its prefix.</summary>
    public string Reason { get; } = reason;

    /// <summary>Goes into ErrorInfo beside the reason.</summary>
    public Dictionary<string, string> Facts { get; } = [];

    /// <summary>Proto field path → what is wrong with it.</summary>
    public List<(string Field, string Problem)> Violations { get; } = [];

    /// <summary>When trying again may help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public DomainException With(string fact, string value)
    {
        Facts[fact] = value;
        return this;
    }

    public static DomainException NotFound(string resource, string id)
        => new DomainException(Refusal.NotFound, "RESOURCE_NOT_FOUND", $"There is no {resource} with this id. Check the id, or list what exists.")
            .With("resource", resource).With("id", id);

    public static DomainException Field(string field, string problem)
    {
        var refused = new DomainException(Refusal.Invalid, "FIELD_INVALID", $"{field}: {problem}");
        refused.Violations.Add((field, problem));
        return refused;
    }

    public static DomainException Invalid(string reason, string field, string problem)
    {
        var refused = new DomainException(Refusal.Invalid, reason, problem);
        refused.Violations.Add((field, problem));
        return refused;
    }

    public static DomainException Status(string reason, string message) => new(Refusal.WrongStatus, reason, message);

    public static DomainException Stale(string etag)
        => new DomainException(Refusal.Conflict, "ETAG_MISMATCH", "Somebody changed this in the meantime. Read it again and repeat your change.")
            .With("etag", etag);
}

/// <summary>Kinds of refusal; the wire edge knows which status code each becomes.</summary>
internal enum Refusal
{
    Invalid,
    NotFound,
    AlreadyExists,
    Conflict,
    WrongStatus,
    Exhausted,
    OutOfRange,
    Unavailable,
    Unauthenticated,
    Denied,
    TooSlow,
}
