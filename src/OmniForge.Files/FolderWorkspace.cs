using System.Runtime.CompilerServices;
using OmniForge.Agents.Workspaces;
using OmniForge.Files.Confined;

namespace OmniForge.Files;

/// <summary>
/// The files of one agent in a folder. A missing folder is empty and is made by the first write. No link inside is followed, and only
/// regular files count.
/// </summary>
public sealed class FolderWorkspace : IWorkspace, IDisposable
{
    private readonly ConfinedRoot _files;
    private readonly FolderLimits _limits;
    private readonly SemaphoreSlim _writing = new(1);

    public FolderWorkspace(string root, FolderLimits? limits = null)
        : this(ConfinedRoot.Of(root), limits)
    {
    }

    internal FolderWorkspace(ConfinedRoot files, FolderLimits? limits = null)
    {
        _files = files;
        _limits = limits ?? new();
    }

    /// <summary>Full path of the folder.</summary>
    public string Root => _files.Root;

    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var segments = WorkspacePath.Segments(path);
        return Task.FromResult(
            _files.Find(segments) is { } facts ? new WorkspaceFile(string.Join('/', segments), facts.Size, facts.ModifiedAt) : null);
    }

    public async Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
    {
        var segments = WorkspacePath.Segments(path);
        using var file = _files.Open(segments)
            ?? throw new WorkspaceException(WorkspaceFault.NotFound, $"there is no file '{path}'; check the name or put the file there first");
        var size = RandomAccess.GetLength(file);
        if (size > maxBytes)
        {
            throw new WorkspaceException(WorkspaceFault.TooLarge, $"'{path}' has {size:N0} bytes, more than the {maxBytes:N0} that can be read");
        }

        var content = new byte[size];
        var read = 0;
        while (read < content.Length)
        {
            var more = await RandomAccess.ReadAsync(file, content.AsMemory(read), read, cancellationToken);
            if (more == 0)
            {
                return content[..read];
            }

            read += more;
        }

        return content;
    }

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var segments = WorkspacePath.Segments(path);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            MakeRoom(path, segments, content.Length);
            _files.Replace(segments, content.Span);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = _files.List().OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        foreach (var (path, facts) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(path, facts.Size, facts.ModifiedAt);
        }

        await Task.CompletedTask;
    }

    public void Dispose() => _writing.Dispose();

    private void MakeRoom(string path, IReadOnlyList<string> segments, long size)
    {
        var old = _files.Find(segments);
        var (bytes, count) = (size - (old?.Size ?? 0), old is null ? 1 : 0);
        foreach (var (_, facts) in _files.List())
        {
            bytes += facts.Size;
            count++;
        }

        if (bytes > _limits.Bytes)
        {
            throw Full(path, $"its files may have {_limits.Bytes / 1048576.0:0.##} MB together");
        }

        if (count > _limits.Files)
        {
            throw Full(path, $"it may hold {_limits.Files:N0} files");
        }
    }

    private static WorkspaceException Full(string path, string limit)
        => new(WorkspaceFault.Full, $"there is no room for '{path}' in the agent's folder: {limit}; delete what is no longer needed, nothing was lost");
}

/// <summary>How much one workspace may hold.</summary>
public sealed record FolderLimits
{
    /// <summary>All files together, in bytes. Default 256 MiB.</summary>
    public long Bytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Default 10,000.</summary>
    public int Files { get; init; } = 10_000;
}
