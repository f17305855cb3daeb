using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Diagnostics for clients that ask, and what changes them besides typing.</summary>
public sealed class PullTests : IDisposable
{
    private const string Wrong = "---\nname: report\ndescription: Reports.\nfoo: 1\n---\n\nDo it.\n";
    private readonly SkillFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_text_is_not_told_twice_and_nothing_is_pushed()
    {
        var server = await _folder.ServeAsync(new() { Pulls = true });
        var uri = _folder.Write("skills/report/SKILL.md", Wrong);
        await server.OpenAsync(uri, Wrong);
        var first = await PullAsync(uri, null);
        Assert.Equal(("full", "OF3003"), ((string?)first["kind"], (string?)Assert.Single(first["items"]!.AsArray())!["code"]));
        var again = await PullAsync(uri, (string?)first["resultId"]);
        Assert.Equal("unchanged", (string?)again["kind"]);
        await server.ChangeAsync(uri, 2, ("3:0-4:0", ""));
        var changed = await PullAsync(uri, (string?)first["resultId"]);
        Assert.Equal("full", (string?)changed["kind"]);
        Assert.Empty(changed["items"]!.AsArray());
        Assert.Equal(0, server.Client.Unread);
    }

    [Fact]
    public async Task The_whole_workspace_is_judged_with_open_files_as_they_stand_in_the_editor()
    {
        var server = await _folder.ServeAsync(new() { Pulls = true });
        var closed = _folder.Write("skills/one two/SKILL.md", Wrong);
        var open = _folder.Write("skills/report/SKILL.md", Wrong);
        _folder.Write("skills/report/notes.md", "# No skill\n");
        await server.OpenAsync(open, Wrong.Replace("foo: 1\n", "", StringComparison.Ordinal));
        var report = await server.Client.AskAsync("workspace/diagnostic", new JsonObject { ["previousResultIds"] = new JsonArray() });
        var items = report!["items"]!.AsArray().ToDictionary(item => (string)item!["uri"]!, item => item!);
        Assert.Equal(2, items.Count);
        Assert.Contains("OF3003", items[closed.Replace(" ", "%20", StringComparison.Ordinal)]["items"]!.AsArray().Select(found => (string?)found!["code"]));
        Assert.Empty(items[open]["items"]!.AsArray());
        Assert.Equal(1, (int?)items[open]["version"]);
        var known = new JsonArray([.. items.Select(item => new JsonObject { ["uri"] = item.Key, ["value"] = (string?)item.Value["resultId"] })]);
        var again = await server.Client.AskAsync("workspace/diagnostic", new JsonObject { ["previousResultIds"] = known });
        Assert.All(again!["items"]!.AsArray(), item => Assert.Equal("unchanged", (string?)item!["kind"]));
    }

    [Fact]
    public async Task A_file_that_appears_beside_the_skill_mends_its_link()
    {
        const string Linked = "---\nname: report\ndescription: Reports.\n---\n\nSee [it](references/style.md).\n";
        var server = await _folder.ServeAsync(new());
        var uri = _folder.Write("skills/report/SKILL.md", Linked);
        await server.OpenAsync(uri, Linked);
        Assert.Equal(["OF6003 5:9-5:28"], await server.FoundAsync(uri));
        var style = _folder.Write("skills/report/references/style.md", "# Style\n");
        await server.Client.NotifyAsync("workspace/didChangeWatchedFiles", $$"""{"changes":[{"uri":"{{style}}","type":1}]}""");
        Assert.Empty(await server.FoundAsync(uri));
    }

    [Fact]
    public async Task Another_profile_judges_the_open_files_anew()
    {
        var server = await _folder.ServeAsync(new());
        var uri = _folder.Write("skills/report/SKILL.md", Wrong);
        await server.OpenAsync(uri, Wrong);
        Assert.Equal(2, await SeverityAsync(server));
        await server.Client.NotifyAsync("workspace/didChangeConfiguration", """{"settings":{"omniforge":{"profile":"omniforge-strict"}}}""");
        Assert.Equal(1, await SeverityAsync(server));
    }

    [Theory]
    [InlineData("Report", 0)]
    [InlineData("re--port", 1)]
    public async Task What_the_editor_says_itself_is_not_said_again(string name, int left)
    {
        var server = await _folder.ServeAsync(new()
        {
            Settings = new() { ["profile"] = "omniforge", ["hostValidates"] = true, ["trusted"] = false },
        });
        var text = Wrong.Replace("name: report", $"name: {name}", StringComparison.Ordinal).Replace("foo: 1\n", "", StringComparison.Ordinal);
        var uri = _folder.Write("skills/report/SKILL.md", text);
        await server.OpenAsync(uri, text);
        Assert.Equal(left, (await server.FoundAsync(uri)).Length);
    }

    private async Task<JsonNode> PullAsync(string uri, string? previous)
        => (await _folder.Server.Client.AskAsync("textDocument/diagnostic", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri },
            ["previousResultId"] = previous,
        }))!;

    private static async Task<int?> SeverityAsync(RunningServer server)
        => (int?)Assert.Single((await server.Client.DiagnosticsAsync())["diagnostics"]!.AsArray())!["severity"];
}
