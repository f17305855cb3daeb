using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>What an editor asks about a skill, over the wire.</summary>
public sealed class FeatureTests : IDisposable
{
    private const string Report = "skills/weekly-report/SKILL.md";
    private readonly SkillFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Skill(string lines, string body = "Do it.") => $"---\nname: weekly-report\ndescription: Reports.\n{lines}---\n\n{body}\n";

    [Theory]
    [InlineData("descr¦iption: Reports.\n", "description")]
    [InlineData("allowed-tools: Re¦ad\n", "Read")]
    public async Task Hovering_tells_what_a_word_means(string marked, string word)
    {
        await _folder.ServeAsync(new());
        var hover = await _folder.AskAtAsync("textDocument/hover", Report, $"---\nname: weekly-report\n{marked}---\n\nDo it.\n");
        Assert.Contains(word, (string?)hover!["contents"]!["value"], StringComparison.Ordinal);
        Assert.Equal("markdown", (string?)hover["contents"]!["kind"]);
    }

    [Theory]
    [InlineData("allowed-tools: Read, Gr¦\n", "Grep", "3:21-3:23")]
    [InlineData("allowed-tools: [Read, Gr¦]\n", "Grep", "3:22-3:24")]
    [InlineData("allowed-tools:\n  - Gr¦\n", "Grep", "4:4-4:6")]
    [InlineData("context: fo¦\n", "fork", "3:9-3:11")]
    [InlineData("mod¦\n", "model", "3:0-3:3")]
    public async Task A_proposal_replaces_the_word_that_was_begun(string lines, string label, string range)
    {
        await _folder.ServeAsync(new());
        var list = await _folder.AskAtAsync("textDocument/completion", Report, Skill(lines));
        var item = list!["items"]!.AsArray().Single(found => (string?)found!["label"] == label)!;
        Assert.Equal(range, Places.Range(item["textEdit"]!["range"]!));
    }

