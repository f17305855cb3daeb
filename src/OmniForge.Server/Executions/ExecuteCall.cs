using Grpc.Core;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Hosting;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>One Execute stream: opens by starting or attaching, then steers that one execution.</summary>
internal sealed class ExecuteCall(ExecutionDirectory executions, SteeringFrames steering, Caller caller, TimeProvider clock)
{
    public Task RunAsync(IAsyncStreamReader<ExecuteRequest> frames, IServerStreamWriter<ExecuteResponse> replies, ServerCallContext context)
        => new Duplex<ExecuteRequest, ExecuteResponse, ExecutionSession>
        {
            FrameId = frame => frame.FrameId,
            Open = OpenAsync,
            Obey = ObeyAsync,
            Watch = (session, ct) => session.WatchAsync(ct).Select(Frame),
            Refuse = (id, status) => new() { Result = new() { FrameId = id, Error = status } },
            Overtakes = frame => frame.FrameCase is ExecuteRequest.FrameOneofCase.Cancel or ExecuteRequest.FrameOneofCase.Ping,
        }.RunAsync(frames, replies, context);

    private async Task<(ExecutionSession Session, ExecuteResponse Result)> OpenAsync(ExecuteRequest frame, CancellationToken cancellationToken)
    {
        switch (frame.FrameCase)
        {
            case ExecuteRequest.FrameOneofCase.Start:
                var started = await executions.StartAsync(caller, frame.Start, StartOrigin.OnDemand, Watching.FromBirth, cancellationToken);
                var view = frame.Start.View == EventView.Unspecified ? EventView.Tokens : frame.Start.View;
                return (new(executions, started, view), new() { Result = new() { FrameId = frame.FrameId, Start = Answer(started.Row) } });
            case ExecuteRequest.FrameOneofCase.Attach:
                var attach = frame.Attach;
                await executions.GetAsync(caller.TenantId, attach.ExecutionId, cancellationToken);
                var wanted = attach.View == EventView.Unspecified ? EventView.Tokens : attach.View;
                return (
                    new(executions, caller.TenantId, attach.ExecutionId, attach.LiveOnly ? -1 : (long)attach.AfterSequence, wanted),
                    Done(frame));
            default:
                throw new DomainException(Refusal.Invalid, "FIRST_FRAME_REQUIRED", "The first frame must be `start` or `attach`.");
        }
    }

    /// <summary>What the unary RPC answers too.</summary>
    public static StartExecutionResponse Answer(ExecutionRow row) => new() { ExecutionId = row.Id, Status = row.Status, Execution = row.ToProto() };

    private async Task<ExecuteResponse> ObeyAsync(ExecutionSession session, ExecuteRequest frame, CancellationToken cancellationToken)
    {
        switch (frame.FrameCase)
        {
            case ExecuteRequest.FrameOneofCase.Cancel:
                CheckTarget(frame.Cancel.ExecutionId, session.ExecutionId);
                CallerInterceptor.Demand(caller, "executions.cancel");
                var cancelled = await executions.CancelAsync(caller, session.ExecutionId, frame.Cancel.Mode, cancellationToken);
                return new() { Result = new() { FrameId = frame.FrameId, Cancel = new() { Execution = cancelled.ToProto() } } };
            case ExecuteRequest.FrameOneofCase.Input or ExecuteRequest.FrameOneofCase.ResolveInterrupt or ExecuteRequest.FrameOneofCase.ToolResult
                or ExecuteRequest.FrameOneofCase.Pause or ExecuteRequest.FrameOneofCase.Resume:
                return await steering.ObeyAsync(caller, session.ExecutionId, frame, cancellationToken);
            case ExecuteRequest.FrameOneofCase.SetView:
                session.Show(frame.SetView.View == EventView.Unspecified ? EventView.Tokens : frame.SetView.View);
                return Done(frame);
            case ExecuteRequest.FrameOneofCase.Ping:
                return Done(frame);
            case ExecuteRequest.FrameOneofCase.Start or ExecuteRequest.FrameOneofCase.Attach:
                throw new DomainException(Refusal.Invalid, "FRAME_OUT_OF_ORDER", "This stream is already open; start or attach on a stream of its own.");
            default:
                throw new DomainException(Refusal.Invalid, "FIELD_INVALID", "A frame must carry one of start, attach, input, resolve_interrupt, tool_result, cancel, pause, resume, set_view or ping.");
        }
    }

    public static void CheckTarget(string named, string opened)
    {
        if (named.Length > 0 && named != opened)
        {
            throw new DomainException(Refusal.Invalid, "FRAME_TARGET_MISMATCH", "This frame names another execution than the one the stream was opened for.");
        }
    }

    private static ExecuteResponse Done(ExecuteRequest frame) => new() { Result = new() { FrameId = frame.FrameId, Accepted = new() } };

    private ExecuteResponse Frame(ExecutionFrame frame)
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
