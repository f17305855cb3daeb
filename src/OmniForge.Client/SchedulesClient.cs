using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>When agents run by themselves.</summary>
public sealed class SchedulesClient
{
    private readonly Caller _caller;
    private readonly ScheduleService.ScheduleServiceClient _stub;

    internal SchedulesClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>Adds a schedule to an agent.</summary>
    public async Task<Schedule> CreateAsync(CreateScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.CreateScheduleAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Schedule;
    }

    /// <summary>One schedule.</summary>
    public Task<Schedule> GetAsync(string scheduleId, CancellationToken cancellationToken = default)
        => GetAsync(new GetScheduleRequest { ScheduleId = scheduleId }, cancellationToken);

    /// <summary>One schedule.</summary>
    public async Task<Schedule> GetAsync(GetScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var response = await _caller.CallAsync(_stub.GetScheduleAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Schedule;
    }

    /// <summary>Removes a schedule for good.</summary>
    public Task<Schedule> DeleteAsync(string scheduleId, CancellationToken cancellationToken = default)
        => DeleteAsync(new DeleteScheduleRequest { ScheduleId = scheduleId }, cancellationToken);

    /// <summary>Removes a schedule for good.</summary>
    public async Task<Schedule> DeleteAsync(DeleteScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.DeleteScheduleAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Schedule;
    }

    /// <summary>What a rule, an id or a phrase means, and when it fires next.</summary>
    public async Task<PreviewScheduleResponse> PreviewAsync(PreviewScheduleRequest request, CancellationToken cancellationToken = default)
    {
        return await _caller.CallAsync(_stub.PreviewScheduleAsync, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Schedules, next first. Reads page after page.</summary>
    public IAsyncEnumerable<Schedule> ListAsync(ListSchedulesRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListSchedulesRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListSchedulesAsync, request, ct);
            },
            page => page.Schedules, page => page.NextPageToken, cancellationToken);
    }
}
