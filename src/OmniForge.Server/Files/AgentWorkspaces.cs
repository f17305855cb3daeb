using System.Collections.Concurrent;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Files;

/// <summary>The files each agent works with: its own, over those the tenant shares, which it can only read.</summary>
internal sealed class AgentWorkspaces(TenantFolders folders, ForgeStore store, ServerOptions options, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, FolderFileSpace> _open = new();

    /// <summary>What an execution of the agent sees.</summary>
    public IWorkspace Open(string tenantId, string agentId) => new LayeredWorkspace(OpenOwn(tenantId, agentId), OpenShared(tenantId));

    /// <summary>Only what the agent wrote itself.</summary>
    public IFileSpace OpenOwn(string tenantId, string agentId) => options.FilesInDatabase
        ? new TableFileSpace(store, tenantId, agentId, clock)
        : Folder(folders.Workspace(tenantId, agentId));

    public IFileSpace OpenShared(string tenantId) => options.FilesInDatabase
        ? new TableFileSpace(store, tenantId, "", clock)
        : Folder(folders.Shared(tenantId));

    public void Dispose()
    {
        foreach (var workspace in _open.Values)
        {
            workspace.Dispose();
        }
    }

    private FolderFileSpace Folder(string path) => _open.GetOrAdd(path, root => new FolderFileSpace(root));
}
