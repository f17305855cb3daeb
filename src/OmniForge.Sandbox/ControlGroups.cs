using System.Globalization;

namespace OmniForge.Sandbox;

/// <summary>The kernel's control groups, where this process may make some: they bound what all processes of a command use together.</summary>
internal sealed class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";
    private const int HelpersInside = 2;

    private readonly string? _processes;
    private readonly string? _memory;
    private readonly string _memoryFile;

    private ControlGroups(string? processes, string? memory, string memoryFile)
    {
        (_processes, _memory, _memoryFile) = (Usable(processes, "pids.max"), Usable(memory, memoryFile), memoryFile);
    }

    /// <summary>Whether they bound the number of processes.</summary>
    public bool CountProcesses => _processes is not null;

    public MemoryGroup Memory => _memory is null ? MemoryGroup.None : MemoryGroup.Limited;

    /// <summary>Those below the group of this process; which of them can be used is found out by trying.</summary>
    public static ControlGroups Find()
    {
        var own = Own();
        return own.TryGetValue("", out var unified) && File.Exists($"{Root}/cgroup.controllers")
            ? new(Root + unified, Root + unified, "memory.max")
            : new(Old("pids", own), Old("memory", own), "memory.limit_in_bytes");
    }

    /// <summary>Puts a process, and all that it starts, under limits that end with what is returned.</summary>
    public IDisposable Bound(int process, SandboxLimits limits)
    {
        var made = new Made();
        try
        {
            var name = $"omniforge-{Guid.NewGuid():N}";
            if (_processes is not null)
            {
                made.Add(Path.Combine(_processes, name), "pids.max", limits.Processes + HelpersInside, process);
            }

            if (_memory is not null)
            {
                made.Add(Path.Combine(_memory, name), _memoryFile, limits.Memory, process);
            }

            return made;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            made.Dispose();
            throw new WallsException($"the control group could not be made: {broken.Message}");
        }
    }

    /// <summary>The path of this process's group by controller; the unified hierarchy has the name "".</summary>
    private static Dictionary<string, string> Own()
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines("/proc/self/cgroup"))
        {
            var parts = line.Split(':', 3);
            foreach (var controller in parts[1].Split(','))
            {
                own[controller] = parts[2];
            }
        }

        return own;
    }

    // Inside a container the path is often the one that the host sees; the mount then is the group itself.
    private static string? Old(string controller, Dictionary<string, string> own)
        => !own.TryGetValue(controller, out var path) ? null
            : Directory.Exists($"{Root}/{controller}{path}") ? $"{Root}/{controller}{path}"
            : $"{Root}/{controller}";

    private static string? Usable(string? parent, string file)
    {
        if (parent is null || !Directory.Exists(parent))
        {
            return null;
        }

        var trial = Path.Combine(parent, $"omniforge-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(trial);
            var limited = File.Exists(Path.Combine(trial, file));
            Directory.Delete(trial);
            return limited ? parent : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed class Made : IDisposable
    {
        private readonly List<string> _groups = [];

        public void Add(string group, string file, long limit, int process)
        {
            Directory.CreateDirectory(group);
            _groups.Add(group);
            File.WriteAllText(Path.Combine(group, file), limit.ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(Path.Combine(group, "cgroup.procs"), process.ToString(CultureInfo.InvariantCulture));
        }

        // The processes are gone by now; a group that the kernel still counts as busy is left, and holds nothing.
        public void Dispose()
        {
            foreach (var group in _groups)
            {
                try
                {
                    Directory.Delete(group);
                }
                catch (IOException)
                {
                }
            }
        }
    }
}
