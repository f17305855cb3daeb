using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using OmniForge.Cli.Demo;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>What 10,000 rows of a database at a provider cost in memory, read by an execution through a connected account. A stand-in plays the provider.</summary>
internal static class RowsBench
{
    private const int Rows = 10_000;
    private const int Repeats = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    // Ten rows are kept of all that are read, or every row is the result that the next step counts.
    private static readonly (string Name, string Query)[] Cases =
    [
        ("ten-kept", """{"database": "Archive", "columns": ["Name", "Budget"], "where": [{"column": "Budget", "op": "ge", "value": 89000}], "limit": 10}"""),
        ("all-kept", """{"database": "Archive", "columns": ["Name", "Budget"], "limit": 10000}"""),
    ];

    public static async Task RunAsync()
    {
        await using var doubles = await DoublesProcess.StartAsync(CancellationToken.None, "--rows", $"{Rows}");
        await using var server = await ServerUnderTest.StartAsync("", doubles.Settings);
        await ConnectAsync(server.Calls);
        var small = await AgentAsync(server.Calls, "small", """{"database": "Client Projects", "limit": 250}""");
        for (var round = 0; round < Repeats; round++)
        {
            await RunAsync(server.Calls, small);
        }

        foreach (var (name, query) in Cases)
        {
            var agent = await AgentAsync(server.Calls, name, query);
            for (var round = 1; round <= Repeats; round++)
            {
                await MeasureAsync(server, agent, $"{name}/{round}");
            }
        }
    }

    private static async Task MeasureAsync(ServerUnderTest server, string agent, string name)
    {
        var before = Machine.RssMb(server.Process);
        var most = before;
        var clock = Stopwatch.StartNew();
        var running = RunAsync(server.Calls, agent);
        while (await Task.WhenAny(running, Task.Delay(BetweenLooks)) != running)
        {
            most = Math.Max(most, Machine.RssMb(server.Process));
        }

        await running;
        Result.Print("rows", name, ("rows", Rows), ("before_mb", before), ("most_mb", most), ("extra_mb", most - before), ("seconds", clock.Elapsed.TotalSeconds));
    }

    private static async Task ConnectAsync(CallInvoker calls)
    {
        var begun = await new ConnectionService.ConnectionServiceClient(calls).BeginConnectionAsync(new() { Integration = "notion" });
        using var browser = new DemoBrowser();
        await browser.OpenAsync(begun.OauthUrl, CancellationToken.None);
        await browser.ClickAsync("Go on", CancellationToken.None);
        await browser.ClickAsync("Allow", CancellationToken.None);
    }

    private static async Task RunAsync(CallInvoker calls, string agent)
    {
        using var call = new ExecutionService.ExecutionServiceClient(calls).Execute();
        await call.RequestStream.WriteAsync(new() { FrameId = "1", Start = new() { AgentId = agent, View = EventView.Steps } });
        await call.RequestStream.CompleteAsync();
        ExecutionFinished? end = null;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            end = call.ResponseStream.Current.Event?.ExecutionFinished ?? end;
        }

        if (end?.Status != ExecutionStatus.Succeeded)
        {
            throw new InvalidOperationException($"the rows were not read: {end}");
        }
    }

    private static async Task<string> AgentAsync(CallInvoker calls, string name, string query)
    {
        var client = new AgentService.AgentServiceClient(calls);
        var request = new CreateAgentRequest { Agent = new() { Name = name }, Publish = true };
        request.Agent.GrantedTools.AddRange(["notion_query_database", "table_query"]);
        request.Agent.Skills.Add(new SkillRef { Name = name, Order = 1 });
        request.Files.Add(new SkillFile { Path = $"{name}/SKILL.md", Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes(Skill(name, query))) });
        var made = (await client.CreateAgentAsync(request)).Agent;
        await client.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true });
        return made.Id;
    }

    private static string Skill(string name, string query) => $$"""
        ---
        name: {{name}}
        description: Counts rows of a database
        allowed-tools: notion_query_database table_query
        ---

        1. Read the rows with `notion_query_database`.

           ```json
           {{query}}
           ```
           -> rows

        2. Count them with `table_query`.

           ```json
           {"source": {"result": "rows"}, "group": {"by": [], "aggregates": [{"op": "count", "as": "rows"}]}, "output": "scalar"}
           ```
           -> total

        ## Result

        ```json
        {"rows": "{{"{{total.scalar}}"}}"}
        ```
        """;
}
