using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools.Files;

/// <summary>What tools may write.</summary>
internal static class WriteRules
{
    private const int MostBytes = 5 * 1024 * 1024;

    /// <summary>The path in its one form. The agent's skills are not its own to change.</summary>
    public static string Path(string path)
    {
        var segments = WorkspacePath.Segments(path);
        return segments[0] == "skills"
            ? throw new ToolFault(ToolErrorCode.Forbidden, $"'{path}' belongs to the agent's skills, which it cannot change; write to output/ instead")
            : string.Join('/', segments);
    }

    public static void CheckSize(string path, long bytes)
    {
        if (bytes > MostBytes)
        {
            throw new ToolFault(
                ToolErrorCode.Invalid, $"'{path}' would have {FileText.Size(bytes)}; one file may have 5 MB, so write several smaller ones");
        }
    }
}
