using OmniForge.Agents.Workspaces;

namespace OmniForge.Files.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omniforge-atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_created_with_its_folders_and_replaced_whole()
    {
        var path = Path.Combine(_folder, "a", "b.bin");
        AtomicFile.Write(path, "a long first content"u8);
        AtomicFile.Write(path, "short"u8);
        Assert.Equal("short", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_secret_file_can_be_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix rights");
            return;
        }

        var path = Path.Combine(_folder, "key");
        AtomicFile.Write(path, "s"u8, mode: UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder nobody may write to");
        var refused = Assert.Throws<WorkspaceException>(() => AtomicFile.Write("/sys/omniforge.txt", "x"u8));
        Assert.Equal(WorkspaceFault.ReadOnly, refused.Fault);
        Assert.Contains("'omniforge.txt'", refused.Message, StringComparison.Ordinal);
    }
}
