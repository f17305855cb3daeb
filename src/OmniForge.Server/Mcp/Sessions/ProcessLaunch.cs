using System.ComponentModel;
using System.Diagnostics;
using OmniForge.Agents.Tools;
using OmniForge.Server.Files;

namespace OmniForge.Server.Mcp.Sessions;

/// <summary>
/// The one place where programs of MCP servers are started. They get the environment they are given and nothing of the server's own. They
/// are not confined: whatever the server's user may do, they may.
/// </summary>
internal sealed class ProcessLaunch(TenantFolders folders)
{
    private const string UnixPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>What a program on Windows does not start without.</summary>
    private static readonly string[] WindowsNeeds = ["SystemRoot", "ComSpec", "PATHEXT", "PATH"];

    public LaunchedProgram Start(ProgramWish wish)
    {
        var folder = Path.Combine(folders.Of(wish.TenantId), "mcp", wish.ServerId);
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo(wish.Command, wish.Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Given(wish, folder))
        {
            start.Environment[name] = value;
        }

        try
        {
            return new(Process.Start(start) ?? throw new Win32Exception());
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            throw new McpTrouble(
                ToolErrorCode.Unavailable, $"The program {wish.Command} could not be started. Is it installed on the machine of the server, and may it be run?");
        }
    }

    private static Dictionary<string, string> Given(ProgramWish wish, string folder)
    {
        var environment = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        if (OperatingSystem.IsWindows())
        {
            foreach (var name in WindowsNeeds)
            {
                environment[name] = Environment.GetEnvironmentVariable(name) ?? "";
            }
        }
        else
        {
            (environment["PATH"], environment["HOME"], environment["LANG"]) = (UnixPath, folder, "C.UTF-8");
        }

        foreach (var (name, value) in wish.Environment)
        {
            environment[name] = value;
        }

        return environment;
    }
}

/// <summary>A program to start.</summary>
/// <param name="ServerId">It starts in a folder of this server, which is its HOME too.</param>
internal sealed record ProgramWish(
    string TenantId, string ServerId, string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);
