using System.Text;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Tests.Tools;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tests.Workspaces;

public sealed class WorkspaceTests
{
    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("./a/./b.txt", "a/b.txt")]
    [InlineData("Übersicht 10:30 (neu).md", "Übersicht 10:30 (neu).md")]
    [InlineData("~", "~")]
    [InlineData(".hidden", ".hidden")]
    [InlineData("...", "...")]
    public void A_plain_path_has_one_form(string path, string form) => Assert.Equal(form, WorkspacePath.Normalise(path));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a/..")]
    [InlineData("..\\a")]
    [InlineData("a\\b")]
    [InlineData("C:\\a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u202Egpj.exe")]
    [InlineData("a\u2066b")]
    public void Any_other_path_is_refused(string path)
        => Assert.Equal(WorkspaceFault.PathRefused, Assert.Throws<WorkspaceException>(() => WorkspacePath.Normalise(path)).Fault);

    [Fact]
    public void Paths_and_names_have_a_longest_length()
    {
        Assert.Throws<WorkspaceException>(() => WorkspacePath.Normalise(new string('a', 256)));
        Assert.Throws<WorkspaceException>(() => WorkspacePath.Normalise(string.Join('/', Enumerable.Repeat("folder", 200))));
    }

    [Fact]
    public async Task An_agents_own_files_win_over_shared_ones_and_only_they_change()
    {
        var (own, shared) = (new MemoryWorkspace(), new MemoryWorkspace());
        shared["a.txt"] = "shared a";
        shared["b.txt"] = "shared b";
        own["a.txt"] = "own a";
        var both = new LayeredWorkspace(own, shared);
        Assert.Equal(("own a", "shared b"), (await Read(both, "a.txt"), await Read(both, "b.txt")));
        await both.WriteAsync("b.txt", Encoding.UTF8.GetBytes("own b"), Cancel);
        Assert.Equal(("own b", "shared b"), (await Read(both, "b.txt"), shared["b.txt"]));
        Assert.Equal(["a.txt", "b.txt"], await Paths(both));
    }

    [Fact]
    public async Task A_trial_sees_its_own_writes_and_leaves_no_trace()
    {
        var inner = new MemoryWorkspace();
        inner["a.txt"] = "old";
        var now = new DateTimeOffset(2025, 3, 12, 9, 0, 0, TimeSpan.Zero);
        var trial = new OverlayWorkspace(inner, new FakeTimeProvider(now));
        await trial.WriteAsync("./a.txt", Encoding.UTF8.GetBytes("new"), Cancel);
        await trial.WriteAsync("a.txt", Encoding.UTF8.GetBytes("newer"), Cancel);
        await trial.WriteAsync("out/b.txt", Encoding.UTF8.GetBytes("b"), Cancel);

        Assert.Equal("newer", await Read(trial, "a.txt"));
        Assert.Equal(new WorkspaceFile("out/b.txt", 1, now), await trial.FindAsync("out/b.txt", Cancel));
        Assert.Equal(["a.txt", "out/b.txt"], await Paths(trial));
        Assert.Equal([new("a.txt", "old", "newer"), new("out/b.txt", null, "b")], trial.Changes);
        Assert.Equal(("old", false), (inner["a.txt"], inner.Has("out/b.txt")));
        await Assert.ThrowsAsync<WorkspaceException>(() => trial.WriteAsync("../x", default, Cancel));
        await Assert.ThrowsAsync<WorkspaceException>(() => trial.ReadAsync("a.txt", 2, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> Read(IWorkspace files, string path) => Encoding.UTF8.GetString(await files.ReadAsync(path, 1000, Cancel));

    private static async Task<List<string>> Paths(IWorkspace files) => await files.ListAsync(Cancel).Select(file => file.Path).ToListAsync(Cancel);
}
