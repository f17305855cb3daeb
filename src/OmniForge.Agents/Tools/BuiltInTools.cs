using OmniForge.Agents.Tools.Files;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Tools;

/// <summary>The tools every agent can be granted.</summary>
public static class BuiltInTools
{
    /// <summary>One instance of each; they hold no state and may be shared by all runs.</summary>
    public static IReadOnlyList<ITool> All()
        => [new ReadTool(), new WriteTool(), new EditTool(), new GlobTool(), new GrepTool(), new TableQueryTool()];
}
