using System.Text.Json.Nodes;
using Google.Protobuf;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.EndToEnd.Tests.Editor;

/// <summary>The builder through the language server, as an editor uses it.</summary>
public sealed class BuilderTests : IDisposable
{
    private const string Wish = "every Monday at 8am write me a report from list.csv, the open ones only";
    private readonly TempFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_agent_is_built_tested_and_switched_on_although_the_language_server_was_killed_between()
    {
        await using var platform = await PlatformAsync();
        string id;
        ulong seen;
        using (var first = await EditorProcess.StartAsync(platform))
        {
            var opened = await first.AskAsync("omniforge/builder/open", new() { ["timeZone"] = "Europe/Berlin" });
            id = (string)opened["conversationId"]!;
            Assert.NotEqual("", (string?)opened["greeting"]);
            await TurnAsync(first, id, Wish);
            seen = await LastAsync(first);
            await first.KillAsync();
        }

        using var editor = await EditorProcess.StartAsync(platform);
        var again = await editor.AskAsync("omniforge/builder/open", new() { ["conversationId"] = id, ["afterSequence"] = seen });
        Assert.True((ulong)again["lastSequence"]! >= seen);
        var proposals = again["proposals"]!.AsArray();
        for (var turn = 0; turn < 4 && proposals.Count == 0; turn++)
        {
            await TurnAsync(editor, id, "looks right");
            proposals = (await editor.AskAsync("omniforge/builder/open", new() { ["conversationId"] = id }))["proposals"]!.AsArray();
        }

        var proposal = Assert.Single(proposals)!;
        var file = proposal["files"]!.AsArray().Single(file => ((string)file!["path"]!).EndsWith("/SKILL.md", StringComparison.Ordinal))!;
        Assert.Null(file["before"]);
        Assert.StartsWith("---\nname: ", (string?)file["after"], StringComparison.Ordinal);
        var decided = await editor.AskAsync(
            "omniforge/builder/decide", new() { ["conversationId"] = id, ["proposalId"] = (string)proposal["id"]!, ["decision"] = "accept" });
        Assert.Equal("accepted", (string?)decided["status"]);
        var conversation = (await platform.Conversations.GetConversationAsync(new() { ConversationId = id }, cancellationToken: Ct)).Conversation;
        Assert.Equal(conversation.Phase.ToString(), (string?)decided["phase"], ignoreCase: true);
        var tested = await editor.AskAsync("omniforge/builder/test", new() { ["conversationId"] = id });
        Assert.Equal("succeeded", (string?)tested["status"]);
        var skill = ((string)file["path"]!).Split('/')[^2];
        var steps = await StepsAsync(editor);
        Assert.Equal($"{skill} stepStarted", steps[0]);
        Assert.Contains(" output: going through list.csv", steps);
        Assert.Contains(steps, step => step.StartsWith(" output: would write ", StringComparison.Ordinal));
        Assert.Equal($"{skill} succeeded", steps[^1]);
        var active = await editor.AskAsync("omniforge/builder/activate", new() { ["conversationId"] = id });
        Assert.NotNull(active["nextRun"]);
        await editor.NoticeAsync("omniforge/agents/changed");
        var agent = (await platform.Agents.GetAgentAsync(new() { AgentId = (string)active["agentId"]! }, cancellationToken: Ct)).Agent;
        Assert.Equal(AgentStatus.Active, agent.Status);
    }

    [Fact]
    public async Task A_turn_that_is_cancelled_stops_on_the_platform_and_the_next_one_is_taken()
    {
        await using var platform = await PlatformAsync();
        using var editor = await EditorProcess.StartAsync(platform);
        var id = (string)(await editor.AskAsync("omniforge/builder/open", []))["conversationId"]!;
        var turn = await editor.Client.SendRequestAsync(
            "omniforge/builder/turn", new JsonObject { ["conversationId"] = id, ["text"] = Wish }.ToJsonString());
        await editor.Client.NotifyAsync("$/cancelRequest", $$"""{"id":{{turn}}}""");
        var reply = await editor.Client.ReplyAsync(turn);
        Assert.True((int?)reply["error"]?["code"] == -32800 || reply["result"] is not null, reply.ToJsonString());
        var next = await TurnAsync(editor, id, "what do you know so far?");
        Assert.NotEqual("", (string?)next["reply"]);
        var events = (await platform.Conversations.ListConversationEventsAsync(new() { ConversationId = id, PageSize = 500 }, cancellationToken: Ct)).Events;
        Assert.Equal(events.Count(happened => happened.TurnStarted is not null), events.Count(happened => happened.TurnFinished is not null));
    }

    private async Task<ServerProcess> PlatformAsync()
    {
        var platform = await ServerProcess.StartAsync(_home.At("data"), "", Ct);
        await platform.Files.PutFileAsync(
            new() { File = new() { Path = "list.csv", Content = ByteString.CopyFromUtf8("name,state\na,open\nb,closed\n") } }, cancellationToken: Ct);
        return platform;
    }

    private static async Task<JsonNode> TurnAsync(EditorProcess editor, string id, string text)
    {
        var result = await editor.AskAsync("omniforge/builder/turn", new() { ["conversationId"] = id, ["text"] = text });
        Assert.Equal("completed", (string?)result["status"]);
        return result;
    }

    /// <summary>What was shown of a test up to its end, as "skill status: text".</summary>
    private static async Task<List<string>> StepsAsync(EditorProcess editor)
    {
        var steps = new List<string>();
        while (true)
        {
            var happened = await editor.NoticeAsync("omniforge/builder/event");
            switch ((string?)happened["kind"])
            {
                case "testEvent":
                    Assert.Equal(0UL, (ulong)happened["sequence"]!);
                    steps.Add($"{happened["step"]!["skill"]} {happened["step"]!["status"]}{(happened["step"]!["text"] is { } text ? $": {text}" : "")}");
                    break;
                case "testFinished":
                    return steps;
            }
        }
    }

    // The turn's own end is the last event with a number that has come by then.
    private static async Task<ulong> LastAsync(EditorProcess editor)
    {
        while (true)
        {
            var happened = await editor.NoticeAsync("omniforge/builder/event");
            if ((string?)happened["kind"] == "turnFinished")
            {
                return (ulong)happened["sequence"]!;
            }
        }
    }
}
