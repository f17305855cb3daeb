using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Steering executions that are under way.</summary>
internal sealed partial class ExecutionRpc
{
    public override Task<ListInterruptsResponse> ListInterrupts(ListInterruptsRequest request, ServerCallContext context)
        => interrupts.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<ResolveInterruptResponse> ResolveInterrupt(ResolveInterruptRequest request, ServerCallContext context)
        => new() { Interrupt = await interrupts.ResolveAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<SendExecutionInputResponse> SendExecutionInput(SendExecutionInputRequest request, ServerCallContext context)
        => new() { Execution = (await controls.SendAsync(context.Caller(), request, context.CancellationToken)).ToProto() };

    public override async Task<SubmitToolResultResponse> SubmitToolResult(SubmitToolResultRequest request, ServerCallContext context)
        => new() { Execution = (await controls.SubmitAsync(context.Caller(), request, context.CancellationToken)).ToProto() };

    public override Task<CancelExecutionsResponse> CancelExecutions(CancelExecutionsRequest request, ServerCallContext context)
        => cancels.CancelAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<RetryExecutionResponse> RetryExecution(RetryExecutionRequest request, ServerCallContext context)
        => new() { Execution = (await retries.StartAsync(context.Caller(), request, context.CancellationToken)).ToProto() };

    public override async Task<PauseExecutionResponse> PauseExecution(PauseExecutionRequest request, ServerCallContext context)
        => new() { Execution = (await controls.PauseAsync(context.Caller(), request.ExecutionId, request.Reason, context.CancellationToken)).ToProto() };

    public override async Task<ResumeExecutionResponse> ResumeExecution(ResumeExecutionRequest request, ServerCallContext context)
        => new() { Execution = (await controls.ResumeAsync(context.Caller(), request.ExecutionId, context.CancellationToken)).ToProto() };
}
