using System.Diagnostics;
using System.Globalization;

namespace OmniForge.Benchmarks;

/// <summary>What the figures were measured on, and what processes used.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        return $"{Environment.ProcessorCount} cores, {cpu ?? "unknown processor"}, {Environment.OSVersion}, .NET {Environment.Version}, load {Load()}";
    }

    /// <summary>Processor milliseconds of one process so far.</summary>
    public static double CpuMs(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalMilliseconds;
    }

    public static double RssMb(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }

    /// <summary>Processor milliseconds of one PostgreSQL server: its postmaster, living workers, and workers that have ended.</summary>
    /// <param name="postmaster">0 = none, which uses nothing.</param>
    public static double PostgresCpuMs(int postmaster)
    {
        if (postmaster == 0)
        {
            return 0;
        }

        // Fields of /proc/PID/stat behind the name: 4 parent, 14 and 15 own time, 16 and 17 that of ended children, in ticks of 10 ms.
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            var pid = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
            if (Stat(pid) is { } stat && (pid == postmaster || stat[1] == postmaster))
            {
                ticks += stat[11] + stat[12] + (pid == postmaster ? stat[13] + stat[14] : 0);
            }
        }

        return ticks * 10.0;
    }

    public static int ParentOf(int pid) => (int)(Stat(pid)?[1] ?? throw new InvalidOperationException("the process is gone"));

    /// <summary>The numbers of /proc/PID/stat from the state on, which counts as 0; null when the process has ended.</summary>
    private static long[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return [0, .. text[(text.LastIndexOf(')') + 4)..].Split(' ').Take(20).Select(long.Parse)];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Load()
        => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : 0.0.ToString(CultureInfo.InvariantCulture);
}
