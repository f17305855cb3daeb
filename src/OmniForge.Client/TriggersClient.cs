using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>What outside starts agents: webhooks, and looks at what has changed.</summary>
public sealed class TriggersClient
{
    private readonly Caller _caller;
    private readonly TriggerService.TriggerServiceClient _stub;

    internal TriggersClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>
    /// Adds a trigger to an agent. The answer shows its secret, this once. Refused: EVENT_TYPE_UNKNOWN, CONNECTION_REQUIRED, CONDITION_INVALID.
    /// </summary>
    public async Task<Trigger> CreateAsync(CreateTriggerRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.CreateTriggerAsync, sent, cancellationToken).ConfigureAwait(false)).Trigger;
    }

    /// <summary>Changes the fields of the mask; without one, those that are set. Never starts anything for the past.</summary>
    public async Task<Trigger> UpdateAsync(UpdateTriggerRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.UpdateTriggerAsync, sent, cancellationToken).ConfigureAwait(false)).Trigger;
    }

    /// <summary>One trigger.</summary>
    public async Task<Trigger> GetAsync(string triggerId, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.GetTriggerAsync, new GetTriggerRequest { TriggerId = triggerId }, cancellationToken).ConfigureAwait(false)).Trigger;

    /// <summary>Triggers of all agents, or of one, oldest first. Reads page after page.</summary>
    public IAsyncEnumerable<Trigger> ListAsync(ListTriggersRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListTriggersRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListTriggersAsync, request, ct);
            },
            page => page.Triggers, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Removes a trigger for good; its address no longer answers.</summary>
    public async Task<Trigger> DeleteAsync(DeleteTriggerRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.DeleteTriggerAsync, sent, cancellationToken).ConfigureAwait(false)).Trigger;
    }

    /// <summary>Stops a trigger for a while. Webhooks are still answered and written down.</summary>
    public async Task<Trigger> PauseAsync(PauseTriggerRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.PauseTriggerAsync, sent, cancellationToken).ConfigureAwait(false)).Trigger;
    }

    /// <summary>Lets a paused trigger go on. What happened during the pause starts nothing.</summary>
    public async Task<Trigger> ResumeAsync(ResumeTriggerRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.ResumeTriggerAsync, sent, cancellationToken).ConfigureAwait(false)).Trigger;
    }

    /// <summary>Gives it a new secret, shown this once; the old one works on for `grace` (at most 24 h).</summary>
    public async Task<Trigger> RotateSecretAsync(RotateTriggerSecretRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.RotateTriggerSecretAsync, sent, cancellationToken).ConfigureAwait(false)).Trigger;
    }

    /// <summary>Sends a made-up or given event through the whole path; the run is a TEST. Refused: INPUT_INVALID.</summary>
    public async Task<Delivery> SendTestEventAsync(SendTestEventRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.SendTestEventAsync, sent, cancellationToken).ConfigureAwait(false)).Delivery;
    }

    /// <summary>What came in, newest first, with its verdict. Reads page after page.</summary>
    public IAsyncEnumerable<Delivery> ListDeliveriesAsync(ListDeliveriesRequest filter, CancellationToken cancellationToken = default)
    {
        var request = filter.Clone();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListDeliveriesAsync, request, ct);
            },
            page => page.Deliveries, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>One delivery.</summary>
    public async Task<Delivery> GetDeliveryAsync(string deliveryId, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.GetDeliveryAsync, new GetDeliveryRequest { DeliveryId = deliveryId }, cancellationToken).ConfigureAwait(false)).Delivery;

    /// <summary>Has its events start the agent once more. Refused: DELIVERY_EXPIRED after 14 days.</summary>
    public async Task<Delivery> RedeliverAsync(RedeliverDeliveryRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.RedeliverDeliveryAsync, sent, cancellationToken).ConfigureAwait(false)).Delivery;
    }
}
