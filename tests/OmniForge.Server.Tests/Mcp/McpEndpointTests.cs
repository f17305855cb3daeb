using System.Net;
using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>Agents as tools, seen by the client of the package.</summary>
public abstract class McpEndpointTests(ServerFixture fixture) : ServerTests(fixture)
{
    private static readonly (string, string) Greets = ("greet", StepAgents.Text("greet", "table_query",
        """
        1. Count with `table_query`.

           ```json
           {"source": {"rows": [{"n": 1}, {"n": 2}]}, "output": "rows"}
           ```
           -> rows

        ## Result

        ```json
        {"greeting": "Hello {{input.name}}", "rows": "{{rows.count}}"}
        ```
        """));

    [Fact]
    public async Task Active_agents_are_tools_with_the_fields_they_read()
    {
        var client = await ClientAsync();
        await StepAgents.AgentAsync(client, agent => agent.Description = "Greets somebody", Greets);
        await using var mcp = await ConnectAsync(client);
        var tools = await mcp.ListToolsAsync(cancellationToken: Ct);
        Assert.Equal(["omniforge_execution"], tools.Select(tool => tool.Name).Where(name => !name.StartsWith("test-agent-", StringComparison.Ordinal)));
        var agent = tools.Single(tool => tool.Name.StartsWith("test-agent-", StringComparison.Ordinal));
        Assert.StartsWith("Greets somebody.", agent.Description, StringComparison.Ordinal);
        Assert.True(agent.JsonSchema.GetProperty("properties").TryGetProperty("name", out _));
    }

