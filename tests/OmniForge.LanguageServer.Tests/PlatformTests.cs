using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>The platform from an editor when it is not there. With a running one: the end-to-end tests.</summary>
public sealed class PlatformTests
{
    [Fact]
    public async Task Without_a_platform_the_answer_is_a_sentence_and_files_are_checked_as_before()
    {
        using var server = await RunningServer.StartAsync(new Editor
        {
            // Port 9 of this machine: nobody listens there.
            Settings = new() { ["profile"] = "omniforge", ["endpoint"] = "http://127.0.0.1:9", ["apiKey"] = "of_sk_none" },
        });
        var reply = await server.Client.RequestAsync("omniforge/agents/list", "{}");
        Assert.Equal(-32803, (int?)reply["error"]!["code"]);
        Assert.Equal("UNREACHABLE", (string?)reply["error"]!["data"]!["reason"]);
        Assert.Contains("omniforge serve", (string?)reply["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal("offline", (string?)(await server.Client.AskAsync("omniforge/status", new JsonObject()))!["state"]);
        await server.OpenAsync("file:///s/report/SKILL.md", "---\nname: report\ndescription: R.\nfoo: 1\n---\n\nDo it.\n");
        Assert.Equal(["OF3003 3:0-3:3"], await server.FoundAsync("file:///s/report/SKILL.md"));
    }

    [Theory]
    [InlineData("omniforge/agents/list", "{}", "UNTRUSTED")]
    [InlineData("omniforge/builder/open", "{}", "UNTRUSTED")]
    [InlineData("omniforge/builder/turn", """{"conversationId":"c","text":"hi"}""", "NOT_OPEN")]
    public async Task What_cannot_be_done_says_why(string method, string parameters, string reason)
    {
        using var server = await RunningServer.StartAsync(new Editor());
        var reply = await server.Client.RequestAsync(method, parameters);
        Assert.Equal(reason, (string?)reply["error"]!["data"]!["reason"]);
    }

    [Fact]
    public async Task A_wrong_key_is_said_once_and_files_are_checked_as_before()
    {
        await using var platform = await EditorPlatform.StartAsync();
        platform.Offered.RefusesKey = true;
        var clock = new HeldClock();
        using var server = await RunningServer.StartAsync(platform.Editor(), clock: clock);
        var status = (await server.Client.AskAsync("omniforge/status", new JsonObject()))!;
        while ((string?)status["state"] != "signedOut")
        {
            status = await server.Client.NoticeAsync("omniforge/status/changed");
        }

        Assert.Contains("does not accept the key", (string?)status["message"], StringComparison.Ordinal);
        // Asked again twice, with the same answer.
        await clock.PassAsync(server.Client.Token);
        await clock.PassAsync(server.Client.Token);
        await clock.NextAsync(server.Client.Token);
        await server.OpenAsync("file:///s/report/SKILL.md", "---\nname: report\ndescription: R.\nfoo: 1\n---\n\nDo it.\n");
        Assert.Equal(["OF3003 3:0-3:3"], await server.FoundAsync("file:///s/report/SKILL.md"));
        await server.SettleAsync();
        Assert.Equal(0, server.Client.Unread);
    }

    [Fact]
    public async Task An_address_that_is_none_is_named()
    {
        using var server = await RunningServer.StartAsync(new Editor { Settings = new() { ["endpoint"] = "ftp://somewhere" } });
        var reply = await server.Client.RequestAsync("omniforge/agents/list", "{}");
        Assert.Equal("BAD_ADDRESS", (string?)reply["error"]!["data"]!["reason"]);
        Assert.Contains("ftp://somewhere", (string?)reply["error"]!["message"], StringComparison.Ordinal);
    }
}
