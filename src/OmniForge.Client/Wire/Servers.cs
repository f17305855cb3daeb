using Grpc.Core;
using Grpc.Net.Client;

namespace OmniForge.Client.Wire;

/// <summary>The addresses of one platform. All calls go to one server until it fails; then the next is asked.</summary>
internal sealed class Servers(IReadOnlyList<(Uri Address, GrpcChannel Channel, CallInvoker Calls)> all) : CallInvoker, IDisposable
{
    private int _present;

    public int Count => all.Count;

    /// <summary>Number of the server in use; give it to <see cref="Leave"/> when it failed.</summary>
    public int Present => Volatile.Read(ref _present);

    public Uri Address => all[Present].Address;

    /// <summary>Goes on to the next server, unless another call that failed has already done so.</summary>
    public void Leave(int failed) => Interlocked.CompareExchange(ref _present, (failed + 1) % all.Count, failed);

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        => Calls.BlockingUnaryCall(method, host, options, request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        => Calls.AsyncUnaryCall(method, host, options, request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        => Calls.AsyncServerStreamingCall(method, host, options, request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
        => Calls.AsyncClientStreamingCall(method, host, options);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
        => Calls.AsyncDuplexStreamingCall(method, host, options);

    public void Dispose()
    {
        foreach (var (_, channel, _) in all)
        {
            channel.Dispose();
        }
    }

    private CallInvoker Calls => all[Present].Calls;
}
