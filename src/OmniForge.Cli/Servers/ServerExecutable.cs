using OmniForge.Cli.Output;

namespace OmniForge.Cli.Servers;

/// <summary>Finds the server, which is a program of its own.</summary>
internal static class ServerExecutable
{
    private static string Name => OperatingSystem.IsWindows() ? "omniforge-server.exe" : "omniforge-server";

    /// <summary>OMNIFORGE_SERVER, else beside this program, else in the build tree this program was built in.</summary>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("OMNIFORGE_SERVER") is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? named
                : throw new CliException($"OMNIFORGE_SERVER names {named}, but there is no such file. Correct it, or unset it.");
        }

        return Candidates(AppContext.BaseDirectory).FirstOrDefault(File.Exists) ?? throw new CliException(
            $"The server ({Name}) is not beside this program. Build it with `dotnet build`, or set OMNIFORGE_SERVER to its path.");
    }

    /// <summary>`artifacts/bin/OmniForge.Cli/debug` has its server in `artifacts/bin/OmniForge.Server/debug`.</summary>
    public static IEnumerable<string> Candidates(string folder)
    {
        var here = Path.TrimEndingDirectorySeparator(folder);
        yield return Path.Combine(here, Name);
        yield return Path.Combine(here, "server", Name);
        var configuration = Path.GetFileName(here);
        if (Path.GetDirectoryName(Path.GetDirectoryName(here)) is { } projects)
        {
            yield return Path.Combine(projects, "OmniForge.Server", configuration, Name);
            yield return Path.Combine(projects, "OmniForge.Server", configuration.Split('_')[0], Name);
        }
    }
}
