using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>
/// The kill switch. Rows change first, each agent's revision with them, so that every start that was checked before is refused as
/// it is written; then everything unfinished is ended. A start that slips through at the same instant is found by a sweep.
/// </summary>
internal sealed class AgentKills(ForgeStore store, AgentNeighbours neighbours, TimeProvider clock)
{
    public async Task<int> StopAsync(Caller caller, StopAgentsRequest request, CancellationToken cancellationToken)
    {
        StopRules.CheckTarget(request.AgentId, request.All);
        StopRules.CheckReason(request.Reason);
        var note = new AgentStop { At = clock.GetUtcNow().ToTimestamp(), By = caller.ToActor(), Reason = request.Reason, All = request.All };
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            await db.TakeStopTurnAsync(ct);
            return request.All ? await StopAllAsync(db, note.ToByteArray(), ct) : await StopOneAsync(db, request.AgentId, note.ToByteArray(), ct);
        }, cancellationToken);
        var cancelled = await neighbours.KillRunsAsync(caller.TenantId, request.AgentId, cancellationToken);
        await ShowAsync(caller.TenantId, request.AgentId, cancellationToken);
        return cancelled;
    }

    public async Task ReleaseAsync(Caller caller, ReleaseAgentsRequest request, CancellationToken cancellationToken)
    {
        StopRules.CheckTarget(request.AgentId, request.All);
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            await db.TakeStopTurnAsync(ct);
            return request.All ? await ReleaseAllAsync(db, ct) : await ReleaseOneAsync(db, request.AgentId, ct);
        }, cancellationToken);
        await ShowAsync(caller.TenantId, request.AgentId, cancellationToken);
    }

    private static async Task<int> StopOneAsync(ForgeDb db, string agentId, byte[] note, CancellationToken cancellationToken)
    {
        var agent = await db.FindAgentAsync(agentId, cancellationToken);
        return agent.Stops.HasFlag(AgentStops.Own)
            ? 0
            : await db.Agents.Where(row => row.Id == agentId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Stops, row => row.Stops | AgentStops.Own).SetProperty(row => row.StopNote, note)
                    .SetProperty(row => row.Revision, row => row.Revision + 1),
                cancellationToken);
    }

    private static async Task<int> StopAllAsync(ForgeDb db, byte[] note, CancellationToken cancellationToken)
    {
        await db.Tenants.Where(tenant => tenant.Id == db.TenantId)
            .ExecuteUpdateAsync(set => set.SetProperty(tenant => tenant.StopNote, note), cancellationToken);
        await db.Agents.Where(row => row.Stops == AgentStops.None)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.StopNote, note), cancellationToken);
        return await db.Agents.Where(row => (row.Stops & AgentStops.All) == 0).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Stops, row => row.Stops | AgentStops.All).SetProperty(row => row.Revision, row => row.Revision + 1),
            cancellationToken);
    }

    private static async Task<int> ReleaseOneAsync(ForgeDb db, string agentId, CancellationToken cancellationToken)
    {
        await db.FindAgentAsync(agentId, cancellationToken);
        var left = await db.Tenants.Where(tenant => tenant.Id == db.TenantId).Select(tenant => tenant.StopNote).FirstOrDefaultAsync(cancellationToken) ?? [];
        return await db.Agents.Where(row => row.Id == agentId && (row.Stops & AgentStops.Own) != 0).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Stops, row => row.Stops & AgentStops.All).SetProperty(row => row.StopNote, left)
                .SetProperty(row => row.Revision, row => row.Revision + 1),
            cancellationToken);
    }

    private static async Task<int> ReleaseAllAsync(ForgeDb db, CancellationToken cancellationToken)
    {
        await db.Tenants.Where(tenant => tenant.Id == db.TenantId)
            .ExecuteUpdateAsync(set => set.SetProperty(tenant => tenant.StopNote, Array.Empty<byte>()), cancellationToken);
        return await db.Agents.Where(row => (row.Stops & AgentStops.All) != 0).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Stops, row => row.Stops & AgentStops.Own).SetProperty(row => row.Revision, row => row.Revision + 1),
            cancellationToken);
    }

    /// <summary>Schedules show whether their next time fires. That they do not fire is decided by the agent's row alone.</summary>
    private Task<int> ShowAsync(string tenantId, string agentId, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, async (db, ct) =>
        {
            var agents = await db.Agents.AsNoTracking()
                .Where(agent => (agentId == "" || agent.Id == agentId) && db.Schedules.Any(schedule => schedule.AgentId == agent.Id)).ToListAsync(ct);
            foreach (var agent in agents)
            {
                await neighbours.ChangedAsync(db, agent, ct);
            }

            return agents.Count;
        }, cancellationToken);
}

internal static class StopTurns
{
    /// <summary>Agents are made, stopped and released one after the other, so that none is made past a stop.</summary>
    public static Task TakeStopTurnAsync(this ForgeDb db, CancellationToken cancellationToken)
        => db.TakeTurnAsync($"stops of {db.TenantId}", cancellationToken);
}
