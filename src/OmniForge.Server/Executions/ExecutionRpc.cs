using Grpc.Core;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Executions.Retention;
using OmniForge.Server.Hosting;
using OmniForge.Server.Streams;
using OmniForge.Server.Streams.Feeds;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>The wire edge of executions: frames in, frames out, no decisions.</summary>
internal sealed partial class ExecutionRpc(
    ExecutionDirectory executions,
    ExecutionRecords records,
    ExecutionControls controls,
    MassCancel cancels,
    RetryRuns retries,
    InterruptDirectory interrupts,
    InterruptRecords asked,
    SteeringFrames steering,
    ExecutionFeed feed,
    Paging paging,
    TimeProvider clock)
    : ExecutionService.ExecutionServiceBase
{
    public override Task Execute(
        IAsyncStreamReader<ExecuteRequest> requestStream, IServerStreamWriter<ExecuteResponse> responseStream, ServerCallContext context)
        => new ExecuteCall(executions, steering, context.Caller(), clock).RunAsync(requestStream, responseStream, context);

    public override async Task WatchExecution(
        WatchExecutionRequest request, IServerStreamWriter<WatchExecutionResponse> responseStream, ServerCallContext context)
    {
        var view = request.View == EventView.Unspecified ? EventView.Messages : request.View;
        var session = new ExecutionSession(
            executions, context.Caller().TenantId, request.ExecutionId, request.LiveOnly ? -1 : (long)request.AfterSequence, view);
        await foreach (var frame in session.WatchAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(ToWatch(frame), context.CancellationToken);
        }
    }

    public override async Task WatchExecutions(
        WatchExecutionsRequest request, IServerStreamWriter<WatchExecutionsResponse> responseStream, ServerCallContext context)
    {
        var (tenant, ct) = (context.Caller().TenantId, context.CancellationToken);
        var start = await feed.OpenAsync(tenant, request, ct);
        await foreach (var (kind, execution, token) in feed.WatchAsync(tenant, start, request, ct))
        {
            var frame = new WatchExecutionsResponse { ResumeToken = token };
            switch (kind)
            {
                case FeedFrameKind.Change:
                    frame.Execution = execution;
                    break;
                case FeedFrameKind.ReplayComplete:
                    frame.ReplayComplete = new();
                    break;
                default:
                    frame.Heartbeat = new() { SentAt = ExecutionFrame.Stamp(clock) };
                    break;
            }

            await SlowReader.WithinAsync(responseStream.WriteAsync(frame, ct));
        }
    }

    public override async Task<StartExecutionResponse> StartExecution(StartExecutionRequest request, ServerCallContext context)
    {
        request.RequestId = request.RequestId.Length > 0 ? request.RequestId : context.IdempotencyKey();
        var wait = request.ValidateOnly ? TimeSpan.Zero : request.Wait?.ToTimeSpan() ?? TimeSpan.Zero;
        var watching = wait > TimeSpan.Zero ? Watching.FromBirth : Watching.None;
        var started = await executions.StartAsync(context.Caller(), request, StartOrigin.OnDemand, watching, context.CancellationToken);
        if (started.Replayed)
        {
            context.MarkReplayed();
        }

        return ExecuteCall.Answer(wait > TimeSpan.Zero ? await executions.WaitAsync(started, wait, context.CancellationToken) : started.Row);
    }

    public override async Task<GetExecutionResponse> GetExecution(GetExecutionRequest request, ServerCallContext context)
    {
        var tenant = context.Caller().TenantId;
        var execution = (await records.LoadAsync(tenant, request.ExecutionId, context.CancellationToken)).ToProto();
        if (execution.Status < ExecutionStates.FirstFinal)
        {
            execution.OpenInterrupts.AddRange(await asked.OpenOfAsync(tenant, request.ExecutionId, context.CancellationToken));
        }

        if (request.View == ExecutionView.Full)
        {
            execution.Steps.AddRange((await records.StepsAsync(tenant, request.ExecutionId, context.CancellationToken)).Select(step => step.ToProto()));
        }

        return new() { Execution = execution };
    }

    public override Task<ListExecutionsResponse> ListExecutions(ListExecutionsRequest request, ServerCallContext context)
        => executions.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<ListStepsResponse> ListSteps(ListStepsRequest request, ServerCallContext context)
    {
        var tenant = context.Caller().TenantId;
        CompactedText.Whole(await records.LoadAsync(tenant, request.ExecutionId, context.CancellationToken));
        var binding = ExecutionQueries.Binding(tenant, "ListSteps", request.ExecutionId);
        var size = Paging.Size(request.PageSize);
        var from = int.Parse(paging.After(request.PageToken, binding) ?? "0");
        var steps = await records.StepsAsync(tenant, request.ExecutionId, context.CancellationToken);
        var response = new ListStepsResponse();
        response.Steps.AddRange(steps.Skip(from).Take(size).Select(step => step.ToProto()));
        response.NextPageToken = steps.Count > from + size ? paging.Next($"{from + size}", binding) : "";
        return response;
    }

    public override async Task<ListExecutionEventsResponse> ListExecutionEvents(ListExecutionEventsRequest request, ServerCallContext context)
    {
        var tenant = context.Caller().TenantId;
        var row = await records.LoadAsync(tenant, request.ExecutionId, context.CancellationToken);
        if ((long)request.AfterSequence < row.LastSequence - 1)
        {
            CompactedText.Whole(row);
        }

        var binding = ExecutionQueries.Binding(tenant, "ListExecutionEvents", $"{request.ExecutionId}|{request.View}|{request.AfterSequence}");
        var size = Paging.Size(request.PageSize);
        var view = request.View == EventView.Unspecified ? EventView.Messages : request.View;
        var after = ExecutionQueries.EventKey(paging.After(request.PageToken, binding), request.AfterSequence);
        var response = new ListExecutionEventsResponse();
        var read = records.Events(tenant, request.ExecutionId);
        while (response.Events.Count < size && await read(after, context.CancellationToken) is { Count: > 0 } page)
        {
            foreach (var happened in page)
            {
                if (response.Events.Count == size)
                {
                    response.NextPageToken = paging.Next($"{after}", binding);
                    break;
                }

                after = happened.Sequence;
                if (ExecutionStates.ViewOf(happened.Event) <= view)
                {
                    response.Events.Add(happened.Event);
                }
            }
        }

        return response;
    }

    public override async Task<CancelExecutionResponse> CancelExecution(CancelExecutionRequest request, ServerCallContext context)
        => new() { Execution = (await executions.CancelAsync(context.Caller(), request.ExecutionId, request.Mode, context.CancellationToken)).ToProto() };

    private WatchExecutionResponse ToWatch(ExecutionFrame frame)
    {
        if (frame.Heartbeat is { } beat)
        {
            beat.SentAt = ExecutionFrame.Stamp(clock);
            return new() { Heartbeat = beat };
        }

        return frame.Reset is { } reset ? new() { StreamReset = reset }
            : frame.Event is { } happened ? new() { Event = happened } : new() { ReplayComplete = frame.ReplayComplete };
    }
}
