using Microsoft.EntityFrameworkCore;
using OmniForge.Integrations;
using OmniForge.Server.Connections;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>Looks whether a trigger can work as it is set, and fills in its account and its looks.</summary>
internal sealed class TriggerChecks(Providers providers, TimeProvider clock)
{
    public async Task CompleteAsync(ForgeDb db, TriggerRow row, CancellationToken cancellationToken)
    {
        var provider = row.Integration.Length == 0 ? null : providers.Get(row.Integration);
        if (row.Kind == TriggerKind.Poll && provider is null or { Polls.Count: 0 })
        {
            throw DomainException.Field("trigger.kind", "only what is connected can be looked at; a system of your own posts to a WEBHOOK");
        }

        TriggerRules.CheckEvents(row, provider);
        if (provider is not null)
        {
            await ConnectAsync(db, row, provider, cancellationToken);
        }
        else if (row.ConnectionId.Length > 0)
        {
            throw DomainException.Field("trigger.connection_id", "belongs to an integration; name it in `integration`");
        }

        var looks = row.ConnectionId.Length > 0
            && provider!.Polls.Any(source => Events.EventRules.Types(row).Contains(source.EventType) && (source.ResourceKind.Length == 0 || row.ResourceId.Length > 0));
        row.NextLookAt = looks ? row.NextLookAt ?? clock.GetUtcNow() : null;
    }

    /// <summary>An account of all members: a trigger acts for nobody in particular. A webhook works without one, and then knows less.</summary>
    private static async Task ConnectAsync(ForgeDb db, TriggerRow row, IIntegration provider, CancellationToken cancellationToken)
    {
        var shared = await db.Connections.AsNoTracking()
            .Where(connection => connection.Integration == row.Integration && connection.OwnerKind == OwnerKind.Tenant)
            .OrderByDescending(connection => connection.IsDefault).ThenBy(connection => connection.Id)
            .Select(connection => new { connection.Id, connection.Status }).ToListAsync(cancellationToken);
        if (row.ConnectionId.Length == 0)
        {
            row.ConnectionId = shared.Find(connection => connection.Status == ConnectionStatus.Active)?.Id ?? "";
            if (row.ConnectionId.Length == 0 && row.Kind == TriggerKind.Poll)
            {
                throw Required(row.Integration, $"To look into {provider.Descriptor.DisplayName}, connect an account first: omniforge connections add {row.Integration}.");
            }

            return;
        }

        var chosen = shared.Find(connection => connection.Id == row.ConnectionId);
        if (chosen is null)
        {
            throw DomainException.NotFound("connection", row.ConnectionId);
        }

        if (chosen.Status != ConnectionStatus.Active)
        {
            throw Required(row.Integration, "This connection cannot be used now. Sign in again, then repeat this.");
        }
    }

    private static DomainException Required(string integration, string message)
        => DomainException.Status("CONNECTION_REQUIRED", message).With("integration", integration);
}
