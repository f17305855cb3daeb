using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Cli.Tests.Fakes;
using OmniForge.Client;

namespace OmniForge.Cli.Tests.Processes;

/// <summary>A real server on free ports with a fresh data folder, started by `omniforge serve` itself.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    private CliProcess? _serve;

    internal string Home { get; } = Directory.CreateTempSubdirectory("omniforge-cli-").FullName;

    internal OmniForgeClient Client => new(new OmniForgeClientOptions { Home = new(Home) });

    public async ValueTask InitializeAsync()
    {
        _serve = CliProcess.Start(Home, ["serve"]);
        await _serve.SeeAsync("ready grpc=");
    }

    public async ValueTask DisposeAsync()
    {
        if (_serve is not null)
        {
            await _serve.SignalAsync("TERM");
            await _serve.EndAsync();
            _serve.Dispose();
        }

        Directory.Delete(Home, recursive: true);
    }

    /// <summary>Runs a command in this process.</summary>
    internal Task<CliResult> RunAsync(params string[] arguments) => RunAsync("", arguments);

    /// <summary>Runs a command in this process with lines of input.</summary>
    internal async Task<CliResult> RunAsync(string input, string[] arguments)
    {
        var screen = new Screen(input: input);
        using var interrupts = new Interrupts();
        var context = new CliContext(screen.Terminal, interrupts, TimeProvider.System) { Home = new(Home) };
        var code = await new CommandTree(context).RunAsync(arguments);
        return new(code, screen.Text, screen.Problems);
    }

    /// <summary>An agent made by a program; it lists the rows below a limit.</summary>
    internal async Task<string> CreateAgentAsync(string name)
    {
        using var client = Client;
        await client.Files.PutAsync("stock.csv", "item,pieces\npaint,40\nglue,9\nnails,2\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var request = new V1.CreateAgentRequest { Publish = true, Agent = new() { Name = name } };
        request.Agent.Skills.Add(new V1.SkillRef { Name = "low-stock", Order = 1 });
        request.Agent.GrantedTools.Add(["table_query", "Write"]);
        request.Files.Add(new V1.SkillFile { Path = "low-stock/SKILL.md", Content = Google.Protobuf.ByteString.CopyFromUtf8(LowStock) });
        return (await client.Agents.CreateAsync(request, TestContext.Current.CancellationToken)).Id;
    }

    private const string LowStock =
        """
        ---
        name: low-stock
        description: List what is running low.
        allowed-tools: table_query Write
        ---

        # Low stock

        ## Steps

        1. Keep what is below ten pieces with `table_query`.

           ```json
           {"source": {"file": "stock.csv"}, "where": [{"column": "pieces", "op": "lt", "value": 10}], "output": "markdown"}
           ```
           -> low

        2. Save it with `Write`.

           ```json
           {"file_path": "output/low.md", "content": "{{low.markdown}}\n"}
           ```
           -> saved

        ## Result

        ```json
        {"file": "{{saved.file_path}}", "rows": "{{low.count}}"}
        ```
        """;
}
