using Grpc.Core;

namespace OmniForge.Client.Wire;

/// <summary>Makes calls: deadlines, repeats with growing pauses, one error type.</summary>
internal sealed class Caller(CallInvoker invoker, Uri address, RetryOptions retry, TimeProvider time)
{
    public CallInvoker Invoker { get; } = invoker;

    public Uri Address { get; } = address;

    public RetryOptions Retry { get; } = retry;

    public TimeProvider Time { get; } = time;

    /// <summary>Repeats are only safe for calls without effect or with a request id; every caller here sees to that.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method,
        TRequest request,
        CancellationToken cancellationToken,
        double patience = 1)
    {
        for (var attempt = 1; ; attempt++)
        {
            var deadline = Time.GetUtcNow().UtcDateTime + (Retry.Deadline * patience);
            try
            {
                using var call = method(request, new CallOptions(deadline: deadline, cancellationToken: cancellationToken));
                return await call.ResponseAsync.ConfigureAwait(false);
            }
            catch (RpcException error)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var refusal = Refusals.From(error, Address);
                if (attempt >= Retry.MaxAttempts || !Refusals.MayPass(refusal))
                {
                    throw refusal;
                }

                await Task.Delay(Pauses.Of(Retry, attempt, refusal.RetryAfter), Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Patience NewPatience() => new(Retry, Time);
}
