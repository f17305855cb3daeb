using System.Globalization;
using System.Runtime.CompilerServices;
using OmniForge.Agents.Conditions;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>A plan as the runner uses it. Read once for each plan object, however often it runs.</summary>
internal sealed class ReadPlan
{
    private static readonly ConditionalWeakTable<AgentPlan, ReadPlan> Known = [];

    private ReadPlan(AgentPlan plan)
    {
        Grant = ToolList.Parse(plan.GrantedTools);
        Library = plan.Library.ToDictionary(skill => skill.Name, StringComparer.Ordinal);
        Groups =
        [
            .. plan.Skills.OrderBy(skill => skill.Order)
                .Select((skill, i) => Step((i + 1).ToString(CultureInfo.InvariantCulture), skill))
                .GroupBy(step => step.Skill.Order)
                .Select(group => (IReadOnlyList<PlannedStep>)[.. group]),
        ];
    }

    /// <summary>In running order; the steps of one group may run at the same time.</summary>
    public IReadOnlyList<IReadOnlyList<PlannedStep>> Groups { get; }

    public ToolList Grant { get; }

    public IReadOnlyDictionary<string, LibrarySkill> Library { get; }

    public static ReadPlan Of(AgentPlan plan) => Known.GetValue(plan, read => new ReadPlan(read));

    private static PlannedStep Step(string path, PlannedSkill skill) => new(path, skill)
    {
        Condition = string.IsNullOrWhiteSpace(skill.Condition) ? null
            : Condition.Read(skill.Condition, out var fault) ?? throw new ArgumentException($"The condition of \"{skill.Key}\" cannot be read: {fault!.Message}"),
        Inputs =
        [
            .. skill.Inputs.Select(input => (input.Key, FieldPath.Read(input.Value, out var wrong)
                ?? throw new ArgumentException($"The input \"{input.Key}\" of \"{skill.Key}\" is no path: {wrong!.Message}"))),
        ],
    };
}

/// <summary>One skill of the plan at its place: "1", "2" … in running order, "2/1" for one that it calls.</summary>
internal sealed record PlannedStep(string Path, PlannedSkill Skill)
{
    public Condition? Condition { get; init; }

    public IReadOnlyList<(string Field, FieldPath Path)> Inputs { get; init; } = [];
}
