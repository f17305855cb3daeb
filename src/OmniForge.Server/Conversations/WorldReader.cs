using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Connections;
using OmniForge.Server.Conversations.Editing;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Conversations;

/// <summary>Reads what the builder may know before a turn: the clock, the zone, the files, the accounts and the names taken.</summary>
internal sealed class WorldReader(ForgeStore store, AgentWorkspaces workspaces, ModelDirectory models, EventWays ways, ServerOptions options, TimeProvider clock)
{
    private const int MostTables = 40;
    private const int MostAgents = 10_000;
    private static readonly string[] TableEndings = [".csv", ".tsv", ".json", ".jsonl", ".ndjson"];

    /// <summary>Profiles by file, size and time: reading 20 MiB again for every turn would be felt.</summary>
    private readonly ConcurrentDictionary<string, TableProfile> _profiles = new();

    /// <param name="callerId">Whose accounts, besides those of the tenant.</param>
    public async Task<BuilderWorld> ReadAsync(ConversationRow row, string callerId, CancellationToken cancellationToken)
    {
        var zone = row.TimeZone.Length > 0 ? row.TimeZone : options.TimeZone;
        var (tables, others) = await FilesAsync(row, zone, cancellationToken);
        await using var db = store.Open(row.TenantId);
        var agents = await db.Agents.Where(agent => agent.DeletedAt == null).OrderBy(agent => agent.Name).ThenBy(agent => agent.Id)
            .Select(agent => new { agent.Id, agent.Name, agent.Status }).Take(MostAgents).ToListAsync(cancellationToken);
        var accounts = await ConnectedAccount.OfAsync(store, row.TenantId, callerId, cancellationToken);
        return new BuilderWorld(
            clock.GetUtcNow(), zone.Length > 0 ? zone : null, tables, others, [.. accounts.Select(AccountMapping.Known)],
            [.. agents.Where(agent => agent.Id != row.AgentId).Select(agent => agent.Name)], models.Offline)
        {
            Agents = [.. agents.Select(agent => new KnownAgent(agent.Id, agent.Name, StoredAgents.StandingOf(agent.Status)))],
            AgentId = row.AgentId.Length > 0 ? row.AgentId : null,
            Events = ways.All,
        };
    }

    private async Task<(List<TableProfile> Tables, List<string> Others)> FilesAsync(ConversationRow row, string zone, CancellationToken cancellationToken)
    {
        var workspace = row.AgentId.Length > 0 ? workspaces.Open(row.TenantId, row.AgentId) : workspaces.OpenShared(row.TenantId);
        var place = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        var tables = new List<TableProfile>();
        var others = new List<string>();
        await foreach (var file in workspace.ListAsync(cancellationToken))
        {
            if (file.Path.StartsWith("output/", StringComparison.Ordinal))
            {
                continue;
            }

            var profile = tables.Count < MostTables && TableEndings.Contains(Path.GetExtension(file.Path).ToLowerInvariant())
                ? await ProfileAsync(row.TenantId, workspace, file, place, cancellationToken)
                : null;
            if (profile is null)
            {
                others.Add(file.Path);
            }
            else
            {
                tables.Add(profile);
            }
        }

        return (tables, others);
    }

    private async Task<TableProfile?> ProfileAsync(
        string tenantId, IWorkspace workspace, WorkspaceFile file, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var key = $"{tenantId}|{file.Path}|{file.Size}|{file.ModifiedAt.UtcTicks}|{zone.Id}";
        if (_profiles.TryGetValue(key, out var known))
        {
            return known;
        }

        try
        {
            var profile = await TableProfile.ReadAsync(workspace, file.Path, zone, cancellationToken);
            if (_profiles.Count > 500)
            {
                _profiles.Clear();
            }

            return _profiles[key] = profile;
        }
        catch (TableUnreadableException)
        {
            return null;
        }
    }
}
