using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Telemetry;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Events;

/// <summary>The ledger's own writes: what was refused, and what came before.</summary>
internal static class EventLedger
{
    /// <summary>
    /// Writes down a delivery that starts nothing. Those of one minute and one reason share a row, so that whoever sends them fills no disk.
    /// </summary>
    /// <returns>The id of the row.</returns>
    public static async Task<string> NoteAsync(ForgeDb db, TriggerRow trigger, DeliveryRow noted, CancellationToken cancellationToken)
    {
        var minute = (noted.ReceivedAt.ToUnixTimeSeconds() / 60).ToString(CultureInfo.InvariantCulture);
        var id = Ids.From(trigger.Id, noted.Verdict.ToString(), noted.Mode.ToString(), noted.Reason, noted.FirstId, minute);
        var (source, verdict, mode, at) = ((int)noted.Source, (int)noted.Verdict, (int)noted.Mode, UtcMicroseconds.Write(noted.ReceivedAt));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "deliveries" ("tenant_id", "id", "trigger_id", "source", "verdict", "reason", "mode", "received_at", "count", "size", "first_id")
            VALUES ({trigger.TenantId}, {id}, {trigger.Id}, {source}, {verdict}, {noted.Reason}, {mode}, {at}, 1, {noted.Size}, {noted.FirstId})
            ON CONFLICT ("tenant_id", "id") DO UPDATE SET "count" = "deliveries"."count" + 1
            """,
            cancellationToken);
        Count(noted.Verdict);
        return id;
    }

    /// <summary>Takes a delivery for this address; the id of the one that came before, or null when it is the first.</summary>
    public static async Task<string?> TakeAsync(
        ForgeDb db, string endpoint, string replayKey, string deliveryId, DateTimeOffset keptUntil, CancellationToken cancellationToken)
    {
        var (key, until) = (Ids.Digest(replayKey), UtcMicroseconds.Write(keptUntil));
        var taken = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "webhook_replays" ("endpoint", "replay_key", "delivery_id", "kept_until") VALUES ({endpoint}, {key}, {deliveryId}, {until})
            ON CONFLICT ("endpoint", "replay_key") DO NOTHING
            """,
            cancellationToken);
        return taken == 1
            ? null
            : await db.WebhookReplays.Where(row => row.Endpoint == endpoint && row.ReplayKey == key).Select(row => row.DeliveryId).FirstAsync(cancellationToken);
    }

    public static void Count(DeliveryVerdict verdict)
        => Instruments.Deliveries.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString()));
}
