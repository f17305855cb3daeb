using OmniForge.Agents.Workspaces;

namespace OmniForge.Server.Files;

/// <summary>Files of one agent, or those a tenant shares: in a folder or in the database, with the same rules.</summary>
internal interface IFileSpace : IWorkspace
{
    /// <summary>Removes the file; one that is not there is as good as removed.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken);
}
