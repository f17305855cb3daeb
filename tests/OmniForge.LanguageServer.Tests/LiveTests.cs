using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Skills of an agent on a platform that is not there. With a running one: the end-to-end tests.</summary>
public sealed class LiveTests : IDisposable
{
    private const string Text = "---\nname: report\ndescription: Reports.\n---\n\nDo it.\n";
    private readonly SkillFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"agentId":"a1","name":"A","endpoint":"http://127.0.0.1:9/","etag":"","version":1,"files":{}}""")]
    [InlineData("not JSON")]
    [InlineData(null)]
    public async Task Without_a_platform_or_a_manifest_there_are_no_lenses_and_no_message(string? manifest)
    {
        if (manifest is not null)
        {
            _folder.Write(".omniforge-agent.json", manifest);
        }

        var uri = _folder.Write("report/SKILL.md", Text);
        var server = await _folder.ServeAsync(new()
        {
            Settings = new() { ["profile"] = "omniforge", ["endpoint"] = "http://127.0.0.1:9", ["apiKey"] = "of_sk_none" },
        });
        await server.OpenAsync(uri, Text);
        Assert.Empty(await server.FoundAsync(uri));
        Assert.Empty((await LensesAsync(server, uri))!.AsArray());
        await server.SettleAsync();
        Assert.Equal(0, server.Client.Unread);
    }

    [Fact]
    public async Task A_file_that_is_not_open_has_no_answer()
    {
        var server = await _folder.ServeAsync(new());
        Assert.Null(await LensesAsync(server, "file:///nowhere/report/SKILL.md"));
    }

    [Fact]
    public async Task An_edit_that_would_only_remove_a_value_is_not_offered_as_a_move_to_the_agent()
    {
        const string Scheduled = "---\nname: report\ndescription: Reports.\nschedule: every Monday at 8\n---\n\nDo it.\n";
        var server = await _folder.ServeAsync(new());
        var uri = _folder.Write("report/SKILL.md", Scheduled);
        await server.OpenAsync(uri, Scheduled);
        Assert.Equal(["OF3006 3:0-3:8"], await server.FoundAsync(uri));
        var asked = JsonNode.Parse("""{"range":{"start":{"line":3,"character":0},"end":{"line":3,"character":8}},"context":{"diagnostics":[]}}""")!;
        asked["textDocument"] = new JsonObject { ["uri"] = uri };
        var titles = (await server.Client.AskAsync("textDocument/codeAction", asked))!.AsArray().Select(action => (string)action!["title"]!).ToList();
        Assert.NotEmpty(titles);
        Assert.DoesNotContain(titles, title => title.StartsWith("Move 'schedule' to the agent", StringComparison.Ordinal));
    }

    private static Task<JsonNode?> LensesAsync(RunningServer server, string uri)
        => server.Client.AskAsync("textDocument/codeLens", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri } });
}
