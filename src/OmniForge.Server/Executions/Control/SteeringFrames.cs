using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>The frames of an Execute stream that steer its execution: each does what its unary twin does.</summary>
internal sealed class SteeringFrames(ExecutionControls controls, InterruptDirectory interrupts)
{
    public async Task<ExecuteResponse> ObeyAsync(Caller caller, string executionId, ExecuteRequest frame, CancellationToken cancellationToken)
    {
        var result = new ExecuteResult { FrameId = frame.FrameId };
        switch (frame.FrameCase)
        {
            case ExecuteRequest.FrameOneofCase.Input:
                ExecuteCall.CheckTarget(frame.Input.ExecutionId, executionId);
                frame.Input.ExecutionId = executionId;
                result.Input = new() { Execution = (await controls.SendAsync(caller, frame.Input, cancellationToken)).ToProto() };
                break;
            case ExecuteRequest.FrameOneofCase.ResolveInterrupt:
                Admit(caller, "interrupts.resolve", frame.ResolveInterrupt.ExecutionId, executionId);
                frame.ResolveInterrupt.ExecutionId = executionId;
                result.ResolveInterrupt = new() { Interrupt = await interrupts.ResolveAsync(caller, frame.ResolveInterrupt, cancellationToken) };
                break;
            case ExecuteRequest.FrameOneofCase.ToolResult:
                ExecuteCall.CheckTarget(frame.ToolResult.ExecutionId, executionId);
                frame.ToolResult.ExecutionId = executionId;
                result.ToolResult = new() { Execution = (await controls.SubmitAsync(caller, frame.ToolResult, cancellationToken)).ToProto() };
                break;
            case ExecuteRequest.FrameOneofCase.Pause:
                Admit(caller, "executions.cancel", frame.Pause.ExecutionId, executionId);
                result.Pause = new() { Execution = (await controls.PauseAsync(caller, executionId, frame.Pause.Reason, cancellationToken)).ToProto() };
                break;
            default:
                Admit(caller, "executions.cancel", frame.Resume.ExecutionId, executionId);
                result.Resume = new() { Execution = (await controls.ResumeAsync(caller, executionId, cancellationToken)).ToProto() };
                break;
        }

        return new() { Result = result };
    }

    private static void Admit(Caller caller, string permission, string named, string opened)
    {
        ExecuteCall.CheckTarget(named, opened);
        CallerInterceptor.Demand(caller, permission);
    }
}
