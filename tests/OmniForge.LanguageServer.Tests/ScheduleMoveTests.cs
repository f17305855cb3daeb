using System.Text.Json.Nodes;
using Grpc.Core;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Tests;

/// <summary>A schedule that stands in a skill goes to the agent, whole or not at all.</summary>
public sealed class ScheduleMoveTests : IDisposable
{
    private const string Manifest = """{"agentId":"a1","name":"A","endpoint":"http://127.0.0.1:9/","etag":"","version":1,"files":{}}""";
    private readonly SkillFolderOnDisk _folder = new();
    private readonly List<JsonNode> _edits = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("every Monday at 8", "every Monday at 8", null)]
    [InlineData("\"Fridays: at 4pm\"", "Fridays: at 4pm", null)]
    [InlineData("'0 8 * * MON'", null, "0 8 * * MON")]
    public async Task It_is_asked_made_and_then_taken_out_of_the_file(string written, string? phrase, string? rule)
    {
        await using var platform = await PlatformAsync();
        var (server, uri) = await OpenAsync(platform, written);
        var action = await ActionAsync(server, uri);
        Assert.Equal("OF3006", (string?)action!["diagnostics"]![0]!["code"]);
        Assert.Null(action["edit"]);
        var said = await CarryOutAsync(server, action, applied: true);

        Assert.True(platform.Offered.Phrases.TryDequeue(out var asked));
        Assert.Equal((phrase ?? "", rule ?? ""), (asked.Phrase, asked.Schedule?.Cron ?? ""));
        var made = Assert.Single(platform.Offered.Schedules.Values);
        Assert.Equal(("a1", "0 8 * * 1", "Europe/Berlin"), (made.AgentId, made.Cron, made.TimeZone));
        var change = Assert.Single(_edits)["edit"]!["documentChanges"]![0]!;
        Assert.Equal((uri, 1), ((string?)change["textDocument"]!["uri"], (int?)change["textDocument"]!["version"]));
        Assert.Equal(("3:0-4:0", ""), (Places.Range(change["edits"]![0]!["range"]!), (string?)change["edits"]![0]!["newText"]));
        Assert.Equal(3, (int?)said["type"]);
        Assert.Contains("Every Monday at 8:00", (string?)said["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_leaves_the_text_and_says_why_once()
    {
        await using var platform = await PlatformAsync();
        platform.Offered.Refusal = new(StatusCode.FailedPrecondition, "A is archived. Unarchive it first.");
        await RefusedAsync(platform, "every Monday at 8", "A is archived.");
        Assert.Empty(_edits);
    }

    [Fact]
    public async Task What_is_open_in_the_words_is_asked_back()
    {
        await using var platform = await PlatformAsync();
        platform.Offered.Meaning = new() { Question = new() { Reason = "vague_time", Text = "At what time?" } };
        await RefusedAsync(platform, "in the morning", "At what time?");
        Assert.Empty(_edits);
        Assert.Empty(platform.Offered.Schedules);
    }

    [Fact]
    public async Task Words_without_a_time_make_no_schedule()
    {
        await using var platform = await PlatformAsync();
        platform.Offered.Meaning = new() { TriggerType = TriggerType.OnDemand };
        await RefusedAsync(platform, "when I ask", "names no times");
        Assert.Empty(_edits);
    }

    [Fact]
    public async Task An_editor_that_does_not_take_the_field_out_leaves_no_schedule_behind()
    {
        await using var platform = await PlatformAsync();
        await RefusedAsync(platform, "every Monday at 8", "did not take the field out", applied: false);
        Assert.Single(_edits);
        Assert.Empty(platform.Offered.Schedules);
    }

    [Fact]
    public async Task A_schedule_that_the_agent_has_already_is_not_made_twice()
    {
        await using var platform = await PlatformAsync();
        platform.Offered.Schedules["s1"] = new() { Id = "s1", AgentId = "a1", Cron = "0 8 * * 1", TimeZone = "Europe/Berlin" };
        var (server, uri) = await OpenAsync(platform, "every Monday at 8");
        await CarryOutAsync(server, (await ActionAsync(server, uri))!, applied: true);
        Assert.Equal(["s1"], platform.Offered.Schedules.Keys);
        Assert.Single(_edits);
    }

    [Theory]
    [InlineData("trigger: mail arrives", Manifest)]
    [InlineData("schedule: [monday, 8]", Manifest)]
    [InlineData("schedule:", Manifest)]
    [InlineData("schedule: every Monday at 8", null)]
    public async Task Nothing_is_offered_for_what_cannot_be_moved(string line, string? manifest)
    {
        await using var platform = await PlatformAsync();
        var (server, uri) = await OpenAsync(platform, line, manifest);
        Assert.Null(await ActionAsync(server, uri));
    }

    private static async Task<EditorPlatform> PlatformAsync()
    {
        var platform = await EditorPlatform.StartAsync();
        var meaning = platform.Offered.Meaning;
        meaning.Rules.Add(new ScheduleRule { Cron = "0 8 * * 1", TimeZone = "Europe/Berlin" });
        return platform;
    }

    private Task<(RunningServer Server, string Uri)> OpenAsync(EditorPlatform platform, string value)
        => OpenAsync(platform, $"schedule: {value}", Manifest);

    private async Task<(RunningServer Server, string Uri)> OpenAsync(EditorPlatform platform, string line, string? manifest)
    {
        if (manifest is not null)
        {
            _folder.Write(".omniforge-agent.json", manifest);
        }

        var text = $"---\nname: report\ndescription: Reports.\n{line}\n---\n\nDo it.\n";
        var uri = _folder.Write("report/SKILL.md", text);
        var server = await _folder.ServeAsync(platform.Editor());
        var status = (await server.Client.AskAsync("omniforge/status", new JsonObject()))!;
        while ((string?)status["state"] != "connected")
        {
            status = await server.Client.NoticeAsync("omniforge/status/changed");
        }

        await server.OpenAsync(uri, text);
        return (server, uri);
    }

    private static async Task<JsonNode?> ActionAsync(RunningServer server, string uri)
    {
        var asked = JsonNode.Parse("""{"range":{"start":{"line":3,"character":0},"end":{"line":3,"character":7}},"context":{"diagnostics":[]}}""")!;
        asked["textDocument"] = new JsonObject { ["uri"] = uri };
        var actions = (await server.Client.AskAsync("textDocument/codeAction", asked))!.AsArray();
        return actions.SingleOrDefault(action => ((string)action!["title"]!).StartsWith("Move 'schedule' to the agent", StringComparison.Ordinal));
    }

    private async Task<JsonNode> CarryOutAsync(RunningServer server, JsonNode action, bool applied)
    {
        server.Client.Grant = (method, parameters) =>
        {
            if (method != "workspace/applyEdit")
            {
                return null;
            }

            _edits.Add(parameters!);
            return new JsonObject { ["applied"] = applied };
        };
        await server.Client.AskAsync("workspace/executeCommand", new JsonObject
        {
            ["command"] = (string?)action["command"]!["command"],
            ["arguments"] = action["command"]!["arguments"]!.DeepClone(),
        });
        return await server.Client.NoticeAsync("window/showMessage");
    }

    private async Task RefusedAsync(EditorPlatform platform, string words, string why, bool applied = true)
    {
        var (server, uri) = await OpenAsync(platform, words);
        var said = await CarryOutAsync(server, (await ActionAsync(server, uri))!, applied);
        Assert.Equal(1, (int?)said["type"]);
        Assert.Contains(why, (string?)said["message"], StringComparison.Ordinal);
        Assert.Contains("file is as it was", (string?)said["message"], StringComparison.Ordinal);
    }
}
