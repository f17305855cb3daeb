using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>The wire edge of schedules.</summary>
internal sealed class ScheduleRpc(ScheduleDirectory schedules, ServerOptions options, TimeProvider clock) : ScheduleService.ScheduleServiceBase
{
    public override async Task<CreateScheduleResponse> CreateSchedule(CreateScheduleRequest request, ServerCallContext context)
        => new() { Schedule = await schedules.CreateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetScheduleResponse> GetSchedule(GetScheduleRequest request, ServerCallContext context)
        => new() { Schedule = await schedules.GetAsync(context.Caller(), request.ScheduleId, context.CancellationToken) };

    public override Task<ListSchedulesResponse> ListSchedules(ListSchedulesRequest request, ServerCallContext context)
        => schedules.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<DeleteScheduleResponse> DeleteSchedule(DeleteScheduleRequest request, ServerCallContext context)
        => new() { Schedule = await schedules.DeleteAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<PreviewScheduleResponse> PreviewSchedule(PreviewScheduleRequest request, ServerCallContext context)
    {
        var now = clock.GetUtcNow();
        switch (request.SubjectCase)
        {
            case PreviewScheduleRequest.SubjectOneofCase.Phrase:
                var zone = request.TimeZone.Length > 0 ? request.TimeZone : options.TimeZone;
                return SchedulePreview.OfPhrase(request.Phrase, zone, request.Count, now);
            case PreviewScheduleRequest.SubjectOneofCase.Schedule:
                return SchedulePreview.OfRule(request.Schedule.Cron, request.Schedule.TimeZone, request.Count, now);
            case PreviewScheduleRequest.SubjectOneofCase.ScheduleId:
                var known = await schedules.GetAsync(context.Caller(), request.ScheduleId, context.CancellationToken);
                return SchedulePreview.OfRule(known.Cron, known.TimeZone, request.Count, now);
            default:
                throw DomainException.Field("subject", "give one of schedule, schedule_id or phrase");
        }
    }
}
