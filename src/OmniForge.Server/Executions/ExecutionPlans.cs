using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Running;
using OmniForge.Server.Agents;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;
using Planned = OmniForge.Agents.Running.PlannedSkill;

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
        var plan = Pin(agent.Name, content) with { TimeZone = await ZoneAsync(tenantId, agent.Id, cancellationToken) };
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

    public async Task<AgentPlan> OpenAsync(ExecutionRow row, ExecutionPlanRecord record, CancellationToken cancellationToken)
    {
        var skills = new List<Planned>();
        foreach (var pinned in record.Skills)
        {
            skills.Add(new Planned
            {
                Key = pinned.Key,
                Name = pinned.Name,
                Order = pinned.Order,
                Text = await TextAsync(row.TenantId, pinned.TextDigest, cancellationToken),
                Digest = pinned.Digest,
                Config = pinned.Config.Length > 0 ? JsonNode.Parse(pinned.Config)!.AsObject() : null,
                ErrorStrategy = Enum.Parse<StepErrorStrategy>(pinned.ErrorStrategy),
                Retry = new StepRetry
                {
                    MaxRetries = pinned.MaxRetries,
                    InitialBackoff = TimeSpan.FromSeconds(pinned.InitialBackoffSeconds),
                    Multiplier = pinned.Multiplier,
                    MaxBackoff = TimeSpan.FromSeconds(pinned.MaxBackoffSeconds),
                },
                Timeout = pinned.TimeoutSeconds > 0 ? TimeSpan.FromSeconds(pinned.TimeoutSeconds) : null,
            });
        }

        return new AgentPlan
        {
            AgentId = row.AgentId,
            Name = record.AgentName,
            Skills = skills,
            GrantedTools = record.GrantedTools,
            Model = record.Model.Length > 0 ? record.Model : null,
            Limits = new RunLimits
            {
                Deadline = TimeSpan.FromSeconds(record.DeadlineSeconds),
                StepTimeout = TimeSpan.FromSeconds(record.StepTimeoutSeconds),
                MaxIterations = record.MaxIterations,
                MaxToolCalls = record.MaxToolCalls,
                MaxWrites = record.MaxWrites,
                MaxTokens = record.MaxTokens,
            },
        };
    }

    private static ExecutionPlanRecord Pin(string name, PublishedContent content)
    {
        var normal = new RunLimits();
        var defaults = content.Agent.Defaults ?? new();
        return new ExecutionPlanRecord
        {
            AgentName = name,
            GrantedTools = [.. content.Agent.GrantedTools],
            Model = content.Agent.DefaultModel,
            Skills = [.. content.Agent.Skills.OrderBy(skill => skill.Order).Select(skill => Pin(skill, content.Manifest))],
            DeadlineSeconds = (defaults.Deadline?.ToTimeSpan() ?? normal.Deadline).TotalSeconds,
            StepTimeoutSeconds = (defaults.StepTimeout?.ToTimeSpan() ?? normal.StepTimeout).TotalSeconds,
            MaxIterations = defaults.MaxIterations > 0 ? defaults.MaxIterations : normal.MaxIterations,
            MaxToolCalls = defaults.Budget?.MaxToolCalls > 0 ? defaults.Budget.MaxToolCalls : normal.MaxToolCalls,
            MaxWrites = defaults.Budget?.MaxWrites > 0 ? defaults.Budget.MaxWrites : normal.MaxWrites,
            MaxTokens = defaults.Budget?.MaxTokens > 0 ? defaults.Budget.MaxTokens : normal.MaxTokens,
        };
    }

    private static PinnedSkill Pin(SkillRef skill, IReadOnlyDictionary<string, string> manifest)
    {
        var text = manifest.GetValueOrDefault($"{skill.Name}/SKILL.md")
            ?? throw DomainException.Status("DRAFT_INVALID", $"The agent names the skill {skill.Name}, but has no file {skill.Name}/SKILL.md. Add it, or take the skill out.");
        var retry = new StepRetry();
        return new PinnedSkill
        {
            Key = skill.Key.Length > 0 ? skill.Key : skill.Name,
            Name = skill.Name,
            Order = skill.Order,
            TextDigest = text,
            Digest = skill.PinnedDigest.Length > 0 ? skill.PinnedDigest : text,
            Config = skill.Config is null ? "" : skill.Config.ToJson().ToJsonString(),
            ErrorStrategy = (skill.ErrorStrategy switch
            {
                ErrorStrategy.Skip => StepErrorStrategy.Skip,
                ErrorStrategy.Retry => StepErrorStrategy.Retry,
                _ => StepErrorStrategy.Stop,
            }).ToString(),
            MaxRetries = skill.Retry is { MaxRetries: > 0 } given ? given.MaxRetries : retry.MaxRetries,
            InitialBackoffSeconds = (skill.Retry?.InitialBackoff?.ToTimeSpan() ?? retry.InitialBackoff).TotalSeconds,
            Multiplier = skill.Retry is { Multiplier: > 0 } m ? m.Multiplier : retry.Multiplier,
            MaxBackoffSeconds = (skill.Retry?.MaxBackoff?.ToTimeSpan() ?? retry.MaxBackoff).TotalSeconds,
            TimeoutSeconds = skill.Timeout?.ToTimeSpan().TotalSeconds ?? 0,
        };
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
