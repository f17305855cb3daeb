using System.Text.Json.Nodes;
using OmniForge.TestKit;

namespace OmniForge.LanguageServer.Tests;

/// <summary>A folder with skills, and one server whose client has it open.</summary>
internal sealed class SkillFolderOnDisk : IDisposable
{
    private readonly TempFolder _folder = new();
    private RunningServer? _server;

    public string Path => _folder.Path;

    public RunningServer Server => _server!;

    public string Write(string path, string text)
    {
        var full = System.IO.Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return "file://" + full;
    }

    public async Task<RunningServer> ServeAsync(Editor editor, TimeProvider? clock = null)
        => _server = await RunningServer.StartAsync(editor with { Root = _folder.Path }, clock: clock);

    /// <summary>Opens a text with the cursor at ¦ and asks something there.</summary>
    public async Task<JsonNode?> AskAtAsync(string method, string path, string marked, JsonObject? more = null)
    {
        var at = marked.IndexOf('¦', StringComparison.Ordinal);
        var text = marked.Remove(at, 1);
        var uri = Write(path, text);
        await Server.OpenAsync(uri, text);
        var before = marked[..at].Split('\n');
        var asked = more ?? [];
        asked["textDocument"] = new JsonObject { ["uri"] = uri };
        asked["position"] = new JsonObject { ["line"] = before.Length - 1, ["character"] = before[^1].Length };
        return await Server.Client.AskAsync(method, asked);
    }

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }
}
