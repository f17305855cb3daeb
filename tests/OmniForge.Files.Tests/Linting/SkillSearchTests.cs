using OmniForge.Files.Linting;
using OmniForge.TestKit;

namespace OmniForge.Files.Tests.Linting;

public sealed class SkillSearchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_folder_means_every_skill_below_it_in_any_casing_and_in_ordinal_order()
    {
        Write("b/SKILL.md", "B/skill.MD", "a b/ü/SKILL.md", ".claude/skills/x/SKILL.md", ".omniforge/skills/y/SKILL.md", "b/README.md");

        Assert.Equal([".claude/skills/x/SKILL.md", ".omniforge/skills/y/SKILL.md", "B/skill.MD", "a b/ü/SKILL.md", "b/SKILL.md"], Find("."));
    }

    [Fact]
    public void Git_and_packages_are_never_looked_into()
    {
        Write(".git/x/SKILL.md", "node_modules/x/SKILL.md", "a/node_modules/x/SKILL.md", "SKILL.md");

        Assert.Equal(["SKILL.md"], Find("."));
    }

    [Fact]
    public void Ignore_files_are_obeyed_with_their_exceptions_and_only_below_their_own_folder()
    {
        _folder.Write(".gitignore", "out/\n/top/SKILL.md\n*.tmp\nlogs/*\n!logs/keep\n# comment\n\n");
        _folder.Write("a/.gitignore", "!out/\nhidden\n");
        _folder.Write("b/.ignore", "**/draft/**\n");
        Write(
            "out/SKILL.md", "a/out/SKILL.md", "top/SKILL.md", "a/top/SKILL.md", "logs/x/SKILL.md", "logs/keep/SKILL.md", "a/hidden/SKILL.md",
            "hidden/SKILL.md", "b/draft/x/SKILL.md", "b/c/draft/SKILL.md", "draft/SKILL.md");

        Assert.Equal(["a/out/SKILL.md", "a/top/SKILL.md", "draft/SKILL.md", "hidden/SKILL.md", "logs/keep/SKILL.md"], Find("."));
        Assert.Equal(11, Find(IgnoreFiles.Unread, ".").Count);
    }

    [Fact]
    public void Ignore_files_above_the_start_count_up_to_the_root_of_the_repository()
    {
        _folder.Write(".gitignore", "x/*/old/\n");
        Directory.CreateDirectory(_folder.At(".git"));
        Write("x/y/old/SKILL.md", "x/y/new/SKILL.md");

        Assert.Equal(["x/y/new/SKILL.md"], Find("x/y"));
    }

    [Fact]
    public void A_file_that_is_named_is_taken_whatever_ignores_it()
    {
        _folder.Write(".gitignore", "*\n");
        Write("a/notes.md");

        Assert.Equal(["a/notes.md"], Find("a/notes.md", "./a/notes.md"));
    }

    [Fact]
    public void A_pattern_means_the_files_that_fit_and_the_skills_below_folders_that_fit()
    {
        Write("skills/a/SKILL.md", "skills/b/SKILL.md", "skills/b/x.md", "other/c/SKILL.md");

        Assert.Equal(["skills/a/SKILL.md", "skills/b/SKILL.md"], Find("skills/*"));
        Assert.Equal(["other/c/SKILL.md", "skills/a/SKILL.md"], Find("{other,skills}/[ac]/*.md"));
        Assert.Equal(["skills/b/x.md"], Find("**/x.md"));
    }

    [Fact]
    public void Links_in_a_circle_are_reported_once_and_everything_else_is_found()
    {
        Write("a/SKILL.md", "b/SKILL.md");
        Directory.CreateSymbolicLink(_folder.At("a/up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.At("b/self"), _folder.At("b/self"));

        var found = Search(IgnoreFiles.Obeyed, ".");

        Assert.Equal(["a/SKILL.md", "b/SKILL.md"], found.Files.Select(file => file.Shown));
        Assert.Contains(found.Troubles, trouble => trouble is { Shown: "a/up", Kind: TroubleKind.Loop });
    }

    [Fact]
    public void A_link_to_a_folder_outside_is_followed_and_one_to_a_folder_inside_is_not()
    {
        using var outside = new TempFolder();
        outside.Write("x/SKILL.md", "");
        Write("a/SKILL.md");
        Directory.CreateSymbolicLink(_folder.At("far"), outside.Path);
        Directory.CreateSymbolicLink(_folder.At("far2"), outside.Path);
        Directory.CreateSymbolicLink(_folder.At("near"), _folder.At("a"));

        var found = Find(".");

        Assert.Equal(2, found.Count);
        Assert.Contains("a/SKILL.md", found);
        Assert.EndsWith("/x/SKILL.md", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_called_like_a_skill_and_a_link_to_nothing_are_troubles()
    {
        Directory.CreateDirectory(_folder.At("a/SKILL.md"));
        Directory.CreateDirectory(_folder.At("c"));
        Write("b/SKILL.md");
        File.CreateSymbolicLink(_folder.At("c/SKILL.md"), "nowhere");

        var found = Search(IgnoreFiles.Obeyed, ".");

        Assert.Contains("b/SKILL.md", found.Files.Select(file => file.Shown));
        Assert.Contains(found.Troubles, trouble => trouble is { Shown: "a/SKILL.md", Kind: TroubleKind.Unreadable });
    }

    [Fact]
    public void A_path_that_does_not_exist_gets_a_near_name()
    {
        Write("skills/report/SKILL.md");

        Assert.Equal("skills/report", Search(IgnoreFiles.Obeyed, "skills/reprot").Missing.Single().Suggestion);
        Assert.Equal("skills/report/SKILL.md", Search(IgnoreFiles.Obeyed, "skills/report/skill.md").Missing.Single().Suggestion);
        Assert.Null(Search(IgnoreFiles.Obeyed, "nothing/like/it").Missing.Single().Suggestion);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(params string[] paths)
    {
        foreach (var path in paths)
        {
            _folder.Write(path, "x");
        }
    }

    private List<string> Find(params string[] paths) => Find(IgnoreFiles.Obeyed, paths);

    private List<string> Find(IgnoreFiles ignore, params string[] paths) => [.. Search(ignore, paths).Files.Select(file => file.Shown)];

    private SearchResult Search(IgnoreFiles ignore, params string[] paths)
        => new SkillSearch(_folder.Path, ignore).Find(paths, TestContext.Current.CancellationToken);
}
