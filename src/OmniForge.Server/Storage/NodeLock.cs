using OmniForge.Server.Hosting;

namespace OmniForge.Server.Storage;

/// <summary>One server per data folder, and with SQLite per database. The lock dies with the process, however it dies.</summary>
internal sealed class NodeLock : IDisposable
{
    private readonly FileStream _file;

    private NodeLock(FileStream file) => _file = file;

    public static NodeLock Take(ServerOptions options)
    {
        var path = Path.Combine(options.Home, "omniforge.lock");
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefused($"The data folder {options.Home} cannot be written to. Give this user write access, or set OMNIFORGE_HOME to another folder.");
        }
        catch (IOException)
        {
            throw new StartRefused(options.DatabaseUrl.Trim().Length == 0
                ? $"Another server already uses the data folder {options.Home}, and SQLite serves one server only. Stop it first, or give all servers one PostgreSQL database (DATABASE_URL) and each an OMNIFORGE_HOME of its own."
                : $"Another server already uses the data folder {options.Home}. Stop it first, or set OMNIFORGE_HOME to another folder.");
        }
    }

    public void Dispose() => _file.Dispose();
}
