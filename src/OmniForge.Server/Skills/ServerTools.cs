using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Server.Sandbox;

namespace OmniForge.Server.Skills;

/// <summary>The tools of this server as it runs: those that there always are, and commands where they are switched on and can run.</summary>
internal sealed class ServerTools(Commands commands)
{
    private static readonly IReadOnlyList<ToolDescriptor> WithCommands =
        [.. PlatformTools.All.Append(BashTool.Described).OrderBy(tool => tool.Name, StringComparer.Ordinal)];

    public IReadOnlyList<ToolDescriptor> All => commands.Ready ? WithCommands : PlatformTools.All;
}
