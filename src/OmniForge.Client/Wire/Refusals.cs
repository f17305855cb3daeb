using Google.Rpc;
using Grpc.Core;

namespace OmniForge.Client.Wire;

/// <summary>Turns what gRPC throws into <see cref="OmniForgeException"/>.</summary>
internal static class Refusals
{
    public static OmniForgeException From(RpcException error, Uri address)
    {
        if (error.GetRpcStatus() is { } status && status.GetDetail<ErrorInfo>() is not null)
        {
            return From(status, error);
        }

        return error.StatusCode switch
        {
            StatusCode.Unavailable => new(
                "UNREACHABLE", $"No OmniForge server answers at {address}. Start one with `omniforge serve`, or set OMNIFORGE_URL.",
                error.StatusCode, cause: error),
            StatusCode.DeadlineExceeded => new(
                "DEADLINE", "The server did not answer in time. Try again; nothing is done twice.", error.StatusCode, cause: error),
            _ => new(CodeName(error.StatusCode), error.Status.Detail, error.StatusCode, cause: error),
        };
    }

    public static OmniForgeException From(Google.Rpc.Status status, Exception? cause = null)
    {
        var info = status.GetDetail<ErrorInfo>();
        var code = (StatusCode)status.Code;
        return new(info?.Reason ?? CodeName(code), status.Message, code, info is null ? null : new Dictionary<string, string>(info.Metadata), cause)
        {
            Fields = [.. status.GetDetail<BadRequest>()?.FieldViolations.Select(v => new FieldFault(v.Field, v.Description)) ?? []],
            RetryAfter = status.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
        };
    }

    /// <summary>
    /// Worth another attempt with the same request id. Besides UNAVAILABLE that is every failure without a reason of the server's own:
    /// it comes from the transport, which names a broken connection INTERNAL, UNKNOWN or CANCELLED.
    /// </summary>
    public static bool MayPass(OmniForgeException refusal) => refusal.StatusCode switch
    {
        StatusCode.Unavailable => true,
        StatusCode.ResourceExhausted => refusal.Reason is "SLOW_READER" or "RATE_LIMITED" or "STREAM_LIMIT",
        StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled => refusal.Reason == CodeName(refusal.StatusCode)
            && refusal.InnerException is RpcException cause && cause.GetRpcStatus()?.GetDetail<ErrorInfo>() is null,
        _ => false,
    };

    private static string CodeName(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => "INVALID_ARGUMENT",
        StatusCode.NotFound => "NOT_FOUND",
        StatusCode.AlreadyExists => "ALREADY_EXISTS",
        StatusCode.PermissionDenied => "PERMISSION_DENIED",
        StatusCode.ResourceExhausted => "RESOURCE_EXHAUSTED",
        StatusCode.FailedPrecondition => "FAILED_PRECONDITION",
        StatusCode.OutOfRange => "OUT_OF_RANGE",
        StatusCode.DataLoss => "DATA_LOSS",
        StatusCode.DeadlineExceeded => "DEADLINE_EXCEEDED",
        _ => code.ToString().ToUpperInvariant(),
    };
}
