using System.Diagnostics;
using System.Text.Json.Nodes;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Demo;

/// <summary>Stand-ins of the providers in a process of their own, and what they say was done to them.</summary>
internal sealed class DoublesProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<JsonObject> _lines = [];
    private readonly Task _errors;

    private DoublesProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What a server must be told to use them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>();

    /// <summary>Starts those that OMNIFORGE_DOUBLES names; ./dev demo notion builds them.</summary>
    /// <param name="more">What they are told besides, for instance how many rows to make up.</param>
    public static async Task<DoublesProcess> StartAsync(CancellationToken cancellationToken, params string[] more)
    {
        var program = Environment.GetEnvironmentVariable("OMNIFORGE_DOUBLES") ?? "";
        if (!File.Exists(program))
        {
            throw new CliException("This demo talks to stand-ins of Notion and Slack, which come with the source code. There, run: ./dev demo notion");
        }

        var doubles = new DoublesProcess(Process.Start(new ProcessStartInfo(program, ["lines", .. more])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!);
        var first = await doubles.NextAsync(cancellationToken);
        doubles.Settings = first?["settings"]?.AsObject().ToDictionary(setting => setting.Key, setting => (string)setting.Value!)
            ?? throw new CliException("The stand-ins did not start.");
        return doubles;
    }

    /// <summary>The next query of Notion meets a refusal for haste.</summary>
    public Task StumbleAsync(CancellationToken cancellationToken) => _process.StandardInput.WriteLineAsync("stumble".AsMemory(), cancellationToken);

    /// <summary>Ends them and gives all that was done to them.</summary>
    public async Task<IReadOnlyList<JsonObject>> EndAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        while (await NextAsync(cancellationToken) is not null)
        {
        }

        await _process.WaitForExitAsync(cancellationToken);
        return _lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _errors;
        _process.Dispose();
    }

    private async Task<JsonObject?> NextAsync(CancellationToken cancellationToken)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancellationToken) is not { } line)
        {
            return null;
        }

        var read = JsonNode.Parse(line)!.AsObject();
        _lines.Add(read);
        return read;
    }
}
