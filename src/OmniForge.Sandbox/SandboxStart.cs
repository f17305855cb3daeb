using System.Runtime.InteropServices;

namespace OmniForge.Sandbox;

/// <summary>Looks for everything that walls need and proves that they hold, before any command is let in.</summary>
public static class SandboxStart
{
    private const int Root = 0;

    private static readonly string[] Places = ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"];

    /// <summary>Ready to run commands, or why it must not. Never something in between.</summary>
    public static async Task<SandboxState> OpenAsync(SandboxLimits limits, TimeProvider clock, CancellationToken cancellationToken)
    {
        var program = Array.Find(Places, File.Exists);
        if (Lack(program) is { } lack)
        {
            return new(null, lack);
        }

        var groups = ControlGroups.Find();
        if (Kernel.UserId() == Root && !groups.CountProcesses)
        {
            return new(null, "The server runs as root, for whom the limit of processes does not hold, and it may make no control group for processes. Run it as an ordinary user.");
        }

        var sandbox = new CommandSandbox(program!, groups, limits, clock);
        var trouble = await SandboxProbes.RunAsync(sandbox, limits, cancellationToken);
        if (trouble is null)
        {
            return new(sandbox, null);
        }

        sandbox.Dispose();
        return new(null, trouble);
    }

    private static string? Lack(string? program)
        => !OperatingSystem.IsLinux() ? "Commands run on Linux only."
        : CallNumbers.Of(RuntimeInformation.ProcessArchitecture) is null ? $"There is no filter of system calls for {RuntimeInformation.ProcessArchitecture} processors."
        : program is null ? "bubblewrap is not installed. Install the package bubblewrap, version 0.8 or later."
        : File.Exists("/usr/bin/prlimit") ? null : "prlimit is not installed. Install the package util-linux.";
}

/// <summary>Whether commands can run.</summary>
/// <param name="Sandbox">Null = they cannot.</param>
/// <param name="Trouble">Why not and what to do, in plain words; null = they can.</param>
public sealed record SandboxState(CommandSandbox? Sandbox, string? Trouble);
