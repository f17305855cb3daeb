using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OmniForge.Server.Hosting;

/// <summary>The one place where exceptions become statuses. Nothing of an exception's text reaches a caller.</summary>
internal sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception broken)
        {
            throw Map(broken, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception broken)
        {
            throw Map(broken, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new ClientFrames<TRequest>(requestStream), responseStream, context);
        }
        catch (Exception broken)
        {
            throw Map(broken, context);
        }
    }

    private RpcException Map(Exception broken, ServerCallContext context)
    {
        var requestId = context.RequestId();
        switch (broken)
        {
            case RpcException known:
                return known;
            case OperationCanceledException or IOException when context.CancellationToken.IsCancellationRequested:
                return new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled."));
            case DomainException refused:
                return refused.ToStatus(requestId).ToRpcException();
            case not null when StoreTrouble.Of(broken) is { } trouble:
                LogStore(broken, context.Method, requestId);
                return trouble.ToStatus(requestId).ToRpcException();
            default:
                LogBroken(broken!, context.Method, requestId);
                return StatusMapping.Internal(requestId).ToRpcException();
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} failed, request {RequestId}")]
    private partial void LogBroken(Exception broken, string method, string requestId);

    [LoggerMessage(LogLevel.Error, "{Method} could not reach the store, request {RequestId}")]
    private partial void LogStore(Exception broken, string method, string requestId);
}
