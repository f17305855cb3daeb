using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>From a word of the model to whoever watches the execution, and the same without a server between: what the relay adds.</summary>
internal static class RelayBench
{
    public static async Task RunAsync()
    {
        await using var model = new SpeakingModel();
        Environment.SetEnvironmentVariable("OLLAMA_HOST", model.Address);
        try
        {
            await using var server = await ServerUnderTest.StartAsync("");
            var agent = await AgentAsync(server);
            foreach (var streams in (int[])[1, 16])
            {
                await RelayedAsync(server, agent, streams);
                var relayed = await RelayedAsync(server, agent, streams);
                var direct = await DirectAsync(model.Address, streams);
                Result.Print(
                    "relay",
                    $"sqlite/{streams}",
                    ("words", relayed.Count), ("p50_ms", Result.Percentile(relayed, 0.5)), ("p99_ms", Result.Percentile(relayed, 0.99)),
                    ("direct_p50_ms", Result.Percentile(direct, 0.5)), ("direct_p99_ms", Result.Percentile(direct, 0.99)));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("OLLAMA_HOST", null);
        }
    }

    private static async Task<List<double>> RelayedAsync(ServerUnderTest server, string agent, int streams)
        => [.. (await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => WatchAsync(server, agent)))).SelectMany(ages => ages)];

    private static async Task<List<double>> WatchAsync(ServerUnderTest server, string agent)
    {
        var client = new ExecutionService.ExecutionServiceClient(server.Calls);
        var started = await client.StartExecutionAsync(new() { AgentId = agent });
        using var call = client.WatchExecution(new() { ExecutionId = started.ExecutionId, View = EventView.Tokens });
        var ages = new List<double>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Event?.MessageDelta is { } delta)
            {
                ages.AddRange(SpeakingModel.Ages(delta.Text));
            }
        }

        return ages.Count >= SpeakingModel.Words / 2 ? ages : throw new InvalidOperationException($"only {ages.Count} words of the model arrived");
    }

    private static async Task<List<double>> DirectAsync(string address, int streams)
    {
        using var http = new HttpClient();
        return [.. (await Task.WhenAll(Enumerable.Range(0, streams).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/api/chat") { Content = JsonContent.Create(new JsonObject()) };
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            var ages = new List<double>();
            while (await lines.ReadLineAsync() is { } line)
            {
                ages.AddRange(SpeakingModel.Ages((string)JsonNode.Parse(line)!["message"]!["content"]!));
            }

            return ages;
        }))).SelectMany(ages => ages)];
    }

    private static async Task<string> AgentAsync(ServerUnderTest server)
    {
        var client = new AgentService.AgentServiceClient(server.Calls);
        var agent = new Agent { Name = "Speaks" };
        agent.Skills.Add(new SkillRef { Name = "speak", Order = 1 });
        var request = new CreateAgentRequest { Agent = agent, Publish = true };
        request.Files.Add(new SkillFile
        {
            Path = "speak/SKILL.md",
            Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes("---\nname: speak\ndescription: Speaks\n---\n\nSay something long.\n")),
        });
        var made = (await client.CreateAgentAsync(request)).Agent;
        await client.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true });
        return made.Id;
    }
}
