using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OmniForge.Server.Hosting;

/// <summary>A unary call ends after its deadline also over REST, where no deadline arrives: 30 s, 120 s for turns and waiting starts.</summary>
internal sealed class DeadlineInterceptor : Interceptor
{
    private static readonly TimeSpan Normal = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(120);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        var most = context.Method.EndsWith("/SendTurn", StringComparison.Ordinal) || context.Method.EndsWith("/StartExecution", StringComparison.Ordinal) ? Long : Normal;
        try
        {
            return await call.WaitAsync(most, context.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new DomainException(Refusal.TooSlow, "DEADLINE", "This took too long. What was accepted goes on; look at its state, or try again.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
    }
}
