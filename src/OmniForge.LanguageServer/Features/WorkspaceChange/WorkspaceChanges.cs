using System.Text.Json;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Live;
using OmniForge.LanguageServer.Platform;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;

namespace OmniForge.LanguageServer.Features.WorkspaceChange;

/// <summary>Follows what changes around the open documents: files, folders, settings.</summary>
internal sealed class WorkspaceChanges(
    ClientNotices client,
    Session session,
    OpenDocuments documents,
    Surroundings surroundings,
    WorkspaceSkills workspace,
    McpServers mcp,
    DiagnosticsNews news,
    PlatformLink link,
    LivePlaces places,
    LiveAgents live)
{
    /// <summary>Asks the client to tell of files that a finding may rest on: skills, what lies beside them, and the servers of a workspace.</summary>
    public async Task RegisterAsync()
    {
        link.Start();
        live.Start();
        workspace.LookAgain();
        await mcp.LookAgainAsync(workspace.Roots).ConfigureAwait(false);
        if (session.Client.Workspace?.DidChangeWatchedFiles?.Supported == true)
        {
            await client.WatchFilesAsync(["**/SKILL.md", "**/skills/**", "**/.mcp.json", "**/.omniforge.yaml", "**/.omniforge-agent.json"]).ConfigureAwait(false);
        }
    }

    public Task FilesAsync(DidChangeWatchedFilesParams changed)
    {
        // What is open is told by its own edits.
        return changed.Changes.All(file => file.Type == 2 && documents.TryFind(file.Uri, out _)) ? Task.CompletedTask : LookAgainAsync();
    }

    public Task FoldersAsync(WorkspaceFoldersChangeEvent changed)
    {
        foreach (var folder in changed.Removed)
        {
            workspace.Remove(folder.Uri);
        }

        foreach (var folder in changed.Added)
        {
            workspace.Add(folder.Uri);
        }

        return LookAgainAsync();
    }

    public Task ConfigurationAsync(JsonElement? settings)
    {
        var before = session.Settings;
        session.Settings = before.With(settings);
        if (before.Endpoint != session.Settings.Endpoint || before.ApiKey != session.Settings.ApiKey || before.Trusted != session.Settings.Trusted)
        {
            link.Reconnect();
        }

        return LookAgainAsync();
    }

    private async Task LookAgainAsync()
    {
        surroundings.Forget();
        places.Forget();
        live.Refresh();
        workspace.LookAgain();
        await mcp.LookAgainAsync(workspace.Roots).ConfigureAwait(false);
        await news.TellAsync().ConfigureAwait(false);
    }
}
