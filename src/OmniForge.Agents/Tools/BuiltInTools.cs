using OmniForge.Agents.Egress;
using OmniForge.Agents.Tools.Files;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Agents.Tools.Web;

namespace OmniForge.Agents.Tools;

/// <summary>The tools every agent can be granted.</summary>
public static class BuiltInTools
{
    /// <summary>One instance of each; they hold no state of a run and may be shared by all.</summary>
    /// <param name="egress">Bounds of WebFetch; null = the default ones.</param>
    /// <param name="answer">Answers the question of a WebFetch call; null = the text itself is returned.</param>
    public static IReadOnlyList<ITool> All(EgressOptions? egress = null, PageAnswer? answer = null) =>
    [
        new ReadTool(), new WriteTool(), new EditTool(), new GlobTool(), new GrepTool(), new TableQueryTool(),
        new AskUserTool(), new SkillTool(),
        new WebFetchTool(egress ?? new(), answer),
    ];
}
