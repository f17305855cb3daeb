using System.Text.Json;

namespace OmniForge.Agents.Tools;

/// <summary>A change that must not be made twice, and of which a read can tell whether it was made (<see cref="ToolRepeat.Probe"/>).</summary>
public interface IProbingTool : ITool
{
    /// <summary>
    /// Whether the call with this key was carried out: its result when it was, null when it surely was not, an error when nobody can tell.
    /// Changes nothing.
    /// </summary>
    Task<ToolResult?> ProbeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken);
}
