using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools;

/// <summary>Finds a file of a workspace, or says which ones have a similar name.</summary>
internal static class NearFiles
{
    /// <summary>More files than this are not searched for similar names.</summary>
    private const int Searched = 10_000;

    public static async Task<WorkspaceFile> FindAsync(IWorkspace workspace, string path, CancellationToken cancellationToken)
        => await workspace.FindAsync(path, cancellationToken)
            ?? throw new ToolFault(ToolErrorCode.NotFound, await MissingAsync(workspace, path, cancellationToken));

    private static async Task<string> MissingAsync(IWorkspace workspace, string path, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        await foreach (var file in workspace.ListAsync(cancellationToken))
        {
            paths.Add(file.Path);
            if (paths.Count == Searched)
            {
                break;
            }
        }

        if (paths.Count == 0)
        {
            return $"there is no file '{path}'; the folder is still empty, so put the file into it first";
        }

        var name = Path.GetFileName(path);
        var near = NearNames.Of(path, paths)
            .Concat(paths.Where(p => NearNames.Of(name, [Path.GetFileName(p)]).Count > 0))
            .Distinct().Take(3).ToList();
        return near.Count > 0
            ? $"there is no file '{path}'; did you mean {string.Join(" or ", near.Select(p => $"'{p}'"))}?"
            : $"there is no file '{path}'; the files are {string.Join(", ", paths.Take(10).Select(p => $"'{p}'"))}"
                + (paths.Count > 10 ? $" and {paths.Count - 10:N0} more" : "");
    }
}
