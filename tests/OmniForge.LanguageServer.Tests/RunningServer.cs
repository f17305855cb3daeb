using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>
/// The server in this process, behind two pipes; or, when OMNIFORGE_LANGUAGE_SERVER names a program (a native build), that program
/// behind its standard streams. The tests are the same.
/// </summary>
internal sealed class RunningServer : IDisposable
{
    private readonly SkillLanguageServer? _server;
    private readonly Process? _process;

    private RunningServer(Action<SkillLanguageServer>? prepare, TimeProvider? clock)
    {
        if (Environment.GetEnvironmentVariable("OMNIFORGE_LANGUAGE_SERVER") is { Length: > 0 } program)
        {
            Assert.SkipWhen(prepare is not null || clock is not null, "This test reaches into the server, which only works in this process.");
            _process = Process.Start(new ProcessStartInfo(program)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _process.ErrorDataReceived += (_, line) => Log.Write(line.Data);
            _process.BeginErrorReadLine();
            Client = new(_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);
            ExitCode = ExitAsync(_process, Client.Token);
            return;
        }

        var (toServer, fromServer) = (new Pipe(), new Pipe());
        Client = new(toServer.Writer.AsStream(), fromServer.Reader.AsStream());
        _server = new(toServer.Reader.AsStream(), fromServer.Writer.AsStream(), Log, clock ?? TimeProvider.System);
        prepare?.Invoke(_server);
        ExitCode = _server.RunAsync(Client.Token);
    }

    public RawClient Client { get; }
    public Task<int> ExitCode { get; }
    public StringWriter Log { get; } = new();

    /// <summary>A server that nobody has said initialize to.</summary>
    public static RunningServer New(Action<SkillLanguageServer>? prepare = null) => new(prepare, null);

    /// <summary>A server that serves.</summary>
    public static Task<RunningServer> StartAsync(string? encodings = null, Action<SkillLanguageServer>? prepare = null)
        => StartAsync(new Editor { Encodings = encodings }, prepare);

    /// <summary>A server that serves this editor.</summary>
    public static async Task<RunningServer> StartAsync(
        Editor editor, Action<SkillLanguageServer>? prepare = null, TimeProvider? clock = null)
    {
        var running = new RunningServer(prepare, clock);
        var reply = await running.Client.RequestAsync("initialize", editor.ToJson());
        Assert.NotNull(reply["result"]);
        await running.Client.NotifyAsync("initialized", "{}");
        return running;
    }

    public void Dispose()
    {
        Client.Dispose();
        _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
    }

    private static async Task<int> ExitAsync(Process process, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Opens a document without waiting for anything.</summary>
    public Task OpenAsync(string uri, string text, string language = "skill")
        => Client.NotifyAsync("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = language, ["version"] = 1, ["text"] = text },
        }.ToJsonString());

    /// <summary>Changes a document; each change is (range, text) with the range as "line:character-line:character", null = all.</summary>
    public Task ChangeAsync(string uri, int version, params (string? Range, string Text)[] changes)
        => Client.NotifyAsync("textDocument/didChange", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = version },
            ["contentChanges"] = new JsonArray([.. changes.Select(Change)]),
        }.ToJsonString());

    public Task CloseAsync(string uri)
        => Client.NotifyAsync("textDocument/didClose", $$$"""{"textDocument":{"uri":{{{JsonSerializer.Serialize(uri)}}}}}""");

    /// <summary>The next diagnostics of a document as "code line:character-line:character", in their order.</summary>
    public async Task<string[]> FoundAsync(string uri)
    {
        var published = await Client.DiagnosticsAsync();
        Assert.Equal(uri, (string?)published["uri"]);
        return [.. published["diagnostics"]!.AsArray().Select(found => $"{found!["code"]} {Range(found["range"]!)}")];
    }

    /// <summary>All notices of everything sent so far have arrived; shutdown is answered in turn with them.</summary>
    public async Task SettleAsync() => Assert.Null((await Client.RequestAsync("shutdown", null))["error"]);

    private static string Range(JsonNode range) => $"{Place(range["start"]!)}-{Place(range["end"]!)}";

    private static string Place(JsonNode position) => $"{position["line"]}:{position["character"]}";

    private static JsonObject Change((string? Range, string Text) change)
    {
        var json = new JsonObject { ["text"] = change.Text };
        if (change.Range?.Split('-', ':').Select(int.Parse).ToArray() is [var line, var character, var endLine, var endCharacter])
        {
            json["range"] = new JsonObject
            {
                ["start"] = new JsonObject { ["line"] = line, ["character"] = character },
                ["end"] = new JsonObject { ["line"] = endLine, ["character"] = endCharacter },
            };
        }

        return json;
    }
}
