using System.Globalization;
using OmniForge.Agents.Tools.Commands;

namespace OmniForge.Sandbox;

/// <summary>
/// Looks again and again at what no limit of the kernel bounds for an ordinary user: the memory of all processes together, and how
/// many files there are.
/// </summary>
internal sealed class LimitWatch(Walls walls, SandboxLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private readonly long _filesBefore = Files(walls);

    /// <summary>The limit that was reached.</summary>
    public async Task<CommandStop> RunAsync(CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(Period, clock);
        while (await beat.WaitForNextTickAsync(cancellationToken))
        {
            if (Files(walls) - _filesBefore > limits.NewFiles)
            {
                return CommandStop.Files;
            }

            if (Memory() > limits.Memory)
            {
                return CommandStop.Memory;
            }
        }

        return CommandStop.None;
    }

    private static long Files(Walls walls) => walls.Folders.Sum(folder => Kernel.Usage(folder).Files);

    /// <summary>Pages that belong to one process alone, in bytes.</summary>
    private long Memory()
    {
        try
        {
            return Directory.EnumerateDirectories(walls.Processes).Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Sum(Memory);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The first process is over, and all with it.
            return 0;
        }
    }

    private static long Memory(string process)
    {
        try
        {
            var pages = File.ReadAllText(Path.Combine(process, "statm")).Split(' ');
            return Environment.SystemPageSize * (Number(pages[1]) - Number(pages[2]));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
