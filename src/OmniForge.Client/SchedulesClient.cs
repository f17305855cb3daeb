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

    /// <summary>Changes the fields of the mask; without one, those that are set. Never fires for the past.</summary>
    public async Task<Schedule> UpdateAsync(UpdateScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.UpdateScheduleAsync, sent, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Stops a schedule for a while; its times are written down as skipped.</summary>
    public Task<Schedule> PauseAsync(string scheduleId, CancellationToken cancellationToken = default)
        => PauseAsync(new PauseScheduleRequest { ScheduleId = scheduleId }, cancellationToken);

    /// <summary>Stops a schedule for a while; its times are written down as skipped.</summary>
    public async Task<Schedule> PauseAsync(PauseScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.PauseScheduleAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Schedule;
    }

    /// <summary>Goes on with the next time; nothing is made up for.</summary>
    public Task<Schedule> ResumeAsync(string scheduleId, CancellationToken cancellationToken = default)
        => ResumeAsync(new ResumeScheduleRequest { ScheduleId = scheduleId }, cancellationToken);

    /// <summary>Goes on with the next time; `catch_up` makes up for the pause as the missed policy says.</summary>
    public async Task<Schedule> ResumeAsync(ResumeScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.ResumeScheduleAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Schedule;
    }

    /// <summary>One firing now; the answer says what became of it.</summary>
    public Task<FireScheduleResponse> FireAsync(string scheduleId, CancellationToken cancellationToken = default)
        => FireAsync(new FireScheduleRequest { ScheduleId = scheduleId }, cancellationToken);

    /// <summary>One firing now; the answer says what became of it.</summary>
    public async Task<FireScheduleResponse> FireAsync(FireScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return await _caller.CallAsync(_stub.FireScheduleAsync, sent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs for the times of a past window that have not run yet.</summary>
    public async Task<BackfillScheduleResponse> BackfillAsync(BackfillScheduleRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return await _caller.CallAsync(_stub.BackfillScheduleAsync, sent, cancellationToken).ConfigureAwait(false);
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

    /// <summary>What became of each time of a schedule, newest first. Reads page after page.</summary>
    public IAsyncEnumerable<Firing> ListFiringsAsync(ListFiringsRequest filter, CancellationToken cancellationToken = default)
    {
        var request = filter.Clone();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListFiringsAsync, request, ct);
            },
            page => page.Firings, page => page.NextPageToken, cancellationToken);
    }
}
