using System.Collections.Concurrent;
using Google.Rpc;
using Grpc.Core;
using OmniForge.V1;

namespace OmniForge.Client.Tests.Fakes;

/// <summary>Executions with a scripted log, streamed strictly by the contract and cut where the test says.</summary>
internal sealed class FakeExecutions(Faults faults) : ExecutionService.ExecutionServiceBase
{
    public EventLog<ExecutionEvent> Log { get; } = new();

    /// <summary>`after_sequence` of each stream that was opened by attaching.</summary>
    public ConcurrentQueue<ulong> Cursors { get; } = new();

    /// <summary>Request ids in the order they came, repeats included.</summary>
    public ConcurrentQueue<string> RequestIds { get; } = new();

    public ConcurrentQueue<CancelMode> Cancels { get; } = new();

    /// <summary>Changes of the feed, whose token is their number.</summary>
    public EventLog<Execution> Changes { get; } = new();

    /// <summary>`resume_token` of each feed that was opened.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    public void Finish(int events)
    {
        for (var i = 1; i < events; i++)
        {
            Log.Append(sequence => new() { ExecutionId = "e1", Sequence = sequence, ExecutionStarted = new() });
        }

        Log.Append(sequence => new() { ExecutionId = "e1", Sequence = sequence, ExecutionFinished = new() { Status = ExecutionStatus.Succeeded } });
        Log.End();
    }

    public override Task WatchExecution(
        WatchExecutionRequest request, IServerStreamWriter<WatchExecutionResponse> replies, ServerCallContext context)
    {
        Admit(request);
        return StreamAsync(request.AfterSequence, happened => replies.WriteAsync(new() { Event = happened }), context);
    }

    public override async Task WatchExecutions(
        WatchExecutionsRequest request, IServerStreamWriter<WatchExecutionsResponse> replies, ServerCallContext context)
    {
        Tokens.Enqueue(request.ResumeToken);
        if (!ulong.TryParse(request.ResumeToken.Length == 0 ? "0" : request.ResumeToken, out var after))
        {
            throw Faults.Refusal(Code.InvalidArgument, "RESUME_TOKEN_INVALID");
        }

        var (allowed, cut) = faults.Next();
        var sent = 0;
        await foreach (var change in Changes.ReadAsync(after, context.CancellationToken))
        {
            if (sent++ == allowed)
            {
                await Faults.StrikeAsync(cut, context);
            }

            after++;
            await replies.WriteAsync(new() { Execution = change, ResumeToken = $"{after}" });
            await replies.WriteAsync(new() { Heartbeat = new(), ResumeToken = $"{after}" });
        }

        await replies.WriteAsync(new() { ReconnectHint = new() { Reason = ReconnectReason.Draining } });
    }

    public override async Task Execute(
        IAsyncStreamReader<ExecuteRequest> frames, IServerStreamWriter<ExecuteResponse> replies, ServerCallContext context)
    {
        if (!await frames.MoveNext(context.CancellationToken))
        {
            throw Faults.Refusal(Code.InvalidArgument, "FIRST_FRAME_REQUIRED");
        }

        using var writer = new SharedWriter<ExecuteResponse>(replies);
        var first = frames.Current;
        await writer.WriteAsync(new() { Result = Open(first) });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var obeying = ObeyAsync(frames, writer, ended.Token);
        try
        {
            await StreamAsync(first.Attach?.AfterSequence ?? 0, happened => writer.WriteAsync(new() { Event = happened }), context);
        }
        finally
        {
            await ended.CancelAsync();
            await obeying;
        }
    }

    public override Task<StartExecutionResponse> StartExecution(StartExecutionRequest request, ServerCallContext context)
    {
        Start(request);
        return Task.FromResult(new StartExecutionResponse { ExecutionId = "e1" });
    }

    private ExecuteResult Open(ExecuteRequest first)
    {
        if (first.Start is { } start)
        {
            Start(start);
            return new() { FrameId = first.FrameId, Start = new() { ExecutionId = "e1", Status = ExecutionStatus.Pending } };
        }

        Admit(first.Attach);
        return new() { FrameId = first.FrameId, Accepted = new() };
    }

    private async Task ObeyAsync(
        IAsyncStreamReader<ExecuteRequest> frames, SharedWriter<ExecuteResponse> writer, CancellationToken cancellationToken)
    {
        try
        {
            while (await frames.MoveNext(cancellationToken))
            {
                var frame = frames.Current;
                Cancels.Enqueue(frame.Cancel.Mode);
                RequestIds.Enqueue(frame.Cancel.RequestId);
                await writer.WriteAsync(new() { Result = new() { FrameId = frame.FrameId, Cancel = new() { Execution = new() { Id = "e1" } } } });
                Finish(1);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client left, or the test cut the connection.
        }
    }

    private async Task StreamAsync(ulong after, Func<ExecutionEvent, Task> write, ServerCallContext context)
    {
        var (allowed, cut) = faults.Next();
        var sent = 0;
        await foreach (var happened in Log.ReadAsync(after, context.CancellationToken))
        {
            if (sent == allowed && cut == Cut.Gap)
            {
                sent++;
                continue;
            }

            if (sent == allowed && cut == Cut.Repeat)
            {
                await write(happened);
            }
            else if (sent == allowed)
            {
                await Faults.StrikeAsync(cut, context);
            }

            await write(happened);
            sent++;
        }
    }

    private void Admit(WatchExecutionRequest request)
    {
        Cursors.Enqueue(request.AfterSequence);
        if (request.ExecutionId != "e1")
        {
            throw Faults.Refusal(Code.NotFound, "RESOURCE_NOT_FOUND");
        }

        if (request.AfterSequence > Log.Head)
        {
            throw Faults.Refusal(Code.OutOfRange, "SEQUENCE_AHEAD");
        }
    }

    private void Start(StartExecutionRequest request)
    {
        RequestIds.Enqueue(request.RequestId);
        if (request.RequestId.Length == 0)
        {
            throw Faults.Refusal(Code.InvalidArgument, "FIELD_INVALID");
        }

        if (request.AgentId != "a1")
        {
            throw Faults.Refusal(Code.NotFound, "RESOURCE_NOT_FOUND");
        }
    }
}
