using System.Collections.Concurrent;
using OmniForge.Agents.Workspaces;
using OmniForge.Files;

namespace OmniForge.Server.Files;

/// <summary>The files each agent works with: its own, over those the tenant shares, which it can only read.</summary>
internal sealed class AgentWorkspaces(TenantFolders folders) : IDisposable
{
    private readonly ConcurrentDictionary<string, FolderWorkspace> _open = new();

    /// <summary>What an execution of the agent sees.</summary>
    public IWorkspace Open(string tenantId, string agentId) => new LayeredWorkspace(OpenOwn(tenantId, agentId), OpenShared(tenantId));

    /// <summary>Only what the agent wrote itself.</summary>
    public FolderWorkspace OpenOwn(string tenantId, string agentId) => Folder(folders.Workspace(tenantId, agentId));

    public FolderWorkspace OpenShared(string tenantId) => Folder(folders.Shared(tenantId));

    public void Dispose()
    {
        foreach (var workspace in _open.Values)
        {
            workspace.Dispose();
        }
    }

    private FolderWorkspace Folder(string path) => _open.GetOrAdd(path, root => new FolderWorkspace(root));
}
