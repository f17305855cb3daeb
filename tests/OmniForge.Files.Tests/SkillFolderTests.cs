using System.Text;
using OmniForge.Agents.Workspaces;
using OmniForge.Files.Skills;
using OmniForge.TestKit;

namespace OmniForge.Files.Tests;

public sealed class SkillFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Content_is_kept_once_under_its_digest_and_checked_when_read()
    {
        var store = new SkillSnapshots(_folder.Path);
        var digest = await store.PutAsync("abc"u8.ToArray(), Cancel);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", digest);
        Assert.Equal(digest, await store.PutAsync("abc"u8.ToArray(), Cancel));
        Assert.Equal("abc"u8.ToArray(), await store.ReadAsync(digest, Cancel));
        Assert.Equal(3, store.Size(digest));
        Assert.True(System.IO.File.Exists(_folder.At($"objects/ba/{digest}")));

        await System.IO.File.WriteAllTextAsync(_folder.At($"objects/ba/{digest}"), "abd", Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.ReadAsync(digest, Cancel));
        var missing = await Assert.ThrowsAsync<WorkspaceException>(() => store.ReadAsync(new string('0', 64), Cancel));
        Assert.Equal(WorkspaceFault.NotFound, missing.Fault);
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync("../../etc/passwd", Cancel));
    }

    [Fact]
    public async Task A_skill_is_replaced_whole_and_leaves_nothing_behind()
    {
        await Write("a", Skill("a"), File("references/x.md", "x"));
        await Write("a", Skill("a", "Other."), File("scripts/deep/y.sh", "y"));
        var bundle = (await SkillFolders.ReadAsync(_folder.Path, "a", Cancel))!;
        Assert.Equal(["SKILL.md", "scripts/deep/y.sh"], bundle.Files.Select(file => file.Path));
        Assert.Equal("Other.", bundle.Document().Description);
        Assert.Equal(["a"], SkillFolders.List(_folder.Path));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));

        SkillFolders.Delete(_folder.Path, "a");
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        Assert.Null(await SkillFolders.ReadAsync(_folder.Path, "a", Cancel));
    }

    [Fact]
    public async Task The_digest_follows_names_and_content_and_nothing_else()
    {
        await Write("a", Skill("a"), File("x.md", "1"));
        await Write("b", File("x.md", "1"), Skill("a"));
        await Write("c", Skill("a"), File("x.md", "2"));
        await Write("d", Skill("a"), File("y.md", "1"));
        var digests = await Task.WhenAll("a b c d".Split(' ').Select(async name => (await SkillFolders.ReadAsync(_folder.Path, name, Cancel))!.Digest));
        Assert.Equal(digests[0], digests[1]);
        Assert.Equal(3, digests.Distinct().Count());
    }

    [Fact]
    public async Task A_reader_never_sees_a_mixture_of_two_versions()
    {
        await Write("a", Version(0));
        var writing = Task.Run(
            async () =>
            {
                for (var i = 1; i <= 30; i++)
                {
                    await Write("a", Version(i));
                }
            },
            Cancel);
        do
        {
            var bundle = (await SkillFolders.ReadAsync(_folder.Path, "a", Cancel))!;
            var texts = bundle.Files.Where(file => file.Path != "SKILL.md").Select(file => Encoding.UTF8.GetString(file.Content.Span)).ToList();
            Assert.Equal((5, 1), (texts.Count, texts.Distinct().Count()));
        }
        while (!writing.IsCompleted);
        await writing;

        static SkillFile[] Version(int i) => [Skill("a"), .. Enumerable.Range(0, 5).Select(n => File($"f{n}.txt", $"version {i}"))];
    }

    [Theory]
    [InlineData("a", "../x")]
    [InlineData("a", "/x")]
    [InlineData("a", "~/x")]
    [InlineData("a", "x\\y")]
    [InlineData("a", "C:/x")]
    [InlineData("a", "x/./y")]
    [InlineData("a", "x//y")]
    [InlineData("a", "x/")]
    [InlineData("a", "x.")]
    [InlineData("a", "x /y")]
    [InlineData("a", "aux.md")]
    [InlineData("a", "docs/COM1")]
    [InlineData("a", "x\u202Ey")]
    [InlineData("a", "x\ny")]
    [InlineData("a", "e\u0301.md")]
    [InlineData("a", "1/2/3/4/5/6/7/8/9")]
    [InlineData("a", "skill.MD")]
    [InlineData("a", "SKILL.md/x")]
    [InlineData("", "x")]
    [InlineData("..", "x")]
    [InlineData("A", "x")]
    [InlineData("a--b", "x")]
    [InlineData("-a", "x")]
    [InlineData("a/b", "x")]
    [InlineData("nul", "x")]
    public async Task Unsafe_names_are_refused_before_anything_is_written(string skill, string path)
    {
        var refused = await Assert.ThrowsAsync<WorkspaceException>(() => Write(skill, Skill("a"), File(path, "x")));
        Assert.Equal(WorkspaceFault.PathRefused, refused.Fault);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Half_a_character_is_no_name() => Assert.NotNull(SkillPathRules.CheckPath("\uD800.md"));

    [Fact]
    public async Task A_folder_has_limits()
    {
        SkillFile[] many = [Skill("a"), .. Enumerable.Range(0, 256).Select(i => File($"{i}.md", ""))];
        SkillFile[] large = [Skill("a"), new("big.bin", new byte[(1024 * 1024) + 1])];
        SkillFile[] heavy = [Skill("a"), .. Enumerable.Range(0, 6).Select(i => new SkillFile($"{i}.bin", new byte[1024 * 1024]))];
        foreach (var files in (SkillFile[][])[many, large, heavy, [File("x.md", "x")]])
        {
            await Assert.ThrowsAsync<WorkspaceException>(() => Write("a", files));
        }
    }

    [Fact]
    public async Task A_stronger_layer_wins_and_the_others_are_told()
    {
        await WriteAt("global", "a", Skill("a", "Global.", "priority: 999"));
        await WriteAt("public", "a", Skill("a", "Public."));
        await WriteAt("tenant", "a", Skill("a", "Tenant."));
        await WriteAt("tenant", "report", Skill("report"));
        var layers = Layers();
        var lookup = await layers.ResolveAsync("a", Cancel);
        Assert.Equal((SkillLayerKind.Tenant, "Tenant."), (lookup.Winner!.Layer, lookup.Winner.Bundle.Document().Description));
        Assert.Equal([SkillLayerKind.Public, SkillLayerKind.Global], lookup.Hidden.Select(hidden => hidden.Layer));
        Assert.False(lookup.Broken);
        Assert.Equal(["a", "report"], layers.Names());

        var unknown = await layers.ResolveAsync("reprot", Cancel);
        Assert.Null(unknown.Winner);
        Assert.Equal(["report"], unknown.Suggestions);
    }

    [Fact]
    public async Task Inside_a_layer_priority_decides_then_the_order_of_the_roots()
    {
        await WriteAt("public", "a", Skill("a", "First."));
        await WriteAt("public2", "a", Skill("a", "Second.", "priority: 5"));
        await WriteAt("public", "b", Skill("b", "First."));
        await WriteAt("public2", "b", Skill("b", "Second."));
        var layers = new SkillLayers([new(SkillLayerKind.Public, [_folder.At("public"), _folder.At("public2")])]);
        Assert.Equal("Second.", (await layers.ResolveAsync("a", Cancel)).Winner!.Bundle.Document().Description);
        Assert.Equal("First.", (await layers.ResolveAsync("b", Cancel)).Winner!.Bundle.Document().Description);
    }

    [Fact]
    public async Task A_broken_skill_keeps_its_name()
    {
        await WriteAt("public", "a", Skill("a", "Works."));
        _folder.Write("tenant/a/SKILL.md", "---\nname: a\ndescription: [\n---\nBroken.\n");
        var lookup = await Layers().ResolveAsync("a", Cancel);
        Assert.Equal((true, SkillLayerKind.Tenant), (lookup.Broken, lookup.Winner!.Layer));
        Assert.NotEmpty(lookup.Winner.Problems);
    }

    [Fact]
    public async Task Links_in_a_layer_are_no_skills()
    {
        _folder.Write("elsewhere/SKILL.md", "---\nname: link\ndescription: x\n---\n");
        Directory.CreateDirectory(_folder.At("layer"));
        Directory.CreateSymbolicLink(_folder.At("layer/link"), _folder.At("elsewhere"));
        Assert.Empty(SkillFolders.List(_folder.At("layer")));
        Assert.Null(await SkillFolders.ReadAsync(_folder.At("layer"), "link", Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SkillLayers Layers() => new(
    [
        new(SkillLayerKind.Global, [_folder.At("global")]), new(SkillLayerKind.Public, [_folder.At("public")]),
        new(SkillLayerKind.Tenant, [_folder.At("tenant")]), new(SkillLayerKind.Agent, [_folder.At("agent")]),
    ]);

    private Task Write(string skill, params SkillFile[] files) => SkillFolders.WriteAsync(_folder.Path, skill, files, Cancel);

    private Task WriteAt(string layer, string skill, params SkillFile[] files)
        => SkillFolders.WriteAsync(_folder.At(layer), skill, files, Cancel);

    private static SkillFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private static SkillFile Skill(string name, string description = "Says hello.", string more = "")
        => File("SKILL.md", $"---\nname: {name}\ndescription: {description}\n{(more.Length > 0 ? more + "\n" : "")}---\n\nSay hello.\n");
}
