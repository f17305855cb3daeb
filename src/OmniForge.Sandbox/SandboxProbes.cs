using System.Globalization;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Sandbox;

/// <summary>Tries from inside what the walls must prevent. One that gives way, or that cannot be tried, is reason enough to run nothing.</summary>
internal static class SandboxProbes
{
    private const string Tenant = "";

    private static readonly string[] RootEntries = ["agent", "bin", "dev", "etc", "lib", "lib64", "proc", "tmp", "usr"];
    private static readonly string[] OwnFiles = ["0", "1", "2", "3"];

    /// <summary>What gave way, in plain words; null = nothing did.</summary>
    public static async Task<string?> RunAsync(CommandSandbox sandbox, SandboxLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (words, judge) in All(limits))
            {
                var end = await sandbox.Of(Tenant).RunAsync(new(words) { Files = CommandFiles.Discarded }, new NoFiles(), cancellationToken);
                if (judge(end) is { } trouble)
                {
                    return $"A probe of the walls failed: {trouble}. No command will run.";
                }
            }

            return null;
        }
        catch (CommandRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static IEnumerable<(string[] Words, Func<CommandEnd, string?> Judge)> All(SandboxLimits limits) =>
    [
        (["cat", "/proc/self/status"], Status),
        (["cat", "/proc/self/limits"], end => Limits(end, limits)),
        (["cat", "/proc/net/dev"], Network),
        (["ls", "/"], end => Lines(end).All(RootEntries.Contains) && end.ExitCode == 0 ? null : "the root folder inside holds more than it should"),
        (["ls", "/proc/self/fd"], end => Lines(end).All(OwnFiles.Contains) && end.ExitCode == 0 ? null : "open files of the server come inside"),
        (["cat", "/etc/passwd"], end => end.ExitCode is > 0 ? null : "files of the machine can be read"),
        (["touch", "/usr/bin/omniforge-probe"], end => end.ExitCode is > 0 ? null : "programs of the machine can be changed"),
        (["touch", "/probe"], end => end.ExitCode is > 0 ? null : "the root folder inside can be written"),
        (["touch", "/dev/probe"], end => end.ExitCode is > 0 ? null : "the folder of devices inside can be written"),
        (["touch", "/agent/probe"], end => end.ExitCode == 0 ? null : "the agent's folder cannot be written"),
        (["unshare", "--user", "true"], end => end.ExitCode is > 0 ? null : "a namespace can be made inside"),
        (["sh", "-c", Children(limits)], end => end.ExitCode is > 0 || end.Stop != CommandStop.None ? null : "the limit of processes does not hold"),
    ];

    /// <summary>Starts more processes than there may be; the shell fails at the first that is refused.</summary>
    private static string Children(SandboxLimits limits)
        => string.Create(CultureInfo.InvariantCulture, $"i=0; while [ $i -lt {limits.Processes + 10} ]; do sleep 20 & i=$((i+1)); done");

    private static string? Status(CommandEnd end)
    {
        var fields = Lines(end).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        return fields.GetValueOrDefault("Uid") != "65534\t65534\t65534\t65534" ? "the user inside is not nobody"
            : fields.Where(field => field.Key is "CapPrm" or "CapEff" or "CapBnd" or "CapAmb").Any(field => field.Value.Any(digit => digit != '0'))
                ? "there are capabilities inside"
            : fields.GetValueOrDefault("NoNewPrivs") != "1" ? "rights can be won inside"
            : fields.GetValueOrDefault("Seccomp") != "2" ? "the filter of system calls is not at work"
            : null;
    }

    private static string? Limits(CommandEnd end, SandboxLimits limits)
    {
        (string Name, long Value)[] wanted =
        [
            ("Max cpu time", limits.ProcessorSeconds), ("Max file size", limits.FileSize), ("Max processes", limits.Processes),
            ("Max open files", limits.OpenFiles), ("Max core file size", 0),
        ];
        foreach (var (name, value) in wanted)
        {
            var line = Lines(end).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) ?? "";
            if (!(line.Length > 0 ? line[name.Length..] : "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).SequenceEqual([Text(value), Text(value)]))
            {
                return $"the limit \"{name}\" is not set";
            }
        }

        return null;
    }

    private static string? Network(CommandEnd end)
        => end.ExitCode == 0 && Lines(end).Where(line => line.Contains(':', StringComparison.Ordinal)).All(line => line.TrimStart().StartsWith("lo:", StringComparison.Ordinal))
            ? null
            : "there is a network inside";

    private static string[] Lines(CommandEnd end) => end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class NoFiles : IWorkspace
    {
        public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken) => Task.FromResult<WorkspaceFile?>(null);

        public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
            => throw new WorkspaceException(WorkspaceFault.NotFound, "a probe has no files");

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
            => throw new WorkspaceException(WorkspaceFault.ReadOnly, "a probe keeps no files");

        public IAsyncEnumerable<WorkspaceFile> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<WorkspaceFile>();
    }
}
