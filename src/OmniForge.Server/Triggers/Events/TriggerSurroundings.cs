using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Events;

/// <summary>What stands around triggers, possibly of several tenants: their agents and their accounts.</summary>
internal static class TriggerSurroundings
{
    public static async Task<Dictionary<(string Tenant, string Id), TriggerAgent>> AgentsAsync(
        ForgeDb db, IReadOnlyCollection<TriggerRow> triggers, CancellationToken cancellationToken)
    {
        var tenants = triggers.Select(trigger => trigger.TenantId).Distinct().ToList();
        var ids = triggers.Select(trigger => trigger.AgentId).Distinct().ToList();
        var found = await db.Agents.IgnoreQueryFilters().AsNoTracking().Where(agent => tenants.Contains(agent.TenantId) && ids.Contains(agent.Id))
            .Select(agent => new TriggerAgent(
                agent.TenantId, agent.Id, agent.Name, agent.Version, agent.Status, agent.Stops != AgentStops.None, agent.DeletedAt != null))
            .ToListAsync(cancellationToken);
        return found.ToDictionary(agent => (agent.TenantId, agent.Id));
    }

    /// <summary>The account of each trigger that has one; one that was disconnected has none.</summary>
    public static async Task<Dictionary<(string Tenant, string Id), TriggerAccount>> AccountsAsync(
        ForgeDb db, IReadOnlyCollection<TriggerRow> triggers, CancellationToken cancellationToken)
    {
        var tenants = triggers.Select(trigger => trigger.TenantId).Distinct().ToList();
        var ids = triggers.Select(trigger => trigger.ConnectionId).Where(id => id.Length > 0).Distinct().ToList();
        var found = ids.Count == 0 ? [] : await db.Connections.IgnoreQueryFilters().AsNoTracking()
            .Where(row => tenants.Contains(row.TenantId) && ids.Contains(row.Id) && row.Status != ConnectionStatus.Revoked)
            .Select(row => new TriggerAccount(row.TenantId, row.Id, row.AccountId, row.ActorId)).ToListAsync(cancellationToken);
        return found.ToDictionary(account => (account.TenantId, account.Id));
    }

    /// <summary>Whose account it is by the provider's own key, in every tenant that has connected it for all its members.</summary>
    public static Task<List<TriggerAccount>> AccountsOfAsync(ForgeDb db, string integration, string accountId, CancellationToken cancellationToken)
        => db.Connections.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Integration == integration && row.AccountId == accountId && row.OwnerKind == OwnerKind.Tenant
                && (row.Status == ConnectionStatus.Active || row.Status == ConnectionStatus.NeedsReconnect))
            .Select(row => new TriggerAccount(row.TenantId, row.Id, row.AccountId, row.ActorId)).ToListAsync(cancellationToken);
}

/// <summary>The agent of a trigger.</summary>
internal sealed record TriggerAgent(string TenantId, string Id, string Name, int Version, AgentStatus Status, bool Stopped, bool Deleted);

/// <summary>The account whose events a trigger hears.</summary>
/// <param name="AccountId">The provider's own key.</param>
/// <param name="ActorId">The id our own changes carry there.</param>
internal sealed record TriggerAccount(string TenantId, string Id, string AccountId, string ActorId);
