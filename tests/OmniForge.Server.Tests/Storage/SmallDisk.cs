using System.Diagnostics;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Storage;

/// <summary>A disk in memory that can be filled to its last byte. Mounting it takes rights that not every machine gives.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _at;

    private SmallDisk(TempFolder at) => _at = at;

    public string Path => _at.Path;

    private string Ballast => _at.At("ballast");

    /// <summary>Skips the test, with the reason, where nothing may be mounted.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux mounts a disk in memory.");
        var at = new TempFolder();
        var (code, said) = await RunAsync("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", at.Path], cancellationToken);
        if (code != 0)
        {
            at.Dispose();
            Assert.Skip($"No disk to fill up can be mounted here: {said.Trim()}");
        }

        return new(at);
    }

    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in (int[])[1 << 20, 1 << 12, 1])
        {
            try
            {
                while (true)
                {
                    ballast.Write(new byte[piece]);
                }
            }
            catch (IOException)
            {
                // A smaller piece may still fit.
            }
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        using var unmount = Process.Start("umount", ["-l", Path]);
        unmount.WaitForExit();
        _at.Dispose();
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, said);
    }
}
