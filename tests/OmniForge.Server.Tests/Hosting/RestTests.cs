using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Server.Tests.Agents;

namespace OmniForge.Server.Tests.Hosting;

public abstract class RestTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task The_seven_endpoints_of_the_plan_answer()
    {
        var client = await ClientAsync();
        var agent = await client.NewActiveAgentAsync(Ct);
        using var http = client.Rest();
        var started = await PostAsync(http, "/api/v1/conversation/start", "{}");
        Assert.Equal("DISCOVERY", (string?)started["phase"]);
        Assert.NotEqual("", (string?)started["message"]);
        var answered = await PostAsync(http, $"/api/v1/conversation/{started["session_id"]}/message", """{"message": "hello"}""");
        Assert.NotEqual("", (string?)answered["text"]);
        Assert.NotNull(answered["phase"]);
        Assert.NotNull(answered["actions"]);
        var listed = Assert.Single((await GetAsync(http, "/api/v1/agents"))["agents"]!.AsArray(), found => (string?)found!["id"] == agent.Id)!;
        Assert.Equal(("Late orders", "ACTIVE", "ON_DEMAND"), ((string?)listed["name"], (string?)listed["status"], (string?)listed["trigger_type"]));
        Assert.Equal("late-orders", (string?)listed["skills"]![0]!["name"]);
        var one = await GetAsync(http, $"/api/v1/agents/{agent.Id}");
        Assert.Equal(0, (long?)one["usage_stats"]!["total_runs"]);
        Assert.Empty(one["integrations"]!.AsArray());
        var run = await PostAsync(http, $"/api/v1/agents/{agent.Id}/run", """{"input_data": {"city": "Bonn"}}""");
        Assert.Contains((string?)run["status"], (string[])["PENDING", "RUNNING"]);
        var executions = (await GetAsync(http, $"/api/v1/agents/{agent.Id}/executions"))["executions"]!.AsArray();
        Assert.Equal((string?)run["execution_id"], (string?)Assert.Single(executions)!["id"]);
    }

    [Fact]
    public async Task Updates_take_short_and_full_enum_names_and_a_mask_in_the_address()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        using var http = client.Rest();
        using var patched = await http.PatchAsync(
            $"/api/v1/agents/{agent.Id}?update_mask=name,sharing", Json("""{"name": "New", "sharing": "TEAM", "description": "not in the mask"}"""), Ct);
        var shown = await ReadAsync(patched);
        Assert.Equal(("New", "", "TEAM"), ((string?)shown["name"], (string?)shown["description"], (string?)shown["sharing"]));
        using var full = await http.PatchAsync($"/api/v1/agents/{agent.Id}", Json("""{"sharing": "SHARING_LEVEL_TEAM"}"""), Ct);
        Assert.Equal(HttpStatusCode.OK, full.StatusCode);
        Assert.Single((await GetAsync(http, "/api/v1/agents?statuses=AGENT_STATUS_DRAFT"))["agents"]!.AsArray());
        Assert.Empty((await GetAsync(http, "/api/v1/agents?statuses=AGENT_STATUS_ACTIVE"))["agents"]!.AsArray());
    }

    [Theory]
    [InlineData("POST", "/api/v1/agents", """{"agent": {"name": "x"}, "publsh": true}""", "publsh")]
    [InlineData("POST", "/api/v1/agents", """{"agent": {"name": "x"}, "agentId": "y"}""", "agentId")]
    [InlineData("PATCH", "/api/v1/agents/unknown", """{"nam": "x"}""", "nam")]
    [InlineData("POST", "/api/v1/conversations", """{"titel": "x"}""", "titel")]
    public async Task A_key_nobody_knows_is_refused(string verb, string address, string body, string field)
    {
        var client = await ClientAsync();
        using var http = client.Rest();
        using var request = new HttpRequestMessage(new HttpMethod(verb), address) { Content = Json(body) };
        using var response = await http.SendAsync(request, Ct);
        var refused = await ReadAsync(response);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("FIELD_INVALID", Reason(refused));
        Assert.Contains(field, (string?)refused["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/agents/unknown", null, HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    [InlineData("GET", "/api/v1/agents?page_size=-1", null, HttpStatusCode.BadRequest, "FIELD_INVALID")]
    [InlineData("GET", "/api/v1/agents?page_token=x", null, HttpStatusCode.BadRequest, "PAGE_TOKEN_INVALID")]
    [InlineData("POST", "/api/v1/agents/unknown/activate", "{}", HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    [InlineData("GET", "/api/v1/skills/unknown", null, HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    [InlineData("GET", "/api/v1/files/a/b.csv", null, HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    [InlineData("GET", "/api/v1/agents/unknown/draft/watch", null, HttpStatusCode.NotFound, "RESOURCE_NOT_FOUND")]
    public async Task A_refusal_carries_its_reason(string verb, string address, string? body, HttpStatusCode status, string reason)
    {
        var client = await ClientAsync();
        using var http = client.Rest();
        using var request = new HttpRequestMessage(new HttpMethod(verb), address) { Content = body is null ? null : Json(body) };
        request.Headers.Add("x-request-id", "mine");
        using var response = await http.SendAsync(request, Ct);
        var refused = await ReadAsync(response);
        Assert.Equal((status, reason), (response.StatusCode, Reason(refused)));
        Assert.Equal("mine", refused["details"]!.AsArray().Select(detail => (string?)detail!["requestId"]).First(id => id is not null));
    }

    [Fact]
    public async Task A_file_is_put_and_read_with_folders_in_its_name()
    {
        var client = await ClientAsync();
        using var http = client.Rest();
        var put = await PostAsync(http, "/api/v1/files", $$$"""{"file": {"path": "lists/a.csv", "content": "{{{Convert.ToBase64String("a,b"u8)}}}"}}""");
        Assert.Equal(3, (long?)put["size"]);
        var got = await GetAsync(http, "/api/v1/files/lists/a.csv");
        Assert.Equal("a,b", Encoding.UTF8.GetString(Convert.FromBase64String((string)got["content"]!)));
    }

    [Fact]
    public async Task No_key_no_answer()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Http) };
        using var response = await http.GetAsync("/api/v1/agents", Ct);
        Assert.Equal((HttpStatusCode.Unauthorized, "CREDENTIAL_MISSING"), (response.StatusCode, Reason(await ReadAsync(response))));
    }

    [Fact]
    public async Task A_name_that_is_not_of_this_machine_is_not_served()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Http) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "evil.example";
        using var response = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_description_is_served()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Http) };
        var document = await http.GetFromJsonAsync<JsonObject>("/openapi.json", Ct);
        Assert.NotNull(document!["paths"]!["/api/v1/agents/{agent_id}"]!["get"]);
    }

    private static async Task<JsonNode> GetAsync(HttpClient http, string address)
    {
        using var response = await http.GetAsync(address, Ct);
        return await ReadAsync(response);
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string address, string body)
    {
        using var response = await http.PostAsync(address, Json(body), Ct);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
        return await ReadAsync(response);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;

    private static string? Reason(JsonNode status) => status["details"]!.AsArray().Select(detail => (string?)detail!["reason"]).FirstOrDefault(reason => reason is not null);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}

public sealed class SqliteRestTests(SqliteServer server) : RestTests(server);

public sealed class PostgresRestTests(PostgresServer server) : RestTests(server);