    [Fact]
    public async Task The_MCP_servers_of_the_workspace_are_proposed_and_a_broken_file_is_said_once()
    {
        _folder.Write(".mcp.json", """{ "mcpServers": { "tracker": { "command": "x" } } }""");
        var server = await _folder.ServeAsync(new());
        var list = await _folder.AskAtAsync("textDocument/completion", Report, Skill("allowed-tools: mcp¦\n"));
        Assert.Contains(list!["items"]!.AsArray(), item => ((string?)item!["label"])!.StartsWith("mcp__tracker", StringComparison.Ordinal));
        var file = _folder.Write(".mcp.json", "{ mcpServers");
        await server.Client.NotifyAsync("workspace/didChangeWatchedFiles", $$"""{"changes":[{"uri":"{{file}}","type":2}]}""");
        var said = await server.Client.NoticeAsync();
        while ((string?)said["method"] != "window/logMessage")
        {
            said = await server.Client.NoticeAsync();
        }

        Assert.Contains(".mcp.json is not JSON", (string?)said["params"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_leads_to_the_file_beside_the_skill()
    {
        await _folder.ServeAsync(new());
        var style = _folder.Write("skills/weekly-report/references/style.md", "# Style\n");
        var place = await _folder.AskAtAsync("textDocument/definition", Report, Skill("", "See [it](references/st¦yle.md)."));
        Assert.Equal(style, (string?)place!["uri"]);
    }

    [Fact]
    public async Task Renaming_a_skill_changes_its_file_its_folder_and_what_others_say_of_it()
    {
        var other = _folder.Write("skills/plan/SKILL.md", "---\nname: plan\ndescription: Plans.\n---\n\nRun `/weekly-report` first.\n");
        await _folder.ServeAsync(new());
        var edit = await _folder.AskAtAsync(
            "textDocument/rename",
            Report,
            "---\nname: weekly-re¦port\ndescription: Reports.\n---\n\nDo it.\n",
            new() { ["newName"] = "monthly-report" });
        var changes = edit!["documentChanges"]!.AsArray();
        Assert.Equal("1:6-1:19", Edited(changes, "weekly-report/SKILL.md"));
        Assert.NotNull(changes.SingleOrDefault(change => (string?)change!["textDocument"]?["uri"] == other));
        var renamed = Assert.Single(changes, change => (string?)change!["kind"] == "rename")!;
        Assert.EndsWith("/skills/weekly-report", (string?)renamed["oldUri"], StringComparison.Ordinal);
        Assert.EndsWith("/skills/monthly-report", (string?)renamed["newUri"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_skill_can_have_is_refused_in_a_sentence()
    {
        await _folder.ServeAsync(new());
        var uri = _folder.Write(Report, Skill(""));
        await _folder.Server.OpenAsync(uri, Skill(""));
        var reply = await _folder.Server.Client.RequestAsync(
            "textDocument/rename",
            $$"""{"textDocument":{"uri":"{{uri}}"},"position":{"line":1,"character":8},"newName":"Weekly Report"}""");
        Assert.Equal(-32803, (int?)reply["error"]!["code"]);
        Assert.Contains("'Weekly Report'", (string?)reply["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renaming_the_folder_in_the_editor_renames_the_skill()
    {
        await _folder.ServeAsync(new());
        var uri = _folder.Write(Report, Skill(""));
        var folder = uri[..^"/SKILL.md".Length];
        var edit = await _folder.Server.Client.AskAsync("workspace/willRenameFiles", new JsonObject
        {
            ["files"] = new JsonArray(new JsonObject { ["oldUri"] = folder, ["newUri"] = folder.Replace("weekly", "monthly", StringComparison.Ordinal) }),
        });
        var change = Assert.Single(edit!["documentChanges"]!.AsArray())!;
        Assert.Equal("monthly-report", (string?)change["edits"]![0]!["newText"]);
    }

    [Fact]
    public async Task A_finding_comes_with_the_edit_that_removes_it()
    {
        await _folder.ServeAsync(new());
        var text = Skill("user-invocable: yes\n");
        var uri = _folder.Write(Report, text);
        await _folder.Server.OpenAsync(uri, text);
        var actions = await _folder.Server.Client.AskAsync("textDocument/codeAction", JsonNode.Parse(
            $$"""{"textDocument":{"uri":"{{uri}}"},"range":{"start":{"line":3,"character":17},"end":{"line":3,"character":17} },"context":{"diagnostics":[],"only":["quickfix"]} }""")!);
        var first = actions!.AsArray()[0]!;
        Assert.Equal("OF2009", (string?)first["diagnostics"]![0]!["code"]);
        Assert.True((bool?)first["isPreferred"]);
        var edit = first["edit"]!["documentChanges"]![0]!;
        Assert.Equal(("true", "3:16-3:19"), ((string?)edit["edits"]![0]!["newText"], Places.Range(edit["edits"]![0]!["range"]!)));
        Assert.Equal(1, (int?)edit["textDocument"]!["version"]);
    }

    [Fact]
    public async Task Formatting_changes_only_what_is_out_of_form()
    {
        await _folder.ServeAsync(new());
        const string Text = "---\ndescription: Reports.\nname: weekly-report\n---\n\nDo it.\n";
        var uri = _folder.Write(Report, Text);
        await _folder.Server.OpenAsync(uri, Text);
        var edits = await _folder.Server.Client.AskAsync("textDocument/formatting", JsonNode.Parse(
            $$"""{"textDocument":{"uri":"{{uri}}"},"options":{"tabSize":2,"insertSpaces":true} }""")!);
        await _folder.Server.ChangeAsync(uri, 2, [.. edits!.AsArray().Select(edit => ((string?)Places.Range(edit!["range"]!), (string)edit["newText"]!))]);
        var again = await _folder.Server.Client.AskAsync("textDocument/formatting", JsonNode.Parse(
            $$"""{"textDocument":{"uri":"{{uri}}"},"options":{"tabSize":2,"insertSpaces":true} }""")!);
        Assert.Single(edits.AsArray());
        Assert.Empty(again!.AsArray());
        Assert.Equal("1:0-1:0", Places.Range((await _folder.Server.Client.AskAsync("textDocument/documentSymbol", JsonNode.Parse(
            $$"""{"textDocument":{"uri":"{{uri}}"} }""")!))![0]!["selectionRange"]!).Replace("1:4", "1:0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_outline_the_folds_and_the_colours_follow_the_text()
    {
        await _folder.ServeAsync(new());
        var text = Skill("", "# One\n\n## Two\n\nUse $ARGUMENTS.\n");
        var uri = _folder.Write(Report, text);
        await _folder.Server.OpenAsync(uri, text);
        var asked = new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri } };
        var symbols = (await _folder.Server.Client.AskAsync("textDocument/documentSymbol", asked.DeepClone()))!.AsArray();
        Assert.Equal(["name", "description", "One"], symbols.Select(symbol => (string?)symbol!["name"]));
        Assert.Equal("Two", (string?)symbols[2]!["children"]![0]!["name"]);
        var folds = (await _folder.Server.Client.AskAsync("textDocument/foldingRange", asked.DeepClone()))!.AsArray();
        Assert.Contains(folds, fold => (int?)fold!["startLine"] == 0 && (int?)fold["endLine"] == 3);
        var colours = (await _folder.Server.Client.AskAsync("textDocument/semanticTokens/full", asked.DeepClone()))!["data"]!.AsArray();
        Assert.Equal(0, colours.Count % 5);
        Assert.Equal([1, 0, 4, 0, 0], colours.Take(5).Select(number => (int)number!));
    }

    [Fact]
    public async Task Documents_that_are_not_open_are_answered_with_nothing()
    {
        await _folder.ServeAsync(new());
        var asked = JsonNode.Parse("""{"textDocument":{"uri":"file:///nowhere/SKILL.md"},"position":{"line":0,"character":0}}""")!;
        foreach (var method in new[] { "hover", "completion", "definition", "documentHighlight", "prepareRename" })
        {
            Assert.Null(await _folder.Server.Client.AskAsync($"textDocument/{method}", asked.DeepClone()));
        }
    }

    private static string Edited(JsonArray changes, string end)
        => Places.Range(changes.Single(change => ((string?)change!["textDocument"]?["uri"])?.EndsWith(end, StringComparison.Ordinal) == true)!["edits"]![0]!["range"]!);
}
