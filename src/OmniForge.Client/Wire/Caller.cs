using Grpc.Core;

namespace OmniForge.Client.Wire;

/// <summary>Makes calls: deadlines, repeats with growing pauses, one error type.</summary>
internal sealed class Caller(Servers servers, RetryOptions retry, TimeProvider time)
{
    public CallInvoker Invoker { get; } = servers;

    public Servers Servers { get; } = servers;

    /// <summary>Address of the server in use.</summary>
    public Uri Address => Servers.Address;

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
            var server = Servers.Present;
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

                // A server that stays silent may be frozen; with another one at hand that is no reason to fail.
                var mayPass = Refusals.MayPass(refusal) || (refusal.Reason == "DEADLINE" && Servers.Count > 1);
                if (attempt >= Retry.MaxAttempts || !mayPass)
                {
                    throw refusal;
                }

                Servers.Leave(server);

                await Task.Delay(Pauses.Of(Retry, attempt, refusal.RetryAfter), Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Patience NewPatience() => new(Retry, Time);
}
