using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>The wire edge of triggers.</summary>
internal sealed class TriggerRpc(TriggerDirectory triggers, TriggerEdits edits, TriggerRotation rotation, DeliveryDirectory deliveries, DeliveryRepeats repeats)
    : TriggerService.TriggerServiceBase
{
    public override async Task<CreateTriggerResponse> CreateTrigger(CreateTriggerRequest request, ServerCallContext context)
    {
        request.RequestId = request.RequestId.Length > 0 ? request.RequestId : context.IdempotencyKey();
        return new() { Trigger = await triggers.CreateAsync(context.Caller(), request, context.CancellationToken) };
    }

    public override async Task<UpdateTriggerResponse> UpdateTrigger(UpdateTriggerRequest request, ServerCallContext context)
        => new() { Trigger = await edits.UpdateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetTriggerResponse> GetTrigger(GetTriggerRequest request, ServerCallContext context)
        => new() { Trigger = await triggers.GetAsync(context.Caller(), request.TriggerId, context.CancellationToken) };

    public override Task<ListTriggersResponse> ListTriggers(ListTriggersRequest request, ServerCallContext context)
        => triggers.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<DeleteTriggerResponse> DeleteTrigger(DeleteTriggerRequest request, ServerCallContext context)
        => new() { Trigger = await triggers.DeleteAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<PauseTriggerResponse> PauseTrigger(PauseTriggerRequest request, ServerCallContext context)
        => new() { Trigger = await edits.PauseAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<ResumeTriggerResponse> ResumeTrigger(ResumeTriggerRequest request, ServerCallContext context)
        => new() { Trigger = await edits.ResumeAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<RotateTriggerSecretResponse> RotateTriggerSecret(RotateTriggerSecretRequest request, ServerCallContext context)
    {
        request.RequestId = request.RequestId.Length > 0 ? request.RequestId : context.IdempotencyKey();
        return new() { Trigger = await rotation.RotateAsync(context.Caller(), request, context.CancellationToken) };
    }

    public override async Task<SendTestEventResponse> SendTestEvent(SendTestEventRequest request, ServerCallContext context)
        => new() { Delivery = await repeats.TestAsync(context.Caller(), request, context.CancellationToken) };

    public override Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context)
        => deliveries.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<GetDeliveryResponse> GetDelivery(GetDeliveryRequest request, ServerCallContext context)
        => new() { Delivery = await deliveries.GetAsync(context.Caller(), request.DeliveryId, context.CancellationToken) };

    public override async Task<RedeliverDeliveryResponse> RedeliverDelivery(RedeliverDeliveryRequest request, ServerCallContext context)
        => new() { Delivery = await repeats.AgainAsync(context.Caller(), request, context.CancellationToken) };
}
