using System.Text.Json;

namespace OmniForge.Cli.Tests.Processes;

/// <summary>What was said can be read, taken away and deleted.</summary>
public sealed class ConversationProcessTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task A_conversation_is_listed_shown_exported_and_deleted()
    {
        var chat = await server.RunAsync("what can you do?\nquit\n", ["chat"]);
        Assert.True(chat.Code == 0, chat.All);

        var list = await server.RunAsync("conversations", "list", "--json");
        var id = JsonDocument.Parse(list.Output).RootElement.GetProperty("conversations")[0].GetProperty("id").GetString()!;
        var show = await server.RunAsync("conversations", "show", id);
        Assert.Contains("You: what can you do?", show.Output, StringComparison.Ordinal);
        Assert.Contains("OmniForge: ", show.Output, StringComparison.Ordinal);

        var export = await server.RunAsync("conversations", "export", id);
        var lines = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(id, lines[0].GetProperty("id").GetString());
        Assert.Equal(Enumerable.Range(1, lines.Count - 1).Select(n => $"{n}"), lines.Skip(1).Select(line => line.GetProperty("sequence").GetString()));

        var delete = await server.RunAsync("conversations", "delete", id);
        Assert.True(delete.Code == 0, delete.All);
        Assert.DoesNotContain(id, (await server.RunAsync("conversations", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("deleted", (await server.RunAsync("conversations", "list", "--all")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_conversation_is_said_plainly()
    {
        foreach (var verb in new[] { "show", "export", "delete" })
        {
            var answer = await server.RunAsync("conversations", verb, "00000000000000000000000000000000");
            Assert.True(answer.Code == 1 && answer.Output.Length == 0 && answer.Error.Contains("`omniforge conversations list`", StringComparison.Ordinal), answer.All);
        }
    }
}
