using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tenancy;

/// <summary>The key of local mode: an ordinary key of the one local tenant, in a file only its owner can read.</summary>
internal static class LocalKey
{
    public const string Tenant = "local";

    public static string PathIn(string home) => Path.Combine(home, "local.key");

    /// <summary>Makes the key at the first start, or when the database does not know the one in the file.</summary>
    public static async Task EnsureAsync(string home, ApiKeys keys, CancellationToken cancellationToken)
    {
        var path = PathIn(home);
        if (File.Exists(path))
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            {
                throw new StartRefused($"Others can read the key file {path}. Run: chmod 600 {path}");
            }

            try
            {
                await keys.AuthenticateAsync((await File.ReadAllTextAsync(path, cancellationToken)).Trim(), cancellationToken);
                return;
            }
            catch (DomainException)
            {
                File.Delete(path);
            }
        }

        var (_, written) = await keys.CreateAsync(Tenant, ["owner"], "local", null, cancellationToken);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new StreamWriter(path, options);
        await file.WriteLineAsync(written.AsMemory(), cancellationToken);
    }
}
