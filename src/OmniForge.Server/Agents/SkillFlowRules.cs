using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using OmniForge.Agents.Conditions;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>How the skills of an agent follow one another: conditions, inputs, forms of outputs, what takes over. Pure.</summary>
internal static class SkillFlowRules
{
    private const int MostInputs = 64;

    /// <summary>Refuses what could never work, by the field it stands in. Keys and orders have been filled in before.</summary>
    public static void Check(Agent agent)
    {
        for (var i = 0; i < agent.Skills.Count; i++)
        {
            var field = $"agent.skills[{i}]";
            CheckCondition(agent, agent.Skills[i], $"{field}.condition");
            CheckInputs(agent, agent.Skills[i], $"{field}.inputs");
            CheckFallback(agent.Skills[i], field);
            CheckRetry(agent.Skills[i], $"{field}.retry.non_retryable");
            if (agent.Skills[i].OutputSchema is { } schema && OutputSchema.Problem(JsonElement.Parse(JsonFormatter.Default.Format(schema))) is { } problem)
            {
                throw DomainException.Field($"{field}.output_schema", problem);
            }
        }
    }

    private static void CheckCondition(Agent agent, SkillRef skill, string field)
    {
        if (skill.Condition.Length == 0)
        {
            return;
        }

        if (Condition.Read(skill.Condition, out var fault) is not { } condition)
        {
            throw Refused(field, fault!);
        }

        foreach (var path in condition.Paths)
        {
            if (Problem(agent, skill, path) is { } problem)
            {
                throw Refused(field, new ConditionFault(path.Position, problem));
            }
        }
    }

    private static void CheckInputs(Agent agent, SkillRef skill, string field)
    {
        if (skill.Inputs.Count > MostInputs)
        {
            throw DomainException.Field(field, $"a skill has at most {MostInputs} of them");
        }

        foreach (var (target, text) in skill.Inputs)
        {
            if (target.Length is 0 or > 128)
            {
                throw DomainException.Field(field, "the name of a field has 1 to 128 characters");
            }

            var path = FieldPath.Read(text, out var fault) ?? throw Refused($"{field}.{target}", fault!);
            if (Problem(agent, skill, path) is { } problem)
            {
                throw Refused($"{field}.{target}", new ConditionFault(path.Position, problem));
            }
        }
    }

    /// <summary>Why a step cannot be seen from another one; null = it can.</summary>
    private static string? Problem(Agent agent, SkillRef skill, FieldPath path)
    {
        if (path.Step is not { } key)
        {
            return null;
        }

        var named = agent.Skills.FirstOrDefault(other => other.Key == key);
        if (named is null)
        {
            var hint = NearNames.Hint(key, agent.Skills.Where(other => other.Order < skill.Order).Select(other => other.Key));
            return $"there is no step \"{key}\"{(hint.Length > 0 ? hint : ".")}";
        }

        return named.Order < skill.Order ? null
            : $"\"{key}\" {(named == skill ? "is this step itself" : named.Order == skill.Order ? "runs at the same time" : "runs later")}; only steps of an earlier order are known here.";
    }

    private static void CheckFallback(SkillRef skill, string field)
    {
        var wanted = skill.ErrorStrategy == ErrorStrategy.Fallback;
        if (wanted != skill.FallbackSkill.Length > 0)
        {
            throw DomainException.Field($"{field}.fallback_skill", wanted ? "FALLBACK needs the name of a skill" : "it is only used with the strategy FALLBACK");
        }

        if (wanted && (skill.FallbackSkill == skill.Name || skill.FallbackSkill.Length > 64 || skill.FallbackSkill.Contains('/', StringComparison.Ordinal)))
        {
            throw DomainException.Field($"{field}.fallback_skill", "name another skill of this agent");
        }
    }

    private static void CheckRetry(SkillRef skill, string field)
    {
        if (skill.Retry is { } retry && (retry.NonRetryable.Count > 32 || retry.NonRetryable.Any(reason => reason.Length is 0 or > 64)))
        {
            throw DomainException.Field(field, "there may be at most 32 reasons of 1 to 64 characters");
        }
    }

    private static DomainException Refused(string field, ConditionFault fault)
        => DomainException.Invalid("CONDITION_INVALID", field, $"{field}, character {fault.Position + 1}: {fault.Message}")
            .With("position", fault.Position.ToString(CultureInfo.InvariantCulture));
}
