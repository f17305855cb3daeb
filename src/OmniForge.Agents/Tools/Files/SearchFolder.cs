using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools.Files;

/// <summary>The files that a search covers: all, one folder or one file.</summary>
internal static class SearchFolder
{
    /// <summary>Paths as in the workspace, with the part below the folder that patterns are matched against.</summary>
    public static async Task<List<(WorkspaceFile File, string Below)>> ListAsync(
        IWorkspace workspace, string? path, CancellationToken cancellationToken)
    {
        var folder = path is null or "" or "." or "./" ? "" : WorkspacePath.Normalise(path.TrimEnd('/')) + "/";
        var found = new List<(WorkspaceFile, string)>();
        await foreach (var file in workspace.ListAsync(cancellationToken))
        {
            if (file.Path.StartsWith(folder, StringComparison.Ordinal))
            {
                found.Add((file, file.Path[folder.Length..]));
            }
            else if (file.Path.Length + 1 == folder.Length && folder.StartsWith(file.Path, StringComparison.Ordinal))
            {
                found.Add((file, Path.GetFileName(file.Path)));
            }
        }

        if (found.Count == 0 && folder.Length > 0)
        {
            _ = await NearFiles.FindAsync(workspace, folder[..^1], cancellationToken);
        }

        return found;
    }
}
