using System.Diagnostics;
using System.Text;
using OmniForge.Agents.Workspaces;
using OmniForge.Files.Confined;

namespace OmniForge.Files.Tests;

/// <summary>Everything holds for the Linux way of opening files and for the portable one.</summary>
public sealed class FolderWorkspaceTests : IDisposable
{
    private readonly string _outside = Directory.CreateTempSubdirectory("omniforge-files-").FullName;
    private readonly string _root;

    public FolderWorkspaceTests()
    {
        _root = Path.Combine(_outside, "root");
        File.WriteAllText(Path.Combine(_outside, "secret.txt"), "secret");
    }

    public static TheoryData<string> Kinds => OperatingSystem.IsLinux() ? ["linux", "portable"] : ["portable"];

    public void Dispose() => Directory.Delete(_outside, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_folder_is_empty_until_the_first_write(string kind)
    {
        using var files = Open(kind);
        Assert.Empty(await List(files));
        Assert.Null(await files.FindAsync("a/b.txt", Cancel));
        Assert.Equal(WorkspaceFault.NotFound, (await Refused(() => files.ReadAsync("a.txt", 10, Cancel))).Fault);

        await Write(files, "a/b/c.txt", "one");
        await Write(files, "a/b/c.txt", "three");
        await Write(files, "./z.txt", "");
        Assert.Equal("three", await Read(files, "a/b/c.txt"));
        Assert.Equal(["a/b/c.txt 5", "z.txt 0"], (await List(files)).Select(file => $"{file.Path} {file.Size}"));
        Assert.Equal(5, (await files.FindAsync("a/b/c.txt", Cancel))!.Size);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_link_is_neither_followed_nor_listed_nor_replaced(string kind)
    {
        Directory.CreateDirectory(_root);
        File.CreateSymbolicLink(Path.Combine(_root, "file.txt"), Path.Combine(_outside, "secret.txt"));
        File.CreateSymbolicLink(Path.Combine(_root, "gone.txt"), Path.Combine(_outside, "no-such-file"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "up"), _outside);
        Directory.CreateDirectory(Path.Combine(_root, "real"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "inner"), Path.Combine(_root, "real"));
        File.WriteAllText(Path.Combine(_root, "real", "ok.txt"), "ok");
        using var files = Open(kind);

        foreach (var path in (string[])["file.txt", "gone.txt", "up/secret.txt", "up/new.txt", "up/x/y.txt", "inner/ok.txt"])
        {
            Assert.Equal(WorkspaceFault.PathRefused, (await Refused(() => files.FindAsync(path, Cancel))).Fault);
            Assert.Equal(WorkspaceFault.PathRefused, (await Refused(() => files.ReadAsync(path, 100, Cancel))).Fault);
            Assert.Equal(WorkspaceFault.PathRefused, (await Refused(() => Write(files, path, "x"))).Fault);
        }

        Assert.Equal(["real/ok.txt"], (await List(files)).Select(file => file.Path));
        Assert.Equal("secret", File.ReadAllText(Path.Combine(_outside, "secret.txt")));
        Assert.False(File.Exists(Path.Combine(_outside, "new.txt")));
    }

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "named pipes in folders exist on Unix only");
        Directory.CreateDirectory(_root);
        using (var made = Process.Start("mkfifo", [Path.Combine(_root, "pipe")]))
        {
            await made.WaitForExitAsync(Cancel);
        }

        using var files = Open("linux");
        Assert.Contains("not an ordinary file", (await Refused(() => files.ReadAsync("pipe", 100, Cancel))).Message, StringComparison.Ordinal);
        Assert.Equal(WorkspaceFault.PathRefused, (await Refused(() => Write(files, "pipe", "x"))).Fault);
        Assert.Empty(await List(files));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_folder_is_no_file_and_a_file_no_folder(string kind)
    {
        using var files = Open(kind);
        await Write(files, "a/b.txt", "x");
        Assert.Null(await files.FindAsync("a", Cancel));
        Assert.Null(await files.FindAsync("a/b.txt/c.txt", Cancel));
        Assert.Contains("is a folder", (await Refused(() => Write(files, "a", "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("as if it were a folder", (await Refused(() => Write(files, "a/b.txt/c.txt", "x"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_refused_write_leaves_the_old_content_and_nothing_else(string kind)
    {
        using var files = Open(kind, new() { Bytes = 10, Files = 2 });
        await Write(files, "a.txt", "12345678");
        var full = await Refused(() => Write(files, "a.txt", "12345678901"));
        Assert.Equal(WorkspaceFault.Full, full.Fault);
        Assert.Contains("delete what is no longer needed", full.Message, StringComparison.Ordinal);
        await Write(files, "a.txt", "1234567890");
        await Write(files, "b.txt", "");
        Assert.Contains("2 files", (await Refused(() => Write(files, "c.txt", ""))).Message, StringComparison.Ordinal);
        Assert.Equal("1234567890", await Read(files, "a.txt"));
        Assert.Equal(2, Directory.GetFileSystemEntries(_root).Length);
    }

    [Fact]
    public async Task A_file_above_the_asked_size_is_not_read()
    {
        using var files = Open("portable");
        await Write(files, "a.txt", "12345");
        Assert.Equal(WorkspaceFault.TooLarge, (await Refused(() => files.ReadAsync("a.txt", 4, Cancel))).Fault);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_folder_that_cannot_be_written_says_so(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder nobody may write to");
        using var files = Open(kind, root: "/sys/omniforge");
        var refused = await Refused(() => Write(files, "a.txt", "x"));
        Assert.Equal(WorkspaceFault.ReadOnly, refused.Fault);
        Assert.Contains("allow writing to the folder", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_full_disk_says_so_and_loses_nothing(string kind)
    {
        Directory.CreateDirectory(_root);
        Assert.SkipUnless(await Run("mount", "-t", "tmpfs", "-o", "size=64k", "omniforge", _root), "needs the right to mount a small disk");
        try
        {
            using var files = Open(kind);
            await Write(files, "a.txt", "old");
            var refused = await Refused(() => Write(files, "a.txt", new string('x', 200_000)));
            Assert.Equal(WorkspaceFault.Full, refused.Fault);
            Assert.Contains("no room left on the disk", refused.Message, StringComparison.Ordinal);
            Assert.Equal("old", await Read(files, "a.txt"));
            Assert.Single(Directory.GetFileSystemEntries(_root));
        }
        finally
        {
            await Run("umount", _root);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Parallel_writers_never_mix_their_contents(string kind)
    {
        using var files = Open(kind);
        await Parallel.ForAsync(0, 40, Cancel, async (i, ct) =>
        {
            var content = Encoding.UTF8.GetBytes(new string((char)('a' + (i % 26)), 10_000));
            await files.WriteAsync("shared.txt", content, ct);
            var read = await Read(files, "shared.txt");
            Assert.Equal((10_000, 1), (read.Length, read.Distinct().Count()));
        });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FolderWorkspace Open(string kind, FolderLimits? limits = null, string? root = null)
        => kind == "linux" && OperatingSystem.IsLinux() ? new(new LinuxRoot(root ?? _root), limits) : new(new PortableRoot(root ?? _root), limits);

    private static Task Write(FolderWorkspace files, string path, string text) => files.WriteAsync(path, Encoding.UTF8.GetBytes(text), Cancel);

    private static async Task<string> Read(FolderWorkspace files, string path)
        => Encoding.UTF8.GetString(await files.ReadAsync(path, 1_000_000, Cancel));

    private static async Task<List<WorkspaceFile>> List(FolderWorkspace files) => await files.ListAsync(Cancel).ToListAsync(Cancel);

    private static Task<WorkspaceException> Refused(Func<Task> work) => Assert.ThrowsAsync<WorkspaceException>(work);

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(Cancel);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
