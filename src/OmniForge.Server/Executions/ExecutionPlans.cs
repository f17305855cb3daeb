using System.Collections.Concurrent;
using System.Text.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Running;
using OmniForge.Server.Agents;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions;

/// <summary>What an agent's version or draft runs, pinned; and its skills' texts when the time has come.</summary>
internal sealed class ExecutionPlans(
    AgentVersions versions, AgentDrafts drafts, ForgeStore store, SkillObjects objects, ServerOptions options, TimeProvider clock)
{
    private const int Remembered = 1_000;

    /// <summary>How long a plan is believed: its zone follows the agent's schedules, which may change.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    /// <summary>Published versions never change, and neither do bytes of one digest.</summary>
    private readonly ConcurrentDictionary<(string Tenant, string Agent, int Version), (PinnedPlan Plan, long Since)> _plans = new();
    private readonly ConcurrentDictionary<string, ExecutionPlanRecord> _read = new();
    private readonly ConcurrentDictionary<(string Tenant, string Agent, string Json), AgentPlan> _opened = new();
    private readonly ConcurrentDictionary<(string Tenant, string Digest), string> _texts = new();

    public async Task<PinnedPlan> PinAsync(string tenantId, AgentRow agent, int version, CancellationToken cancellationToken)
    {
        if (version > 0 && _plans.TryGetValue((tenantId, agent.Id, version), out var known) && clock.GetElapsedTime(known.Since) < Believed)
        {
            return known.Plan;
        }

        var content = version > 0
            ? await versions.ContentAsync(tenantId, agent.Id, version, cancellationToken)
            : await drafts.ContentAsync(tenantId, agent.Id, cancellationToken);
        var plan = PlanPinning.Pin(agent.Name, content) with { TimeZone = await ZoneAsync(tenantId, agent.Id, cancellationToken) };
        var json = JsonSerializer.Serialize(plan, StoredJson.Default.ExecutionPlanRecord);
        if (version == 0)
        {
            return new(plan, json, content.Etag);
        }

        Forget(_plans);
        var pinned = new PinnedPlan(plan, json, "");
        _plans[(tenantId, agent.Id, version)] = (pinned, clock.GetTimestamp());
        return pinned;
    }

    /// <summary>A stored plan, read once however many executions share it.</summary>
    public ExecutionPlanRecord Read(string json)
    {
        if (_read.TryGetValue(json, out var known))
        {
            return known;
        }

        Forget(_read);
        return _read[json] = JsonSerializer.Deserialize(json, StoredJson.Default.ExecutionPlanRecord)!;
    }

    /// <summary>The plan of an execution with its texts. Executions that run the same share one object, which is read once.</summary>
    public async Task<AgentPlan> OpenAsync(ExecutionRow row, ExecutionPlanRecord record, CancellationToken cancellationToken)
    {
        var key = (row.TenantId, row.AgentId, row.Plan);
        if (_opened.TryGetValue(key, out var known))
        {
            return known;
        }

        var plan = await PlanPinning.OpenAsync(row.AgentId, record, digest => TextAsync(row.TenantId, digest, cancellationToken));
        Forget(_opened);
        return _opened[key] = plan;
    }

    private async Task<string> ZoneAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.Schedules.Where(schedule => schedule.AgentId == agentId)
            .OrderBy(schedule => schedule.CreatedAt).Select(schedule => schedule.TimeZone).FirstOrDefaultAsync(cancellationToken) ?? options.TimeZone;
    }

    private async Task<string> TextAsync(string tenantId, string digest, CancellationToken cancellationToken)
    {
        if (_texts.TryGetValue((tenantId, digest), out var known))
        {
            return known;
        }

        var bytes = await objects.ReadAsync(tenantId, digest, cancellationToken);
        Forget(_texts);
        return _texts[(tenantId, digest)] = Encoding.UTF8.GetString(bytes);
    }

    private static void Forget<TKey, TValue>(ConcurrentDictionary<TKey, TValue> memory)
        where TKey : notnull
    {
        if (memory.Count >= Remembered)
        {
            memory.Clear();
        }
    }
}

/// <summary>A plan as it was pinned, and as it is stored.</summary>
/// <param name="Etag">The draft's etag; empty for a published version.</param>
internal sealed record PinnedPlan(ExecutionPlanRecord Plan, string Json, string Etag);
