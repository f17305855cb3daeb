using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace OmniForge.Client.Tests.Fakes;

/// <summary>How a connection dies.</summary>
public enum Cut
{
    /// <summary>The TCP connection is gone.</summary>
    Abort,

    /// <summary>UNAVAILABLE with SERVER_DRAINING and a RetryInfo.</summary>
    Drain,

    /// <summary>RESOURCE_EXHAUSTED with SLOW_READER.</summary>
    SlowReader,

    /// <summary>A status without any reason of ours, as proxies send it.</summary>
    Proxy,

    /// <summary>Nothing more comes, and the connection stays open.</summary>
    Silence,

    /// <summary>One event is left out.</summary>
    Gap,

    /// <summary>One event is sent twice; not a cut, but must not be seen.</summary>
    Repeat,
}

/// <summary>What goes wrong on which connection: each stream call takes the next entry; none left = nothing goes wrong.</summary>
internal sealed class Faults
{
    private readonly ConcurrentQueue<(int AfterEvents, Cut Cut)> _planned = new();

    public void Plan(int afterEvents, Cut cut) => _planned.Enqueue((afterEvents, cut));

    public (int AfterEvents, Cut Cut) Next() => _planned.TryDequeue(out var next) ? next : (int.MaxValue, Cut.Abort);

    public static async Task StrikeAsync(Cut cut, ServerCallContext context)
    {
        switch (cut)
        {
            case Cut.Abort:
                context.GetHttpContext().Abort();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                break;
            case Cut.Drain:
                throw Refusal(Code.Unavailable, "SERVER_DRAINING", new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(5)) });
            case Cut.SlowReader:
                throw Refusal(Code.ResourceExhausted, "SLOW_READER");
            case Cut.Proxy:
                throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, "upstream went away"));
            case Cut.Silence:
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                break;
            default:
                throw new InvalidOperationException($"{cut} is no way to end a connection.");
        }
    }

    public static RpcException Refusal(Code code, string reason, params Google.Protobuf.IMessage[] details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = $"refused: {reason}" };
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = "omniforge.dev", Reason = reason, Metadata = { ["resource"] = "test" } }));
        foreach (var detail in details)
        {
            status.Details.Add(Any.Pack(detail));
        }

        return status.ToRpcException();
    }
}
