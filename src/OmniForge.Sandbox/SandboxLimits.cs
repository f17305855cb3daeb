namespace OmniForge.Sandbox;

/// <summary>What one command may use. Sizes are in bytes.</summary>
public sealed record SandboxLimits
{
    private const long MiB = 1024 * 1024;

    /// <summary>Processor time of one process, in seconds.</summary>
    public int ProcessorSeconds { get; init; } = 20;

    /// <summary>Address space of one process, where no control group limits memory. Some runtimes reserve more and do not start then.</summary>
    public long AddressSpace { get; init; } = 2048 * MiB;

    /// <summary>Memory of all its processes together.</summary>
    public long Memory { get; init; } = 512 * MiB;

    public int Processes { get; init; } = 64;

    /// <summary>One file.</summary>
    public long FileSize { get; init; } = 64 * MiB;

    /// <summary>Open files of one process.</summary>
    public int OpenFiles { get; init; } = 256;

    /// <summary>The copy of the agent's files, which lies in memory.</summary>
    public long Workspace { get; init; } = 256 * MiB;

    /// <summary>Files and folders that it may add, those for its own use included.</summary>
    public int NewFiles { get; init; } = 10_000;

    /// <summary>`/tmp`, and again as much shared memory.</summary>
    public long Temporary { get; init; } = 64 * MiB;

    /// <summary>More output than this stops the command.</summary>
    public long Flood { get; init; } = 16 * MiB;

    /// <summary>Commands of one tenant at one time.</summary>
    public int ParallelPerTenant { get; init; } = 2;

    /// <summary>Commands of this process at one time.</summary>
    public int Parallel { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>How long a command waits for its turn.</summary>
    public TimeSpan Queue { get; init; } = TimeSpan.FromSeconds(30);
}
