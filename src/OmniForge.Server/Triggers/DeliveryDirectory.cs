using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>What came in and what became of it.</summary>
internal sealed class DeliveryDirectory(ForgeStore store, Paging paging)
{
    public async Task<ListDeliveriesResponse> ListAsync(Caller caller, ListDeliveriesRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var verdicts = request.Verdicts.Distinct().Order().ToList();
        var binding = $"{caller.TenantId}|ListDeliveries|{request.TriggerId}|{string.Join(',', verdicts)}";
        var key = paging.After(request.PageToken, binding);
        await using var db = store.Open(caller.TenantId);
        if (!await db.Triggers.AnyAsync(row => row.Id == request.TriggerId, cancellationToken))
        {
            throw DomainException.NotFound("trigger", request.TriggerId);
        }

        var rows = db.Deliveries.AsNoTracking().Where(row => row.TriggerId == request.TriggerId);
        rows = verdicts.Count > 0 ? rows.Where(row => verdicts.Contains(row.Verdict)) : rows;
        if (key?.Split('|', 2) is [var time, var id])
        {
            var before = UtcMicroseconds.Read(long.Parse(time));
            rows = rows.Where(row => row.ReceivedAt < before || (row.ReceivedAt == before && string.Compare(row.Id, id) < 0));
        }

        var page = await rows.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListDeliveriesResponse();
        response.Deliveries.AddRange(await ShowAsync(db, [.. page.Take(size)], cancellationToken));
        response.NextPageToken = page.Count > size ? paging.Next($"{UtcMicroseconds.Write(page[size - 1].ReceivedAt)}|{page[size - 1].Id}", binding) : "";
        return response;
    }

    public async Task<Delivery> GetAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        var row = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw DomainException.NotFound("delivery", id);
        return (await ShowAsync(db, [row], cancellationToken))[0];
    }

    private static async Task<IReadOnlyList<Delivery>> ShowAsync(ForgeDb db, List<DeliveryRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var events = (await db.TriggerEvents.AsNoTracking().Where(row => ids.Contains(row.DeliveryId)).ToListAsync(cancellationToken)).ToLookup(row => row.DeliveryId);
        return [.. rows.Select(row => Show(row, events[row.Id].OrderBy(happened => happened.At).ThenBy(happened => happened.EventKey, StringComparer.Ordinal)))];
    }

    private static Delivery Show(DeliveryRow row, IEnumerable<TriggerEventRow> events)
    {
        var proto = new Delivery
        {
            Id = row.Id,
            TriggerId = row.TriggerId,
            Source = row.Source,
            Verdict = row.Verdict,
            Reason = row.Reason,
            Mode = row.Mode,
            ReceivedAt = Timestamp.FromDateTimeOffset(row.ReceivedAt),
            Count = row.Count,
            Size = row.Size,
            FirstId = row.FirstId,
        };
        proto.Events.AddRange(events.Select(Show));
        return proto;
    }

    private static DeliveredEvent Show(TriggerEventRow row)
    {
        var proto = new DeliveredEvent
        {
            EventType = row.Type,
            ResourceKind = row.ResourceKind,
            ResourceId = row.ResourceId,
            ResourceUrl = row.Url,
            ActorId = row.ActorId,
            OccurredAt = Timestamp.FromDateTimeOffset(row.At),
            Data = row.Data.Length > 0 && JsonNode.Parse(row.Data) is JsonObject fields ? fields.ToStruct() : null,
            Outcome = row.Outcome,
            Reason = row.Reason,
            ExecutionId = row.ExecutionId,
            Merged = row.Merged,
        };
        proto.Changed.AddRange(JsonNode.Parse(row.Changed)!.AsArray().Select(name => (string)name!));
        return proto;
    }
}