    [Fact]
    public async Task A_call_runs_the_agent_and_answers_with_its_result()
    {
        var client = await ClientAsync();
        await StepAgents.AgentAsync(client, null, Greets);
        await using var mcp = await ConnectAsync(client);
        var answer = await mcp.CallToolAsync(await AgentToolAsync(mcp), new Dictionary<string, object?> { ["name"] = "Ada" }, cancellationToken: Ct);
        Assert.NotEqual(true, answer.IsError);
        Assert.Equal("Hello Ada", answer.StructuredContent!.Value.GetProperty("result").GetProperty("greeting").GetString());
        var id = answer.StructuredContent.Value.GetProperty("execution_id").GetString()!;
        Assert.Equal(ExecutionStatus.Succeeded, (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution.Status);

        var later = await mcp.CallToolAsync("omniforge_execution", new Dictionary<string, object?> { ["execution_id"] = id }, cancellationToken: Ct);
        Assert.Equal("SUCCEEDED", later.StructuredContent!.Value.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Who_asks_for_progress_hears_of_the_steps_before_the_answer()
    {
        var client = await ClientAsync();
        await StepAgents.AgentAsync(client, null, Greets);
        await using var mcp = await ConnectAsync(client);
        var tool = await AgentToolAsync(mcp);
        using var http = client.Rest();
        using var request = Post($$$$"""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"{{{{tool}}}}","_meta":{"progressToken":"p1"}}}""");
        using var response = await http.SendAsync(request, Ct);
        var said = await response.Content.ReadAsStringAsync(Ct);
        var order = ((string[])["\"progressToken\":\"p1\"", "It carries out greet.", "It uses table_query.", "\"result\""]).Select(words => said.IndexOf(words, StringComparison.Ordinal)).ToList();
        Assert.True(order[0] >= 0 && order.SequenceEqual(order.Order()), said);
    }

    [Fact]
    public async Task A_run_that_waits_for_a_person_answers_at_once_with_its_id_and_the_question()
    {
        var client = await ClientAsync();
        await StepAgents.AgentAsync(client, null, ("ask", StepAgents.Asking("ask")));
        await using var mcp = await ConnectAsync(client);
        var answer = await mcp.CallToolAsync(await AgentToolAsync(mcp), cancellationToken: Ct);
        var facts = answer.StructuredContent!.Value;
        Assert.Equal(("WAITING_FOR_INPUT", "Which colour?"), (facts.GetProperty("status").GetString(), facts.GetProperty("question").GetString()));
        Assert.Contains($"omniforge executions answer {facts.GetProperty("execution_id").GetString()}", Assert.IsType<TextContentBlock>(answer.Content[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_is_an_error_in_the_words_of_the_run()
    {
        var client = await ClientAsync();
        await StepAgents.AgentAsync(client, null, ("read-it", StepAgents.Reading("read-it", "nowhere.txt")));
        await using var mcp = await ConnectAsync(client);
        var answer = await mcp.CallToolAsync(await AgentToolAsync(mcp), cancellationToken: Ct);
        Assert.True(answer.IsError);
        Assert.Contains("nowhere.txt", Assert.IsType<TextContentBlock>(answer.Content[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_starts_nothing_new()
    {
        var client = await ClientAsync();
        await StepAgents.AgentAsync(client, null, Greets);
        await using var mcp = await ConnectAsync(client, "same-key");
        var tool = await AgentToolAsync(mcp);
        var first = await mcp.CallToolAsync(tool, cancellationToken: Ct);
        var second = await mcp.CallToolAsync(tool, cancellationToken: Ct);
        Assert.Equal(
            first.StructuredContent!.Value.GetProperty("execution_id").GetString(), second.StructuredContent!.Value.GetProperty("execution_id").GetString());
    }

    [Fact]
    public async Task Agents_of_other_tenants_and_those_that_are_off_are_not_there()
    {
        var theirs = await ClientAsync();
        await StepAgents.AgentAsync(theirs, null, Greets);
        await using var their = await ConnectAsync(theirs);
        var tool = await AgentToolAsync(their);

        await using var mcp = await ConnectAsync(await ClientAsync());
        Assert.Equal("omniforge_execution", Assert.Single(await mcp.ListToolsAsync(cancellationToken: Ct)).Name);
        var foreign = await Assert.ThrowsAnyAsync<McpException>(async () => await mcp.CallToolAsync(tool, cancellationToken: Ct));
        Assert.Contains("no active agent", foreign.Message, StringComparison.Ordinal);

        var own = (await theirs.Agents.ListAgentsAsync(new(), cancellationToken: Ct)).Agents[0];
        await theirs.Agents.PauseAgentAsync(new() { AgentId = own.Id }, cancellationToken: Ct);
        Assert.Equal("omniforge_execution", Assert.Single(await their.ListToolsAsync(cancellationToken: Ct)).Name);
    }

    [Fact]
    public async Task A_key_that_may_not_start_agents_is_told_so()
    {
        var client = await ClientAsync();
        await StepAgents.AgentAsync(client, null, Greets);
        await using var mcp = await ConnectAsync(await client.WithRolesAsync(Ct, "viewer"));
        var refused = await Assert.ThrowsAnyAsync<McpException>(async () => await mcp.CallToolAsync(await AgentToolAsync(mcp), cancellationToken: Ct));
        Assert.Contains("PERMISSION_MISSING", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "CREDENTIAL_MISSING")]
    [InlineData("of_sk_wrong", "CREDENTIAL_INVALID")]
    public async Task Nobody_comes_in_without_a_good_key(string? key, string reason)
    {
        using var http = new HttpClient();
        using var request = Post("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"hello":1}""")]
    public async Task What_is_no_message_is_refused(string body)
    {
        using var http = (await ClientAsync()).Rest();
        using var request = Post(body);
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task There_are_no_sessions_to_listen_to()
    {
        using var http = (await ClientAsync()).Rest();
        using var response = await http.GetAsync(new Uri("/mcp", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private HttpRequestMessage Post(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Server.Http.TrimEnd('/') + "/mcp") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return request;
    }

    private async Task<McpClient> ConnectAsync(TestClient client, string key = "")
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + client.Key };
        if (key.Length > 0)
        {
            headers["Idempotency-Key"] = key;
        }

        var transport = new HttpClientTransport(new() { Endpoint = new(Server.Http.TrimEnd('/') + "/mcp"), AdditionalHeaders = headers, TransportMode = HttpTransportMode.StreamableHttp });
        return await McpClient.CreateAsync(transport, cancellationToken: Ct);
    }

    private static async Task<string> AgentToolAsync(McpClient mcp)
        => (await mcp.ListToolsAsync(cancellationToken: Ct)).Select(tool => tool.Name).Single(name => name != "omniforge_execution");
}

public sealed class SqliteMcpEndpointTests(SqliteServer server) : McpEndpointTests(server);

public sealed class PostgresMcpEndpointTests(PostgresServer server) : McpEndpointTests(server);
