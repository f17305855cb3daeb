using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>The wire edge of schedules.</summary>
internal sealed class ScheduleRpc(ScheduleDirectory schedules, ScheduleEdits edits, ScheduleRuns runs, ServerOptions options, TimeProvider clock)
    : ScheduleService.ScheduleServiceBase
{
    public override async Task<CreateScheduleResponse> CreateSchedule(CreateScheduleRequest request, ServerCallContext context)
        => new() { Schedule = await schedules.CreateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<UpdateScheduleResponse> UpdateSchedule(UpdateScheduleRequest request, ServerCallContext context)
        => new() { Schedule = await edits.UpdateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<PauseScheduleResponse> PauseSchedule(PauseScheduleRequest request, ServerCallContext context)
        => new() { Schedule = await edits.PauseAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<ResumeScheduleResponse> ResumeSchedule(ResumeScheduleRequest request, ServerCallContext context)
        => new() { Schedule = await edits.ResumeAsync(context.Caller(), request, context.CancellationToken) };

    public override Task<FireScheduleResponse> FireSchedule(FireScheduleRequest request, ServerCallContext context)
        => runs.FireAsync(context.Caller(), request, context.CancellationToken);

    public override Task<BackfillScheduleResponse> BackfillSchedule(BackfillScheduleRequest request, ServerCallContext context)
        => runs.BackfillAsync(context.Caller(), request, context.CancellationToken);

    public override Task<ListFiringsResponse> ListFirings(ListFiringsRequest request, ServerCallContext context)
        => runs.ListAsync(context.Caller(), request, context.CancellationToken);

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
                return SchedulePreview.OfSchedule(request.Schedule, request.Count, now);
            case PreviewScheduleRequest.SubjectOneofCase.ScheduleId:
                var known = await schedules.GetAsync(context.Caller(), request.ScheduleId, context.CancellationToken);
                return SchedulePreview.OfSchedule(known, request.Count, now);
            default:
                throw DomainException.Field("subject", "give one of schedule, schedule_id or phrase");
        }
    }
}
