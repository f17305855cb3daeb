using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using OmniForge.Server.Tests.Agents;

namespace OmniForge.Server.Tests.Hosting;

/// <summary>Streams as browsers read them.</summary>
public sealed class ServerSentEventTests(SqliteServer server) : ServerTests(server)
{
    [Fact]
    public async Task An_execution_is_told_event_by_event_with_its_numbers_as_ids()
    {
        var client = await ClientAsync();
        var id = await EndedAsync(client);
        var events = await ReadAsync(client, $"/api/v1/executions/{id}/watch/sse?view=EVENT_VIEW_DEBUG");
        var durable = events.Where(happened => happened.EventId is not null).ToList();
        Assert.Equal(Enumerable.Range(1, durable.Count).Select(number => $"{number}"), durable.Select(happened => happened.EventId));
        Assert.Equal(("execution_accepted", "execution_finished"), (durable[0].EventType, durable[^1].EventType));
        Assert.All(durable, happened => Assert.Equal(id, (string?)JsonNode.Parse(happened.Data)!["execution_id"]));
        Assert.NotNull(JsonNode.Parse(durable[^1].Data)!["execution_finished"]!["status"]);
        Assert.Contains(events, happened => happened is { EventType: "replay_complete", EventId: null });
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_id_gets_what_came_after_it()
    {
        var client = await ClientAsync();
        var id = await EndedAsync(client);
        var events = await ReadAsync(client, $"/api/v1/executions/{id}/watch/sse?view=EVENT_VIEW_DEBUG", "2");
        Assert.Equal("3", events.First(happened => happened.EventId is not null).EventId);
    }

    [Theory]
    [InlineData("/api/v1/executions/unknown/watch/sse", HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    [InlineData("/api/v1/conversations/unknown/watch/sse", HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    [InlineData("/api/v1/agents/unknown/draft/watch/sse", HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    public async Task A_refusal_stays_a_refusal(string address, HttpStatusCode status, string reason)
    {
        var client = await ClientAsync();
        using var http = client.Rest();
        using var response = await http.GetAsync(address, Ct);
        Assert.Equal((status, "application/json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_id_that_is_no_number_is_refused_and_so_is_one_without_a_key()
    {
        var client = await ClientAsync();
        var id = await EndedAsync(client);
        using var http = client.Rest();
        using var request = Request($"/api/v1/executions/{id}/watch/sse", "yesterday");
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var nobody = new HttpClient { BaseAddress = new Uri(Server.Http) };
        using var refused = await nobody.GetAsync($"/api/v1/executions/{id}/watch/sse", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_conversation_is_told_while_it_goes_on()
    {
        var client = await ClientAsync();
        using var http = client.Rest();
        using var start = await http.PostAsync("/api/v1/conversation/start", new StringContent("{}", null, "application/json"), Ct);
        var session = (string)JsonNode.Parse(await start.Content.ReadAsStringAsync(Ct))!["session_id"]!;
        using var request = Request($"/api/v1/conversations/{session}/watch/sse");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(("text/event-stream", "no-store"), (response.Content.Headers.ContentType!.MediaType, $"{response.Headers.CacheControl}"));
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        await using var events = SseParser.Create(body).EnumerateAsync(Ct).GetAsyncEnumerator(Ct);
        await UntilAsync(events, "replay_complete");
        using var say = await http.PostAsync($"/api/v1/conversation/{session}/message", new StringContent("""{"message": "hello"}""", null, "application/json"), Ct);
        await UntilAsync(events, "turn_started");
        await UntilAsync(events, "message_completed");
    }

    private static async Task UntilAsync(IAsyncEnumerator<SseItem<string>> events, string name)
    {
        do
        {
            Assert.True(await events.MoveNextAsync(), $"the stream ended before {name}");
        }
        while (events.Current.EventType != name);
    }

    private static async Task<string> EndedAsync(TestClient client)
    {
        var agent = await client.NewActiveAgentAsync(Ct);
        var started = await client.Executions.StartExecutionAsync(new() { AgentId = agent.Id }, cancellationToken: Ct);
        using var watch = client.Executions.WatchExecution(new() { ExecutionId = started.ExecutionId }, cancellationToken: Ct);
        while (await watch.ResponseStream.MoveNext(Ct))
        {
        }

        return started.ExecutionId;
    }

    private static async Task<List<SseItem<string>>> ReadAsync(TestClient client, string address, string lastId = "")
    {
        using var http = client.Rest();
        using var request = Request(address, lastId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        return await SseParser.Create(body).EnumerateAsync(Ct).ToListAsync(Ct);
    }

    private static HttpRequestMessage Request(string address, string lastId = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastId.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        }

        return request;
    }
}
