using Grpc.Core;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Hosting;

/// <summary>What a call carries besides its message: who calls, and the id that joins its traces.</summary>
internal static class CallContext
{
    private const string CallerKey = "omniforge.caller";
    private const string RequestIdKey = "omniforge.request-id";

    /// <summary>Who calls. Set by the interceptor before any handler runs.</summary>
    public static Caller Caller(this ServerCallContext context) => (Caller)context.UserState[CallerKey];

    public static void SetCaller(this ServerCallContext context, Caller caller) => context.UserState[CallerKey] = caller;

    /// <summary>`x-request-id` of the caller, or a generated one. Correlation only, never idempotency.</summary>
    public static string RequestId(this ServerCallContext context)
    {
        if (context.UserState.TryGetValue(RequestIdKey, out var known))
        {
            return (string)known;
        }

        var given = context.RequestHeaders.GetValue("x-request-id");
        var id = given is { Length: >= 1 and <= 64 } && given.All(c => c is > ' ' and < '\u007f') ? given : Ids.New();
        context.UserState[RequestIdKey] = id;
        return id;
    }

    /// <summary>The metadata key that stands in for an empty `request_id`; empty when absent.</summary>
    public static string IdempotencyKey(this ServerCallContext context) => context.RequestHeaders.GetValue("idempotency-key") ?? "";

    /// <summary>Tells the caller that this is the first answer again.</summary>
    public static void MarkReplayed(this ServerCallContext context) => context.GetHttpContext().Response.Headers["x-idempotent-replay"] = "true";
}
