using System.Runtime.CompilerServices;
using OmniForge.Agents.Tools;
using OmniForge.Skills.Permissions;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>Which integrations an execution may use, by the tools its agent is granted.</summary>
internal sealed class PlanIntegrations(IReadOnlyList<ITool> tools)
{
    /// <summary>Plans are read once and shared by the executions that run them.</summary>
    private readonly ConditionalWeakTable<ExecutionPlanRecord, string[]> _known = [];

    /// <summary>Ids in the order of the alphabet; none for a replay, which asks nobody.</summary>
    public IReadOnlyList<string> Of(ExecutionPlanRecord plan, ExecutionMode mode)
        => mode == ExecutionMode.Replay ? [] : _known.GetValue(plan, Read);

    private string[] Read(ExecutionPlanRecord plan)
    {
        var grant = ToolList.Parse(plan.GrantedTools);
        return
        [
            .. tools.Select(tool => tool.Descriptor).Where(tool => tool.Integration.Length > 0 && Permission.Offers(grant, [], tool.Name))
                .Select(tool => tool.Integration).Distinct().Order(StringComparer.Ordinal),
        ];
    }
}
