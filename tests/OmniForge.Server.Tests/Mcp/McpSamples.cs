using OmniForge.Server.Mcp;
using OmniForge.Server.Mcp.Tools;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>Rows of tools as a look at a server leaves them.</summary>
internal static class McpSamples
{
    /// <summary>An approved tool that the server still offers.</summary>
    public static McpToolRow Tool(string server, string name, string description = "Does something.")
    {
        var row = McpToolRules.Take(server, [], [McpDefinition.Of(McpDouble.Tool(name, description))], FirstLook.Yes, DateTimeOffset.UnixEpoch)[0];
        return row;
    }
}
