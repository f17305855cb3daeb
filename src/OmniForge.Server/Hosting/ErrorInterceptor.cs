using System.Data.Common;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Files;

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
            await continuation(requestStream, responseStream, context);
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

/// <summary>Tells a store that cannot work from a bug of ours.</summary>
internal static class StoreTrouble
{
    public static DomainException? Of(Exception broken) => broken switch
    {
        DbUpdateConcurrencyException => new DomainException(
            Refusal.Conflict, "ETAG_MISMATCH", "Somebody changed this in the meantime. Read it again and repeat your change."),
        DbUpdateException { InnerException: { } inner } => Of(inner),
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 8 or 10 or 11 or 13 or 14 } full => Unavailable(full.SqliteErrorCode switch
        {
            8 => "The data folder cannot be written to. Give the server write access to it and try again; nothing was lost.",
            13 => "The disk is full. Free some space and try again; nothing was lost.",
            _ => "The database file cannot be read or written. Check the data folder; what was confirmed before is safe.",
        }),
        Npgsql.NpgsqlException { IsTransient: true } or Npgsql.NpgsqlException { InnerException: System.Net.Sockets.SocketException }
            => Unavailable("The database cannot be reached. Try again in a moment; what was confirmed before is safe."),
        DbException { IsTransient: true } => Unavailable("The database is busy. Try again in a moment; what was confirmed before is safe."),
        WorkspaceException { Fault: WorkspaceFault.Full or WorkspaceFault.ReadOnly } refused => Unavailable(FileFaults.Sentence(refused)),
        UnauthorizedAccessException => Unavailable("The data folder cannot be written to. Give the server write access to it and try again; nothing was lost."),
        IOException io when io.HResult is 28 or unchecked((int)0x80070070)
            => Unavailable("The disk is full. Free some space and try again; nothing was lost."),
        _ => null,
    };

    private static DomainException Unavailable(string message)
        => new(Refusal.Unavailable, "STORE_UNAVAILABLE", message) { RetryAfter = TimeSpan.FromSeconds(5) };
}
