using OmniForge.Server.Hosting;

namespace OmniForge.Server.Files;

/// <summary>Where a tenant's files lie below the home. Folders come from ids, which are safe names, never from client text.</summary>
internal sealed class TenantFolders(ServerOptions options)
{
    /// <summary>Skills of the tenant layer, a folder each.</summary>
    public string Skills(string tenantId) => Path.Combine(Of(tenantId), "skills");

    /// <summary>Files all agents of the tenant may read.</summary>
    public string Shared(string tenantId) => Path.Combine(Of(tenantId), "files");

    /// <summary>Skills of one agent, a folder each, as last published.</summary>
    public string AgentSkills(string tenantId, string agentId) => Path.Combine(Agent(tenantId, agentId), "skills");

    /// <summary>The files an agent writes.</summary>
    public string Workspace(string tenantId, string agentId) => Path.Combine(Agent(tenantId, agentId), "workspace");

    private string Agent(string tenantId, string agentId) => Path.Combine(Of(tenantId), "agents", agentId);

    /// <summary>Everything of one tenant.</summary>
    public string Of(string tenantId) => Path.Combine(options.Home, "tenants", tenantId);
}
