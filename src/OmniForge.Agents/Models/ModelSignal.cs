namespace OmniForge.Agents.Models;

/// <summary>What a provider's exception says, read without knowing its type.</summary>
/// <param name="Status">HTTP status; 0 = no answer arrived.</param>
public sealed record ModelSignal(int Status)
{
    /// <summary>From the `Retry-After` header; null = absent.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's own error code or type, for instance `content_filter`.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's text, for developers.</summary>
    public string? Detail { get; init; }

    /// <summary>True once a part of the answer had arrived.</summary>
    public bool Streaming { get; init; }
}
