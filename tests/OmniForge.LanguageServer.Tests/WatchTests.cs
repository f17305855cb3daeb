using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Executions that the editor looks at, once and again.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task What_is_followed_already_is_told_again_from_its_beginning_and_ends_once()
    {
        await using var platform = await EditorPlatform.StartAsync();
        using var server = await RunningServer.StartAsync(platform.Editor());
        await WatchAsync(server, 0);
        Assert.Equal([1, 2, 3], await TakeAsync(server, 3));
        await WatchAsync(server, 0);
        Assert.Equal([1, 2, 3], await TakeAsync(server, 3));
        // Nothing is missing after this one, so it goes on as it is.
        await WatchAsync(server, 3);
        platform.Offered.Over.Writer.TryWrite(true);
        Assert.Equal([4], await TakeAsync(server, 1));
        await server.Client.NoticeAsync("omniforge/agents/changed");
        await server.SettleAsync();
        Assert.Equal(0, server.Client.Unread);
    }

    private static Task<JsonNode?> WatchAsync(RunningServer server, int after)
        => server.Client.AskAsync("omniforge/execution/watch", new JsonObject { ["executionId"] = "e1", ["afterSequence"] = after });

    private static async Task<List<int>> TakeAsync(RunningServer server, int count)
    {
        var taken = new List<int>();
        while (taken.Count < count)
        {
            taken.Add((int)(await server.Client.NoticeAsync("omniforge/execution/event"))["sequence"]!);
        }

        return taken;
    }
}
