using System.Reflection;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using OmniForge.V1;

namespace OmniForge.Server.Hosting;

/// <summary>
/// Applies <see cref="Idempotency"/> to every unary call whose request has a request_id, except the start of an execution:
/// its row remembers the request itself. Nor to what makes the secret of a trigger: that is never kept in the clear, so their row remembers too.
/// </summary>
internal sealed class IdempotencyInterceptor(Idempotency idempotency) : Interceptor
{
    private static readonly MethodInfo Typed = typeof(IdempotencyInterceptor).GetMethod(nameof(OnceAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is StartExecutionRequest or CreateTriggerRequest or RotateTriggerSecretRequest || request is not IMessage message || message.Descriptor.FindFieldByName("request_id") is null || !context.Method.StartsWith("/omniforge.", StringComparison.Ordinal))
        {
            return await continuation(request, context);
        }

        var call = Typed.MakeGenericMethod(typeof(TRequest), typeof(TResponse));
        return await (Task<TResponse>)call.Invoke(this, [request, context, continuation])!;
    }

    private async Task<TResponse> OnceAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var fallback = context.IdempotencyKey();
        var rpc = context.Method[(context.Method.LastIndexOf('/') + 1)..];
        var (response, replayed) = await idempotency.OnceAsync(
            context.Caller(), rpc, fallback, request, () => continuation(request, context), context.CancellationToken);
        if (replayed)
        {
            context.MarkReplayed();
        }

        return response;
    }
}
