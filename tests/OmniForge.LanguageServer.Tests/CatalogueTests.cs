using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>The tools of a tenant change while a file is open.</summary>
public sealed class CatalogueTests : IDisposable
{
    private const string Text = "---\nname: report\ndescription: Reports.\nallowed-tools: Read, crm_lookup\n---\n\nDo it.\n";
    private readonly SkillFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Findings_and_proposals_follow_without_an_edit()
    {
        await using var platform = await EditorPlatform.StartAsync();
        platform.Offered.Tools = ["crm_lookup"];
        var clock = new HeldClock();
        var server = await _folder.ServeAsync(platform.Editor(), clock);
        var uri = _folder.Write("report/SKILL.md", Text);
        await server.OpenAsync(uri, Text);
        await UntilAsync(server, codes => codes.Length == 0);
        Assert.Contains("crm_lookup", await ProposedAsync(server, uri));

        platform.Offered.Tools = ["crm_search"];
        await clock.PassAsync(server.Client.Token);
        await UntilAsync(server, codes => codes.Length == 1);
        var proposed = await ProposedAsync(server, uri);
        Assert.Contains("crm_search", proposed);
        Assert.DoesNotContain("crm_lookup", proposed);
    }

    private static async Task UntilAsync(RunningServer server, Predicate<string[]> fits)
    {
        while (!fits([.. (await server.Client.NoticeAsync("textDocument/publishDiagnostics"))["diagnostics"]!.AsArray().Select(found => (string)found!["code"]!)]))
        {
        }
    }

    private static async Task<List<string>> ProposedAsync(RunningServer server, string uri)
    {
        var list = await server.Client.AskAsync("textDocument/completion", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri },
            ["position"] = new JsonObject { ["line"] = 3, ["character"] = 23 },
        });
        return [.. list!["items"]!.AsArray().Select(item => (string)item!["label"]!)];
    }
}
