namespace OmniForge.Agents.Workspaces;

/// <summary>
/// The files one agent may see. Paths are relative, `/`-separated and never leave the root; every method refuses
/// a path that would with <see cref="WorkspaceFault.PathRefused"/>.
/// </summary>
public interface IWorkspace
{
    /// <summary>The file, or null when there is none of that name.</summary>
    Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken);

    /// <summary>The whole content. Throws <see cref="WorkspaceException"/> when absent or above <paramref name="maxBytes"/>.</summary>
    Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Creates or replaces the file whole or not at all, with missing folders.</summary>
    Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>All regular files below the root in ordinal order of their paths.</summary>
    IAsyncEnumerable<WorkspaceFile> ListAsync(CancellationToken cancellationToken);
}

/// <summary>One file of a workspace. <paramref name="Size"/> is in bytes.</summary>
public sealed record WorkspaceFile(string Path, long Size, DateTimeOffset ModifiedAt);

/// <summary>Why a workspace refused.</summary>
public enum WorkspaceFault
{
    NotFound,
    PathRefused,
    TooLarge,
    Full,
    ReadOnly,
}

/// <summary>A refusal of a workspace; the message is one plain sentence that says what to do.</summary>
public sealed class WorkspaceException(WorkspaceFault fault, string message) : Exception(message)
{
    public WorkspaceFault Fault { get; } = fault;
}
