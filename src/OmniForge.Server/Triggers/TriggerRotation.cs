using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers.Hooks;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>Gives a trigger another secret; the one before may work on for a while.</summary>
internal sealed class TriggerRotation(ForgeStore store, TriggerSecrets secrets, TriggerViews views, TimeProvider clock)
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromHours(24);

    public async Task<Trigger> RotateAsync(Caller caller, RotateTriggerSecretRequest request, CancellationToken cancellationToken)
    {
        var grace = request.Grace?.ToTimeSpan() ?? TimeSpan.Zero;
        if (grace < TimeSpan.Zero || grace > LongestGrace)
        {
            throw DomainException.Field("grace", "must be 0 seconds to 24 hours");
        }

        var hash = TriggerRequests.HashOf(caller, request, request.RequestId);
        var known = await FindAsync(caller, request.TriggerId, cancellationToken);
        if (hash.Length > 0 && known.RotationHash == hash)
        {
            return await views.ShowAsync(known, cancellationToken, await views.SecretAsync(known, cancellationToken));
        }

        if (known.Kind == TriggerKind.Poll)
        {
            throw DomainException.Field("trigger_id", "is of a trigger that looks by itself; it has no address and no secret");
        }

        var secret = TriggerRequests.SecretFor(known.Scheme, request.Secret, "secret");
        if (secret.Length == 0 && (known.Scheme != SignatureScheme.Notion || grace > TimeSpan.Zero))
        {
            throw known.Scheme == SignatureScheme.Notion
                ? DomainException.Field("grace", "is not possible while Notion's new token is waited for; leave it out")
                : DomainException.Field("secret", $"is made by {known.Scheme}: make a new one there and give it here");
        }

        var fresh = secret.Length == 0 ? null : await PrepareAsync(caller, request.TriggerId, secret, cancellationToken);
        var row = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.FindTriggerAsync(request.TriggerId, request.Etag, ct);
            if (fresh is null)
            {
                (row.Secret, row.SecretBefore, row.BeforeUntil, row.HandshakeUntil) = (null, null, null, clock.GetUtcNow() + HookHandshake.Window);
            }
            else
            {
                fresh.PutInto(row, grace > TimeSpan.Zero ? clock.GetUtcNow() + grace : null);
            }

            (row.RotationHash, row.UpdatedAt, row.Revision) = (hash, clock.GetUtcNow(), row.Revision + 1);
            return row;
        }, cancellationToken);
        return await views.ShowAsync(row, cancellationToken, secret);
    }

    /// <summary>Seals the next secret ahead of the transaction that stores it.</summary>
    public async Task<FreshSecret> PrepareAsync(Caller caller, string id, string secret, CancellationToken cancellationToken)
    {
        var row = await FindAsync(caller, id, cancellationToken);
        if (row.Kind == TriggerKind.Poll)
        {
            throw DomainException.Field("trigger.secret", "is for webhooks; this trigger looks by itself");
        }

        var generation = row.Generation + 1;
        var place = TriggerSecrets.SecretOf(row.TenantId, row.Id, generation);
        return new(generation, await secrets.SealAsync(place, TriggerFields.Secret(secret, "trigger.secret"), cancellationToken));
    }

    private async Task<TriggerRow> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return await db.Triggers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw DomainException.NotFound("trigger", id);
    }
}

/// <summary>A sealed secret for one generation of a trigger.</summary>
internal sealed record FreshSecret(long Generation, byte[] Stored)
{
    /// <param name="beforeUntil">How long the one before works on; null = no longer.</param>
    public void PutInto(TriggerRow row, DateTimeOffset? beforeUntil)
    {
        if (row.Generation != Generation - 1)
        {
            throw DomainException.Stale(row.Revision.ToString());
        }

        (row.SecretBefore, row.BeforeUntil) = beforeUntil is null ? (null, null) : (row.Secret, beforeUntil);
        (row.Secret, row.Generation, row.HandshakeUntil) = (Stored, Generation, null);
    }
}
