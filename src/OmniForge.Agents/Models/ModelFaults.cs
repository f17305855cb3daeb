using System.Text.Json;

namespace OmniForge.Agents.Models;

/// <summary>Turns any provider's trouble into one <see cref="ModelException"/>.</summary>
public static class ModelFaults
{
    private const string TryLater = "Try again in a few minutes.";

    /// <summary>What to say about a provider's answer. Pure.</summary>
    public static ModelFault Of(ModelSignal signal)
    {
        var (kind, cause, next) = Judge(signal);
        return new ModelFault(kind, cause, next)
        {
            Status = signal.Status,
            RetryAfter = signal.RetryAfter,
            Detail = signal.Code is null ? signal.Detail : $"{signal.Code}: {signal.Detail}",
        };
    }

    /// <summary>
    /// The model exception for <paramref name="e"/>, or null when it is not about a model at all. Exceptions of provider
    /// libraries are read by <paramref name="read"/>, because this library knows none of them.
    /// </summary>
    public static ModelException? Normalise(Exception e, Func<Exception, ModelSignal?>? read = null, bool streaming = false)
    {
        // A fault thrown below a provider's library may come wrapped in the library's own exception.
        for (var x = e; x is not null; x = x.InnerException)
        {
            if (x is ModelException known)
            {
                return known;
            }
        }

        var signal = read?.Invoke(e) ?? Read(e);
        return signal is null ? null : new ModelException(Of(signal with { Streaming = streaming }), e);
    }

    private static ModelSignal? Read(Exception e) => e switch
    {
        HttpRequestException { StatusCode: { } status } => new((int)status) { Detail = e.Message },
        HttpRequestException or IOException => new(0) { Detail = e.Message },
        TimeoutException or TaskCanceledException { InnerException: TimeoutException } => new(408) { Detail = e.Message },
        JsonException => new(0) { Detail = e.Message, Code = "unreadable" },
        _ => null,
    };

    private static (ModelFaultKind Kind, string Cause, string Next) Judge(ModelSignal signal) => signal switch
    {
        { Code: { } code } when code.Contains("content_filter", StringComparison.OrdinalIgnoreCase) => (
            ModelFaultKind.ContentFilter,
            "the language model declined to answer this.",
            "Word the skill differently."),
        { Status: 429, Code: "insufficient_quota" } => (
            ModelFaultKind.Auth,
            "the account at the language model's provider has no credit left.",
            "Add credit there, or choose another model."),
        { Status: 429 } => (
            ModelFaultKind.RateLimited, "the language model is getting too many requests from this account.", TryLater),
        { Status: 401 or 403 } => (
            ModelFaultKind.Auth,
            "the provider of the language model did not accept our key.",
            "Check the key and which models it may use."),
        { Status: 408 } => (ModelFaultKind.Timeout, "the language model took too long to answer.", TryLater),
        { Status: 404 } => (
            ModelFaultKind.BadRequest, "the provider does not know the language model that was asked for.", "Choose another model."),
        { Status: 503 or 529 } => (ModelFaultKind.Overloaded, "the language model is overloaded at the moment.", TryLater),
        { Status: >= 500 } => (ModelFaultKind.Overloaded, "the provider of the language model has a fault.", TryLater),
        { Status: >= 400 } => (
            ModelFaultKind.BadRequest,
            "the provider of the language model refused the request.",
            "Make the skill or its input shorter, or choose another model."),
        { Streaming: true } or { Code: "unreadable" } => (
            ModelFaultKind.BrokenStream, "the answer of the language model broke off in the middle.", "Try again."),
        _ => (ModelFaultKind.Unreachable, "the language model cannot be reached.", "Check the connection, then try again."),
    };
}
