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

    /// <summary>Processor milliseconds of every PostgreSQL process of this machine, dead workers not included.</summary>
    public static double PostgresCpuMs() => Process.GetProcessesByName("postgres").Sum(process =>
    {
        try
        {
            return process.TotalProcessorTime.TotalMilliseconds;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    });

    private static string Load()
        => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : 0.0.ToString(CultureInfo.InvariantCulture);
}
