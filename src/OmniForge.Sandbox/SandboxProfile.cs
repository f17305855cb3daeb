using System.Globalization;

namespace OmniForge.Sandbox;

/// <summary>What bubblewrap is told. Pure.</summary>
internal static class SandboxProfile
{
    /// <summary>Where the agent's files lie for the command.</summary>
    public const string Workspace = "/agent";

    /// <summary>Every other place where something can be written.</summary>
    public static readonly IReadOnlyList<string> Temporary = ["/tmp", "/dev/shm"];

    private const string Nobody = "65534";

    /// <param name="limits">Of the command.</param>
    /// <param name="memoryGroup">A control group limits memory, so that address space need not be.</param>
    /// <param name="passed">Numbers of the open files that bubblewrap inherits.</param>
    /// <param name="words">The command.</param>
    public static IReadOnlyList<string> Arguments(SandboxLimits limits, MemoryGroup memoryGroup, PassedFiles passed, IReadOnlyList<string> words) =>
    [
        "--info-fd", Text(passed.Info), "--block-fd", Text(passed.Block), "--seccomp", Text(passed.Filter),
        "--unshare-all", "--unshare-user", "--disable-userns", "--uid", Nobody, "--gid", Nobody, "--hostname", "sandbox",
        "--new-session", "--die-with-parent", "--cap-drop", "ALL",
        "--clearenv", "--setenv", "PATH", "/usr/bin", "--setenv", "HOME", Workspace, "--setenv", "LANG", "C.UTF-8",
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",

        // Links from one program to another; without them `awk` and others are missing on Debian.
        "--ro-bind-try", "/etc/alternatives", "/etc/alternatives",
        "--proc", "/proc", "--dev", "/dev",
        .. Temporary.SelectMany(path => Memory(path, limits.Temporary)), .. Memory(Workspace, limits.Workspace),

        // Two are memory without a limit of size; the third holds settings of the machine, which are root's to write also in here.
        "--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/",
        "--chdir", Workspace, "--",
        "prlimit", .. Bounds(limits, memoryGroup), "--", .. words,
    ];

    private static IReadOnlyList<string> Memory(string path, long size) => ["--size", Text(size), "--tmpfs", path];

    // Set inside: outside they would count what the server itself uses.
    private static IEnumerable<string> Bounds(SandboxLimits limits, MemoryGroup group) =>
    [
        $"--cpu={Text(limits.ProcessorSeconds)}", $"--nproc={Text(limits.Processes)}", $"--fsize={Text(limits.FileSize)}",
        $"--nofile={Text(limits.OpenFiles)}", "--core=0", "--memlock=0", "--msgqueue=0",
        .. group == MemoryGroup.None ? [$"--as={Text(limits.AddressSpace)}"] : Array.Empty<string>(),
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Numbers of the open files that bubblewrap inherits.</summary>
internal readonly record struct PassedFiles(int Info, int Block, int Filter);

/// <summary>Whether a control group limits the memory of a command.</summary>
internal enum MemoryGroup
{
    None,
    Limited,
}
