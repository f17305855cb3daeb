using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.Server.Agents;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Skills.Permissions;
using OmniForge.V1;
using Planned = OmniForge.Agents.Running.PlannedSkill;

namespace OmniForge.Server.Executions;

/// <summary>From an agent's content to what one execution runs, and from there to a plan. Pure but for reading texts.</summary>
internal static class PlanPinning
{
    public static ExecutionPlanRecord Pin(string name, PublishedContent content)
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
            MaxCostMicros = defaults.Budget?.MaxCostMicros ?? 0,
            MaxParallel = defaults.MaxParallel,
            MaxWaitSeconds = defaults.MaxWait?.ToTimeSpan().TotalSeconds ?? 0,
            Approvals = defaults.Approvals is ApprovalPolicy.External or ApprovalPolicy.Writes ? defaults.Approvals.ToString() : "",
            Approvers = [.. defaults.Approvers],
            Library = Library(content),
            Connections = Bound(content.Agent),
            Busy = defaults.BusyPolicy,
            ConcurrencyKey = defaults.ConcurrencyKey.Length > 0 ? defaults.ConcurrencyKey : null,
        };
    }

    private static Dictionary<string, string>? Bound(Agent agent)
    {
        var named = agent.Connections.Where(binding => binding.ConnectionId.Length > 0).ToLookup(binding => binding.Integration, binding => binding.ConnectionId);
        return named.Count > 0 ? named.ToDictionary(bindings => bindings.Key, bindings => bindings.First()) : null;
    }

    /// <summary>Every skill that could be called, when the agent may call skills at all, and those that take over.</summary>
    private static List<PinnedLibrarySkill> Library(PublishedContent content)
    {
        var calls = Permission.Offers(ToolList.Parse(content.Agent.GrantedTools), [], SkillTool.Name);
        var names = calls ? SkillManifest.Skills(content.Manifest) : content.Agent.Skills.Select(skill => skill.FallbackSkill).Where(name => name.Length > 0);
        return
        [
            .. names.Distinct().Order(StringComparer.Ordinal)
                .Where(name => content.Manifest.ContainsKey(SkillManifest.PathOf(name)))
                .Select(name => new PinnedLibrarySkill(name, content.Manifest[SkillManifest.PathOf(name)], SkillManifest.Digest(content.Manifest, name))),
        ];
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
            Condition = skill.Condition,
            Inputs = skill.Inputs.ToDictionary(),
            OutputSchema = skill.OutputSchema is null ? "" : skill.OutputSchema.ToJson().ToJsonString(),
            ErrorStrategy = (skill.ErrorStrategy switch
            {
                ErrorStrategy.Skip => StepErrorStrategy.Skip,
                ErrorStrategy.Retry => StepErrorStrategy.Retry,
                ErrorStrategy.Fallback => StepErrorStrategy.Fallback,
                _ => StepErrorStrategy.Stop,
            }).ToString(),
            Fallback = skill.FallbackSkill,
            MaxRetries = skill.Retry is { MaxRetries: > 0 } given ? given.MaxRetries
                : skill.Retry is not null || skill.ErrorStrategy == ErrorStrategy.Retry ? retry.MaxRetries
                : 0,
            NonRetryable = [.. skill.Retry?.NonRetryable ?? []],
            InitialBackoffSeconds = (skill.Retry?.InitialBackoff?.ToTimeSpan() ?? retry.InitialBackoff).TotalSeconds,
            Multiplier = skill.Retry is { Multiplier: > 0 } m ? m.Multiplier : retry.Multiplier,
            MaxBackoffSeconds = (skill.Retry?.MaxBackoff?.ToTimeSpan() ?? retry.MaxBackoff).TotalSeconds,
            TimeoutSeconds = skill.Timeout?.ToTimeSpan().TotalSeconds ?? 0,
        };
    }

    public static async Task<AgentPlan> OpenAsync(string agentId, ExecutionPlanRecord record, Func<string, Task<string>> textOf)
    {
        var skills = new List<Planned>();
        foreach (var pinned in record.Skills)
        {
            skills.Add(Open(pinned, await textOf(pinned.TextDigest)));
        }

        var library = new List<LibrarySkill>();
        foreach (var pinned in record.Library)
        {
            library.Add(new LibrarySkill { Name = pinned.Name, Text = await textOf(pinned.TextDigest), Digest = pinned.Digest });
        }

        return new AgentPlan
        {
            AgentId = agentId,
            Name = record.AgentName,
            Skills = skills,
            Library = library,
            GrantedTools = record.GrantedTools,
            Model = record.Model.Length > 0 ? record.Model : null,
            Limits = new RunLimits
            {
                Deadline = TimeSpan.FromSeconds(record.DeadlineSeconds),
                StepTimeout = TimeSpan.FromSeconds(record.StepTimeoutSeconds),
                MaxIterations = record.MaxIterations,
                MaxParallel = record.MaxParallel > 0 ? record.MaxParallel : new RunLimits().MaxParallel,
                MaxToolCalls = record.MaxToolCalls,
                MaxWrites = record.MaxWrites,
                MaxTokens = record.MaxTokens,
                MaxCostMicros = record.MaxCostMicros,
            },
        };
    }

    private static Planned Open(PinnedSkill pinned, string text) => new()
    {
        Key = pinned.Key,
        Name = pinned.Name,
        Order = pinned.Order,
        Text = text,
        Digest = pinned.Digest,
        Config = pinned.Config.Length > 0 ? JsonNode.Parse(pinned.Config)!.AsObject() : null,
        Condition = pinned.Condition.Length > 0 ? pinned.Condition : null,
        Inputs = pinned.Inputs,
        OutputSchema = pinned.OutputSchema.Length > 0 ? JsonElement.Parse(pinned.OutputSchema) : null,
        ErrorStrategy = Enum.Parse<StepErrorStrategy>(pinned.ErrorStrategy),
        Fallback = pinned.Fallback.Length > 0 ? pinned.Fallback : null,
        Retry = new StepRetry
        {
            MaxRetries = pinned.MaxRetries,
            InitialBackoff = TimeSpan.FromSeconds(pinned.InitialBackoffSeconds),
            Multiplier = pinned.Multiplier,
            MaxBackoff = TimeSpan.FromSeconds(pinned.MaxBackoffSeconds),
            NonRetryable = pinned.NonRetryable,
        },
        Timeout = pinned.TimeoutSeconds > 0 ? TimeSpan.FromSeconds(pinned.TimeoutSeconds) : null,
    };
}
