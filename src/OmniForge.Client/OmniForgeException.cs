using Grpc.Core;

namespace OmniForge.Client;

/// <summary>A call was refused or did not reach the server. <see cref="Reason"/> is stable; the message is for people.</summary>
public sealed class OmniForgeException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OmniForgeException(
        string reason, string message, StatusCode statusCode, IReadOnlyDictionary<string, string>? metadata = null, Exception? cause = null)
        : base(message, cause)
    {
        Reason = reason;
        StatusCode = statusCode;
        Metadata = metadata ?? new Dictionary<string, string>();
    }

    /// <summary>A reason of the contract (`AGENT_NOT_ACTIVE`), or `UNREACHABLE`, `STREAM_GAP` when the client itself gave up.</summary>
    public string Reason { get; }

    /// <summary>The gRPC status.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>What the reason names, for instance `resource` and `id`, or the current `etag`.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Fields that were refused, by proto path; empty when no field is at fault.</summary>
    public IReadOnlyList<FieldFault> Fields { get; init; } = [];

    /// <summary>How long the server asks to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>One field of a request that was refused.</summary>
/// <param name="Field">Proto path, for instance `agent.name`.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldFault(string Field, string Description);
