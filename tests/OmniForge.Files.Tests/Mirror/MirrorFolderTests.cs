using System.Text;
using OmniForge.Files.Mirror;
using OmniForge.TestKit;

namespace OmniForge.Files.Tests.Mirror;

public sealed class MirrorFolderTests : IDisposable
{
    private const string Skill = "---\nname: weekly\ndescription: Weekly.\n---\n\nDo it.\n";
    private readonly TempFolder _home = new();

    private MirrorFolder Folder => new(_home.At("mirror"));

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Only_skills_are_read_and_what_systems_and_editors_leave_is_not()
    {
        _home.Write("mirror/weekly/SKILL.md", Skill);
        _home.Write("mirror/weekly/references/style.md", "# Style\n");
        _home.Write("mirror/weekly/.DS_Store", "x");
        _home.Write("mirror/README.md", "mine");
        _home.Write("mirror/notes/todo.md", "mine");
        _home.Write("mirror/.git/SKILL.md", "no");
        Assert.Equal(["weekly/SKILL.md", "weekly/references/style.md"], Folder.Read([]).Select(file => file.Path));
    }

    [Fact]
    public void A_link_inside_a_skill_is_refused_instead_of_being_sent_or_taken_for_a_deletion()
    {
        _home.Write("mirror/weekly/SKILL.md", Skill);
        File.CreateSymbolicLink(_home.At("mirror/weekly/secret.md"), _home.Write("secret.md", "key"));
        Assert.Contains("secret.md is a link", Assert.Throws<InvalidDataException>(() => Folder.Read([])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skill_folder_that_became_a_link_is_refused()
    {
        _home.Write("elsewhere/SKILL.md", Skill);
        Directory.CreateDirectory(_home.At("mirror"));
        Directory.CreateSymbolicLink(_home.At("mirror/weekly"), _home.At("elsewhere"));
        Assert.Throws<InvalidDataException>(() => Folder.Read(["weekly/SKILL.md"]));
        Assert.Throws<InvalidDataException>(() => Folder.Delete("weekly/SKILL.md"));
        Assert.True(File.Exists(_home.At("elsewhere/SKILL.md")));
    }

    [Fact]
    public void A_skill_without_its_main_file_is_refused_but_one_that_is_gone_is_gone()
    {
        _home.Write("mirror/weekly/notes.md", "left over");
        Assert.Contains("no SKILL.md", Assert.Throws<InvalidDataException>(() => Folder.Read(["weekly/SKILL.md"])).Message, StringComparison.Ordinal);
        File.Delete(_home.At("mirror/weekly/notes.md"));
        Assert.Empty(Folder.Read(["weekly/SKILL.md"]));
    }

    [Theory]
    [InlineData("../outside/SKILL.md")]
    [InlineData("SKILL.md")]
    [InlineData("/etc/passwd")]
    [InlineData("weekly/../../x.md")]
    [InlineData("Weekly/SKILL.md")]
    [InlineData("weekly/a\\b.md")]
    [InlineData(".omniforge-kept/x")]
    public void A_path_that_leads_elsewhere_is_never_written(string path)
    {
        Assert.NotNull(MirrorFolder.CheckPath(path));
        Assert.Throws<InvalidDataException>(() => Folder.Write(path, "x"u8));
        Assert.Throws<InvalidDataException>(() => Folder.Delete(path));
        Assert.False(Directory.Exists(_home.At("mirror")));
    }

    [Fact]
    public void Removing_the_last_file_removes_the_empty_folders_and_nothing_else()
    {
        _home.Write("mirror/weekly/SKILL.md", Skill);
        _home.Write("mirror/weekly/a/b/deep.md", "x");
        Folder.Delete("weekly/a/b/deep.md");
        Assert.Equal([_home.At("mirror/weekly/SKILL.md")], Directory.EnumerateFileSystemEntries(_home.At("mirror/weekly")));
        Folder.Delete("weekly/SKILL.md");
        Assert.False(Directory.Exists(_home.At("mirror/weekly")));
        Assert.True(Directory.Exists(_home.At("mirror")));
    }

    [Fact]
    public void Copies_put_aside_never_replace_earlier_ones_and_are_no_skills()
    {
        _home.Write("mirror/weekly/SKILL.md", Skill);
        var files = Folder.Read([]);
        var first = Folder.Keep(files, "2026-11-23-080000");
        var second = Folder.Keep(files, "2026-11-23-080000");
        Assert.NotEqual(first, second);
        Assert.Equal(Skill, _home.Read($"mirror/{second}/weekly/SKILL.md"));
        Assert.Single(Folder.Read([]));
    }

    [Fact]
    public void A_manifest_comes_back_as_it_was_written_and_a_broken_one_is_named()
    {
        var written = new MirrorManifest("a1", "Löwe", "http://127.0.0.1:5081/", "7", 3, new Dictionary<string, string> { ["weekly/SKILL.md"] = "00ff" });
        Directory.CreateDirectory(_home.At("mirror/weekly"));
        written.Write(_home.At("mirror"));
        var read = MirrorManifest.Read(_home.At("mirror"))!;
        Assert.Equal(written with { Files = read.Files }, read);
        Assert.Equal(written.Files, read.Files);
        foreach (var broken in (string[])["", "[]", "{}", """{"agentId":1}""", """{"agentId":"a","name":"n","endpoint":"e","etag":null,"version":1,"files":{}}"""])
        {
            File.WriteAllText(_home.At($"mirror/{MirrorManifest.FileName}"), broken, Encoding.UTF8);
            Assert.Contains(MirrorManifest.FileName, Assert.Throws<InvalidDataException>(() => MirrorManifest.Read(_home.At("mirror"))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Differences_say_what_happened_on_which_side()
    {
        var found = MirrorDifference.Of(
            new Dictionary<string, string> { ["same"] = "1", ["mine"] = "1", ["theirs"] = "1", ["alike"] = "1", ["clash"] = "1", ["gone"] = "1" },
            new Dictionary<string, string> { ["same"] = "1", ["mine"] = "2", ["theirs"] = "1", ["alike"] = "2", ["clash"] = "2", ["new"] = "1" },
            new Dictionary<string, string> { ["same"] = "1", ["mine"] = "1", ["theirs"] = "2", ["alike"] = "2", ["clash"] = "3", ["gone"] = "2" });
        Assert.Equal(
            [
                new("alike", MirrorChange.Changed, MirrorChange.Changed, Same: true), new("clash", MirrorChange.Changed, MirrorChange.Changed, Same: false),
                new("gone", MirrorChange.Deleted, MirrorChange.Changed, Same: false), new("mine", MirrorChange.Changed, MirrorChange.None, Same: false),
                new("new", MirrorChange.Added, MirrorChange.None, Same: false), new("theirs", MirrorChange.None, MirrorChange.Changed, Same: false),
            ],
            found);
        Assert.Equal(["clash", "gone"], found.Where(difference => difference.Clashes).Select(difference => difference.Path));
    }
}
