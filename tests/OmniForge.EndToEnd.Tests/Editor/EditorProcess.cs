using System.Diagnostics;
using System.Text.Json.Nodes;
using OmniForge.LanguageServer.Tests;
using OmniForge.TestKit;

namespace OmniForge.EndToEnd.Tests.Editor;

/// <summary>The language server as a process, talked to as an editor does, with a platform behind it.</summary>
internal sealed class EditorProcess : IDisposable
{
    private readonly Process _process;
    private readonly RawClient _client;

    private EditorProcess(Process process)
    {
        _process = process;
        _client = new(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    public RawClient Client => _client;

    /// <summary>A language server that is connected to the platform.</summary>
    public static async Task<EditorProcess> StartAsync(ServerProcess platform)
    {
        var process = Process.Start(new ProcessStartInfo(SourceTree.Artifact("OmniForge.LanguageServer", "omniforge-language-server"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var editor = new EditorProcess(process);
        var settings = new JsonObject { ["profile"] = "omniforge", ["endpoint"] = platform.Endpoint, ["apiKey"] = platform.Key };
        await editor._client.AskAsync("initialize", new JsonObject { ["capabilities"] = new JsonObject(), ["initializationOptions"] = settings });
        await editor._client.NotifyAsync("initialized", "{}");
        var status = await editor.AskAsync("omniforge/status", []);
        while ((string?)status["state"] != "connected")
        {
            status = await editor.NoticeAsync("omniforge/status/changed");
        }

        return editor;
    }

    public async Task<JsonNode> AskAsync(string method, JsonObject parameters) => (await _client.AskAsync(method, parameters))!;

    /// <summary>The person names another platform.</summary>
    public Task ConfigureAsync(string endpoint) => _client.NotifyAsync("workspace/didChangeConfiguration", new JsonObject
    {
        ["settings"] = new JsonObject { ["omniforge"] = new JsonObject { ["profile"] = "omniforge", ["endpoint"] = endpoint } },
    }.ToJsonString());

    public Task OpenAsync(string path) => _client.NotifyAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = "file://" + path, ["languageId"] = "skill", ["version"] = 1, ["text"] = File.ReadAllText(path) },
    }.ToJsonString());

    /// <summary>Parameters of the next notification of that name; others before it are passed over.</summary>
    public async Task<JsonNode> NoticeAsync(string method)
    {
        var message = await _client.NoticeAsync();
        while ((string?)message["method"] != method)
        {
            message = await _client.NoticeAsync();
        }

        return message["params"]!;
    }

    /// <summary>Titles of the lenses, asked again after each news of agents until they hold the words.</summary>
    public async Task<string[]> LensesAsync(string path, string words)
    {
        while (true)
        {
            var lenses = await AskAsync("textDocument/codeLens", new() { ["textDocument"] = new JsonObject { ["uri"] = "file://" + path } });
            var titles = lenses.AsArray().Select(lens => (string)lens!["command"]!["title"]!).ToArray();
            if (titles.Any(title => title.Contains(words, StringComparison.Ordinal)))
            {
                return titles;
            }

            await NoticeAsync("omniforge/agents/changed");
        }
    }

    /// <summary>Codes and lines of the next diagnostics of a file that hold a code.</summary>
    public async Task<JsonNode> FindingAsync(string path, string code)
    {
        while (true)
        {
            var published = await NoticeAsync("textDocument/publishDiagnostics");
            if ((string?)published["uri"] == "file://" + path
                && published["diagnostics"]!.AsArray().FirstOrDefault(found => (string?)found!["code"] == code) is { } found)
            {
                return found;
            }
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(_client.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _client.Dispose();
        _process.Dispose();
    }
}
