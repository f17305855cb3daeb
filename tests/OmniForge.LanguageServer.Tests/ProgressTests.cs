using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Requests that take long tell how far they are and hand over what they have.</summary>
public sealed class ProgressTests : IDisposable
{
    private const int Skills = 250;
    private readonly SkillFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"parts\"", "7")]
    [InlineData("3", "\"work\"")]
    public async Task The_workspace_is_told_in_parts_between_a_beginning_and_an_end(string parts, string work)
    {
        var server = await ManyAsync();
        var answer = await server.Client.AskAsync(
            "workspace/diagnostic", JsonNode.Parse($$"""{"previousResultIds":[],"partialResultToken":{{parts}},"workDoneToken":{{work}}}""")!);
        Assert.Empty(answer!["items"]!.AsArray());
        var (uris, kinds) = (new List<string>(), new List<string>());
        while (!kinds.Contains("end"))
        {
            var told = await server.Client.NoticeAsync("$/progress");
            if (told["token"]!.ToJsonString() == parts)
            {
                uris.AddRange(told["value"]!["items"]!.AsArray().Select(item => (string)item!["uri"]!));
                Assert.True(uris.Count < Skills || kinds.Count > 1, "all came in one part");
            }
            else
            {
                Assert.Equal(work, told["token"]!.ToJsonString());
                kinds.Add((string)told["value"]!["kind"]!);
            }
        }

        Assert.Equal(Skills, uris.Distinct().Count());
        Assert.Equal(Skills, uris.Count);
        Assert.Equal(("begin", "report", "end"), (kinds[0], kinds[1], kinds[^1]));
    }

    [Fact]
    public async Task Without_a_token_it_comes_in_one_answer_and_nothing_else_is_said()
    {
        var server = await ManyAsync();
        var answer = await server.Client.AskAsync("workspace/diagnostic", JsonNode.Parse("""{"previousResultIds":[],"workDoneToken":null}""")!);
        var uris = answer!["items"]!.AsArray().Select(item => (string)item!["uri"]!).ToList();
        Assert.Equal(Skills, uris.Count);
        Assert.Equal(uris.Order(StringComparer.Ordinal), uris);
        Assert.Equal(0, server.Client.Unread);
    }

    [Theory]
    [InlineData("$/cancelRequest", """{"id":ID}""")]
    [InlineData("window/workDoneProgress/cancel", """{"token":"work"}""")]
    public async Task A_request_that_is_stopped_ends_its_progress_too(string method, string parameters)
    {
        var server = await ManyAsync();
        var id = await server.Client.SendRequestAsync("workspace/diagnostic", """{"previousResultIds":[],"partialResultToken":"parts","workDoneToken":"work"}""");
        var kind = "";
        while (kind != "begin")
        {
            kind = (string?)(await server.Client.NoticeAsync("$/progress"))["value"]!["kind"] ?? "";
        }

        await server.Client.NotifyAsync(method, parameters.Replace("ID", $"{id}", StringComparison.Ordinal));
        var reply = await server.Client.ReplyAsync(id);
        while (kind != "end")
        {
            kind = (string?)(await server.Client.NoticeAsync("$/progress"))["value"]!["kind"] ?? "";
        }

        // The last part may have been on its way.
        Assert.True((int?)reply["error"]?["code"] == -32800 || reply["result"] is not null, reply.ToJsonString());
        await server.SettleAsync();
    }

    [Fact]
    public async Task Uses_and_names_take_a_token_as_well()
    {
        var server = await _folder.ServeAsync(new());
        const string Text = "---\nname: report\ndescription: Reports.\n---\n\nDo it.\n";
        var uri = _folder.Write("skills/report/SKILL.md", Text);
        await server.OpenAsync(uri, Text);
        await server.FoundAsync(uri);
        await server.Client.AskAsync("textDocument/references", JsonNode.Parse(
            $$$"""{"textDocument":{"uri":"{{{uri}}}"},"position":{"line":1,"character":8},"context":{"includeDeclaration":true},"workDoneToken":1}""")!);
        await server.Client.AskAsync("workspace/symbol", JsonNode.Parse("""{"query":"","workDoneToken":2}""")!);
        var told = new List<string>();
        while (told.Count < 4)
        {
            var notice = await server.Client.NoticeAsync("$/progress");
            told.Add($"{notice["token"]} {notice["value"]!["kind"]}");
        }

        Assert.Equal(["1 begin", "1 end", "2 begin", "2 end"], told);
    }

    private async Task<RunningServer> ManyAsync()
    {
        for (var i = 0; i < Skills; i++)
        {
            _folder.Write($"skills/report-{i}/SKILL.md", $"---\nname: report-{i}\ndescription: Reports.\nfoo: 1\n---\n\nDo it.\n");
        }

        return await _folder.ServeAsync(new() { Pulls = true });
    }
}
