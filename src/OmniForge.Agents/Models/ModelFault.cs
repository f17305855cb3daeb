namespace OmniForge.Agents.Models;

/// <summary>Why a language model did not answer, the same for every provider.</summary>
/// <param name="Cause">What happened, as the second half of a sentence that names the skill.</param>
/// <param name="NextStep">One sentence.</param>
public sealed record ModelFault(ModelFaultKind Kind, string Cause, string NextStep)
{
    /// <summary>HTTP status of the provider; 0 = none.</summary>
    public int Status { get; init; }

    /// <summary>How long the provider asked to wait; null = it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For developers.</summary>
    public string? Detail { get; init; }

    /// <summary>For <see cref="ModelFaultKind.StepFailed"/>: the tool that failed.</summary>
    public string? Tool { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool Retryable => Kind is ModelFaultKind.RateLimited or ModelFaultKind.Overloaded or ModelFaultKind.Timeout
        or ModelFaultKind.BrokenStream or ModelFaultKind.Unreachable || (Kind == ModelFaultKind.StepFailed && MayPass);

    /// <summary>For <see cref="ModelFaultKind.StepFailed"/>: the failed tool may work later.</summary>
    public bool MayPass { get; init; }
}

/// <summary>The kinds of trouble a language model gives.</summary>
public enum ModelFaultKind
{
    RateLimited,
    Overloaded,

    /// <summary>The provider did not understand or does not allow this request; repeating it changes nothing.</summary>
    BadRequest,

    /// <summary>The key is missing, wrong or not allowed to use this model.</summary>
    Auth,
    Timeout,
    ContentFilter,

    /// <summary>The answer stopped in the middle.</summary>
    BrokenStream,

    /// <summary>No connection to the provider.</summary>
    Unreachable,

    /// <summary>The offline model was given text that only a language model can follow.</summary>
    NeedsLanguageModel,

    /// <summary>The offline model could not go on because a tool failed.</summary>
    StepFailed,
}

/// <summary>The one exception of every model.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Carries <paramref name="fault"/>; <paramref name="inner"/> is the provider's own exception.</summary>
    public ModelException(ModelFault fault, Exception? inner = null)
        : base(fault.Cause, inner) => Fault = fault;

    public ModelFault Fault { get; }
}
