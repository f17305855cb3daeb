using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using OmniForge.V1;

namespace OmniForge.Server.Hosting;

/// <summary>
/// While the server stops: new calls are refused, running ones get a moment to answer, and streams end with a hint to reconnect. A
/// client repeats with its request id or its cursor, so nothing is done twice and nothing is missed.
/// </summary>
internal sealed class DrainInterceptor(Draining draining, TimeProvider clock) : Interceptor
{
    /// <summary>How long a call that is under way may still take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> Hints = new();

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!IsOurs(context))
        {
            return await continuation(request, context);
        }

        Admit();
        var call = continuation(request, context);
        if (call.IsCompleted)
        {
            return await call;
        }

        if (await Task.WhenAny(call, draining.Started) == call)
        {
            return await call;
        }

        try
        {
            return await call.WaitAsync(Grace, clock);
        }
        catch (TimeoutException)
        {
            Forget(call);
            throw Draining.Refusal();
        }
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
        => IsOurs(context) ? StreamAsync(responseStream, own => continuation(request, own, context)) : continuation(request, responseStream, context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        => IsOurs(context)
            ? StreamAsync(responseStream, own => continuation(requestStream, own, context))
            : continuation(requestStream, responseStream, context);

    private async Task StreamAsync<TResponse>(IServerStreamWriter<TResponse> replies, Func<IServerStreamWriter<TResponse>, Task> work)
    {
        Admit();
        var own = new DrainedWriter<TResponse>(replies);
        var call = work(own);
        if (await Task.WhenAny(call, draining.Started) == call)
        {
            await call;
            return;
        }

        Forget(call);
        await own.CloseAsync(HintOf<TResponse>());
        throw Draining.Refusal();
    }

    private void Admit()
    {
        if (draining.Begun)
        {
            throw Draining.Refusal();
        }
    }

    private static bool IsOurs(ServerCallContext context) => context.Method.StartsWith("/omniforge.", StringComparison.Ordinal);

    /// <summary>Nobody waits for it any more; its end is of no interest.</summary>
    private static void Forget(Task call) => call.ContinueWith(ended => ended.Exception, TaskContinuationOptions.OnlyOnFaulted);

    /// <summary>The frame that asks to reconnect, or the default when this stream has none.</summary>
    private static TResponse? HintOf<TResponse>()
    {
        if (Activator.CreateInstance<TResponse>() is not IMessage frame
            || Hints.GetOrAdd(frame.Descriptor, type => type.FindFieldByName("reconnect_hint")) is not { } field)
        {
            return default;
        }

        field.Accessor.SetValue(frame, new ReconnectHint { Reason = ReconnectReason.Draining });
        return (TResponse)frame;
    }
}
