using System.Text.Json;
using OmniForge.LanguageServer.Protocol;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Workspace;

/// <summary>The MCP servers that the open folders name in <c>.mcp.json</c>. They are read, never started, so their tools are not known.</summary>
internal sealed class McpServers(ClientNotices client)
{
    private const string FileName = ".mcp.json";

    private volatile IReadOnlyList<McpServer> _known = [];
    private string? _lastTrouble;

    /// <summary>What was last read; never waits.</summary>
    public IReadOnlyList<McpServer> Known => _known;

    /// <summary>Reads the files of these folders again. A file that is not understood is said once and counts as empty.</summary>
    public async Task LookAgainAsync(IReadOnlyList<string> roots)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        string? trouble = null;
        foreach (var path in roots.Select(root => Path.Combine(root, FileName)).Where(File.Exists))
        {
            try
            {
                found.UnionWith(Names(path));
            }
            catch (JsonException broken)
            {
                trouble = $"{path} is not JSON (line {broken.LineNumber + 1}), so its servers are not offered. Correct it.";
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                trouble = $"{path} cannot be read, so its servers are not offered: {error.Message}";
            }
        }

        _known = [.. found.Select(name => new McpServer(name, []))];
        if (trouble is not null && trouble != _lastTrouble)
        {
            await client.LogAsync(trouble).ConfigureAwait(false);
        }

        _lastTrouble = trouble;
    }

    // Read without leaving the connection's context: the next message may already ask for them.
    private static List<string> Names(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return file.RootElement.ValueKind == JsonValueKind.Object && file.RootElement.TryGetProperty("mcpServers", out var servers)
            && servers.ValueKind == JsonValueKind.Object
            ? [.. servers.EnumerateObject().Select(server => server.Name)]
            : [];
    }
}
