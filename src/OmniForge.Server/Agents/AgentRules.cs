using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What the fields of an agent may hold. Pure; a wrong field is refused by its path.</summary>
internal static class AgentRules
{
    public const int MostSkills = 32;
    private const int MostConnections = 32;
    private const int MostTools = 256;
    private const int MostParallel = 8;

    public static void CheckMetadata(Agent agent, IReadOnlySet<string> paths)
    {
        Demand(!paths.Contains("name") || agent.Name.Trim().Length is >= 1 and <= 255, "agent.name", "must have 1 to 255 characters");
        Demand(!paths.Contains("description") || agent.Description.Length <= 1024, "agent.description", "may have at most 1,024 characters");
        Demand(
            !paths.Contains("sharing") || agent.Sharing is SharingLevel.Unspecified or SharingLevel.Team,
            "agent.sharing",
            "only TEAM exists in this version: everybody of the tenant sees the agent");
        Demand(!paths.Contains("shared_with") || agent.SharedWith.Count == 0, "agent.shared_with", "must be empty in this version");
        Demand(!paths.Contains("owner_id") || agent.OwnerId.Length is >= 1 and <= 128, "agent.owner_id", "must have 1 to 128 characters");
        if (paths.Contains("labels"))
        {
            Demand(agent.Labels.Count <= 16, "agent.labels", "there may be at most 16 labels");
            foreach (var (key, value) in agent.Labels)
            {
                Demand(key.Length is >= 1 and <= 63 && value.Length <= 255, $"agent.labels.{key}", "a key has 1 to 63 characters, a value at most 255");
            }
        }
    }

    /// <summary>Checks versioned fields and fills their defaults: a key is the name, an order the place in the list.</summary>
    public static void CheckContent(Agent agent)
    {
        Demand(agent.Skills.Count <= MostSkills, "agent.skills", $"an agent has at most {MostSkills} skills");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < agent.Skills.Count; i++)
        {
            CheckSkill(agent.Skills[i], i, keys);
        }

        foreach (var order in agent.Skills.GroupBy(skill => skill.Order))
        {
            Demand(order.Count() <= MostParallel, "agent.skills", $"at most {MostParallel} skills may have the same order");
        }

        SkillFlowRules.Check(agent);

        Demand(agent.Connections.Count <= MostConnections, "agent.connections", $"an agent has at most {MostConnections} connections");
        for (var i = 0; i < agent.Connections.Count; i++)
        {
            Demand(agent.Connections[i].Integration.Length is >= 1 and <= 64, $"agent.connections[{i}].integration", "names no integration");
        }

        Demand(agent.GrantedTools.Count <= MostTools, "agent.granted_tools", $"at most {MostTools} entries");
        for (var i = 0; i < agent.GrantedTools.Count; i++)
        {
            Demand(agent.GrantedTools[i].Trim().Length is >= 1 and <= 512, $"agent.granted_tools[{i}]", "must have 1 to 512 characters");
        }

        Demand(agent.DefaultModel.Length <= 128, "agent.default_model", "may have at most 128 characters");
        CheckDefaults(agent.Defaults);
    }

    private static void CheckSkill(SkillRef skill, int index, HashSet<string> keys)
    {
        var field = $"agent.skills[{index}]";
        Demand(skill.Name.Length is >= 1 and <= 64 && !skill.Name.Contains('/', StringComparison.Ordinal), $"{field}.name", "must have 1 to 64 characters and no /");
        Demand(skill.Source is SkillSource.Unspecified or SkillSource.Custom, $"{field}.source", "only CUSTOM skills exist in this version");
        Demand(skill.Order is >= 0 and <= 32, $"{field}.order", "must be 1 to 32");
        Demand(skill.Key.Length <= 64 && !skill.Key.Contains('.', StringComparison.Ordinal), $"{field}.key", "may have at most 64 characters and no dot");
        Within(skill.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), $"{field}.timeout");
        if (skill.Retry is { } retry)
        {
            Demand(retry.MaxRetries is >= 0 and <= 10, $"{field}.retry.max_retries", "must be 0 to 10");
            Demand(retry.Multiplier is 0 or (>= 1 and <= 10), $"{field}.retry.multiplier", "must be 1 to 10");
            Within(retry.InitialBackoff, TimeSpan.Zero, TimeSpan.FromHours(1), $"{field}.retry.initial_backoff");
            Within(retry.MaxBackoff, TimeSpan.Zero, TimeSpan.FromHours(1), $"{field}.retry.max_backoff");
        }

        skill.Key = skill.Key.Length == 0 ? skill.Name : skill.Key;
        skill.Order = skill.Order == 0 ? index + 1 : skill.Order;
        skill.Source = SkillSource.Custom;
        skill.PinnedDigest = "";
        Demand(keys.Add(skill.Key), $"{field}.key", $"\"{skill.Key}\" is used twice; give one of the skills another key");
    }

    private static void CheckDefaults(ExecutionDefaults? defaults)
    {
        if (defaults is null)
        {
            return;
        }

        Within(defaults.Deadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), "agent.defaults.deadline");
        Within(defaults.StepTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), "agent.defaults.step_timeout");
        Within(defaults.MaxWait, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30), "agent.defaults.max_wait");
        Demand(defaults.MaxIterations is >= 0 and <= 100, "agent.defaults.max_iterations", "must be 1 to 100; 0 means 15");
        Demand(defaults.MaxParallel is >= 0 and <= MostParallel, "agent.defaults.max_parallel", $"must be 1 to {MostParallel}; 0 means the server's");
        Demand(System.Enum.IsDefined(defaults.BusyPolicy), "agent.defaults.busy_policy", "must be ALLOW, REJECT, ENQUEUE or CANCEL_OTHER");
        Demand(defaults.ConcurrencyKey.Length <= 128, "agent.defaults.concurrency_key", "may have at most 128 characters");
        Demand(
            defaults.Budget is null or { MaxTokens: >= 0, MaxCostMicros: >= 0, MaxToolCalls: >= 0, MaxWrites: >= 0 },
            "agent.defaults.budget",
            "limits must not be negative; 0 means the server's");
    }

    private static void Within(Duration? span, TimeSpan least, TimeSpan most, string field)
        => Demand(
            span is null || (IsPlain(span) && span.ToTimeSpan() >= least && span.ToTimeSpan() <= most),
            field,
            string.Create(CultureInfo.InvariantCulture, $"must be {least.TotalSeconds:0} to {most.TotalSeconds:0} seconds"));

    /// <summary>Whether it converts at all: no negative or overlong parts.</summary>
    private static bool IsPlain(Duration span) => span.Seconds is >= 0 and <= 100_000_000 && span.Nanos is >= 0 and < 1_000_000_000;

    private static void Demand(bool good, string field, string problem)
    {
        if (!good)
        {
            throw DomainException.Field(field, problem);
        }
    }
}
