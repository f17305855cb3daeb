using OmniForge.Agents.Tools;

namespace OmniForge.Server.Mcp;

/// <summary>An MCP server could not be used. The message is one plain sentence for people and never holds what the server was told in secret.</summary>
internal sealed class McpTrouble(ToolErrorCode code, string message) : Exception(message)
{
    public ToolErrorCode Code { get; } = code;

    /// <summary>When it is worth trying again; null = not known.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
