namespace OmniForge.Server.Hosting;

/// <summary>The one folder the server writes to.</summary>
internal static class DataFolder
{
    /// <summary>Creates it and proves that it can be written to; refuses the start otherwise.</summary>
    public static async Task EnsureAsync(string home, CancellationToken cancellationToken)
    {
        var probe = Path.Combine(home, $".probe-{Environment.ProcessId}");
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(home);
            }
            else
            {
                Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            await File.WriteAllTextAsync(probe, "probe", cancellationToken);
            File.Delete(probe);
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefused($"The data folder {home} cannot be written to. Give this user write access, or set OMNIFORGE_HOME to another folder.");
        }
        catch (IOException trouble)
        {
            throw new StartRefused($"The data folder {home} cannot be used: {trouble.Message} Free space or set OMNIFORGE_HOME to another folder.");
        }
    }
}
