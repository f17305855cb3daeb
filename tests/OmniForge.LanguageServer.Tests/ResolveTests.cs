using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Documentation of proposals: at once, or when one is selected.</summary>
public sealed class ResolveTests : IDisposable
{
    private const string Report = "skills/report/SKILL.md";
    private const string Marked = "---\nname: report\ndescription: Reports.\nmod¦\n---\n\nDo it.\n";
    private readonly SkillFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Documentation_comes_at_once_or_when_it_is_asked_for_and_is_the_same(bool resolves)
    {
        var expected = await DocumentationAsync(new());
        Assert.NotEqual("", expected);
        Assert.Equal(expected, await DocumentationAsync(new() { Resolves = resolves }));
    }

    [Fact]
    public async Task What_is_announced_follows_the_client()
    {
        foreach (var resolves in new[] { false, true })
        {
            using var server = RunningServer.New();
            var reply = await server.Client.RequestAsync("initialize", new Editor { Resolves = resolves }.ToJson());
            Assert.Equal(resolves, (bool?)reply["result"]!["capabilities"]!["completionProvider"]!["resolveProvider"]);
        }
    }

    [Theory]
    [InlineData("""{"label":"x","kind":1}""")]
    [InlineData("""{"label":"x","kind":1,"data":{"list":99,"item":0}}""")]
    [InlineData("""{"label":"x","kind":1,"data":{"list":1,"item":-1}}""")]
    [InlineData("""{"label":"x","kind":1,"data":{"list":1,"item":100000}}""")]
    [InlineData("""{"label":"x","kind":1,"data":"else"}""")]
    public async Task An_item_that_is_not_known_comes_back_as_it_is(string item)
    {
        var server = await _folder.ServeAsync(new() { Resolves = true });
        await _folder.AskAtAsync("textDocument/completion", Report, Marked);
        var answer = await server.Client.AskAsync("completionItem/resolve", JsonNode.Parse(item)!);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(item), answer), answer!.ToJsonString());
    }

    private static async Task<string> DocumentationAsync(Editor editor)
    {
        using var server = await RunningServer.StartAsync(editor);
        var text = Marked.Replace("¦", "", StringComparison.Ordinal);
        await server.OpenAsync("file:///s/report/SKILL.md", text);
        var list = await server.Client.AskAsync(
            "textDocument/completion", JsonNode.Parse("""{"textDocument":{"uri":"file:///s/report/SKILL.md"},"position":{"line":3,"character":3}}""")!);
        var item = list!["items"]!.AsArray().Single(found => (string?)found!["label"] == "model")!;
        if (editor.Resolves)
        {
            Assert.Null(item["documentation"]);
            var before = item.DeepClone().AsObject();
            item = (await server.Client.AskAsync("completionItem/resolve", item.DeepClone()))!;
            Assert.All(before, member => Assert.True(JsonNode.DeepEquals(member.Value, item[member.Key]), member.Key));
        }

        return (string)item["documentation"]!["value"]!;
    }
}
