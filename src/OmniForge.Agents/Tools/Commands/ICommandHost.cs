using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools.Commands;

/// <summary>Runs commands walled off from everything but a copy of the agent's files. There is none where that is not possible.</summary>
public interface ICommandHost
{
    /// <summary>
    /// Runs one command to its end or to a limit. Nothing of it is left when this returns or throws, also after a cancellation. Throws
    /// <see cref="CommandRefusedException"/> when it was never started.
    /// </summary>
    Task<CommandEnd> RunAsync(CommandWish wish, IWorkspace workspace, CancellationToken cancellationToken);
}

/// <summary>One command.</summary>
/// <param name="Words">The program, by its name alone or as a path inside the agent's files, and its arguments. No shell reads them.</param>
public sealed record CommandWish(IReadOnlyList<string> Words)
{
    /// <summary>Longest run. Default 30 s.</summary>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of output kept; what it writes to its two streams counts together. Default 64 KiB.</summary>
    public int OutputCap { get; init; } = 64 * 1024;

    /// <summary>What becomes of files that it writes. Default: they are kept when it ends by itself.</summary>
    public CommandFiles Files { get; init; } = CommandFiles.Kept;
}

/// <summary>What becomes of files that a command writes.</summary>
public enum CommandFiles
{
    /// <summary>They go back into the workspace when the command ended by itself, whatever its exit code.</summary>
    Kept,

    /// <summary>They are gone with the command.</summary>
    Discarded,
}

/// <summary>How a command ended.</summary>
public sealed record CommandEnd
{
    /// <summary>The exit code; null when it was stopped. 128 and more: a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Which limit stopped it; <see cref="CommandStop.None"/> = it ended by itself.</summary>
    public CommandStop Stop { get; init; }

    /// <summary>Its standard output, unreadable bytes replaced.</summary>
    public string Output { get; init; } = "";

    /// <summary>Its standard error, unreadable bytes replaced.</summary>
    public string Errors { get; init; } = "";

    /// <summary>There was more output than was kept.</summary>
    public bool Truncated { get; init; }

    /// <summary>Files that it wrote and that were kept, in the order of their paths.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>Why some of its files were not kept, one plain sentence each; empty = all were, or none were to be.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];
}

/// <summary>The limit that stopped a command.</summary>
public enum CommandStop
{
    None,
    Time,
    Output,
    Memory,
    Files,
}

/// <summary>A command was never started; the message is one plain sentence that says why and what to do.</summary>
public sealed class CommandRefusedException(ToolErrorCode code, string message) : Exception(message)
{
    public ToolErrorCode Code { get; } = code;
}
