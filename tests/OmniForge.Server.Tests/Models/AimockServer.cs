using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OmniForge.TestKit;

[assembly: AssemblyFixture(typeof(OmniForge.Server.Tests.Models.AimockServer))]

namespace OmniForge.Server.Tests.Models;

/// <summary>
/// A double of the model providers in a process of its own, on a free port. It speaks their protocols and answers only what a
/// test put in; anything else is a 503. Tests keep apart by using model names of their own.
/// </summary>
public sealed class AimockServer : IAsyncLifetime
{
    private const string Package = "@copilotkit/aimock@1.43.0";

    private static readonly string Folder = Path.Combine(SourceTree.Root, "artifacts", "node", "aimock");

    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>Why there is no double; null = there is one.</summary>
    public string? Missing { get; private set; }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).All(folder => !File.Exists(Path.Combine(folder, "npm"))))
        {
            Missing = "Node is not installed: ./dev test installs it.";
            return;
        }

        using var patience = new CancellationTokenSource(Patience.Limit);
        await InstallAsync(patience.Token);
        var empty = Path.Combine(Folder, "empty.json");
        await File.WriteAllTextAsync(empty, """{"fixtures":[{"match":{"model":"nobody"},"response":{"content":"x"}}]}""", patience.Token);
        _process = Start(
            "node", Path.Combine(Folder, "node_modules", "@copilotkit", "aimock", "dist", "cli.js"), "--port", "0", "--fixtures", empty, "--strict");
        while (Url.Length == 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The double ended.");
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            Url = at < 0 ? "" : line[at..].Trim();
        }

        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    /// <summary>Adds answers; each names the model it is for.</summary>
    public async Task AnswerAsync(params JsonObject[] fixtures)
    {
        var body = new JsonObject { ["fixtures"] = new JsonArray([.. fixtures]) };
        using var response = await _http.PostAsJsonAsync($"{Url}/__aimock/fixtures", body, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The bodies that were sent for a model, oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> SentAsync(string model)
    {
        var journal = await _http.GetFromJsonAsync<JsonArray>($"{Url}/__aimock/journal", TestContext.Current.CancellationToken);
        return [.. journal!.Select(e => (JsonObject)e!["body"]!).Where(b => b["model"]?.GetValue<string>() == model)];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(Folder, "node_modules", "@copilotkit", "aimock", "dist", "cli.js")))
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "package.json"), """{"private":true}""", cancellationToken);
        using var npm = Start("npm", "install", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", Package);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.StandardOutput.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        Assert.True(npm.ExitCode == 0, await errors);
    }

    private static Process Start(string program, params string[] arguments)
        => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = program == "npm" })!;
}
