using System.Runtime.CompilerServices;
using System.Text;

namespace OmniForge.Agents.Workspaces;

/// <summary>A throw-away copy of a workspace: reads fall through to <paramref name="inner"/>, writes stay in memory.</summary>
public sealed class OverlayWorkspace(IWorkspace inner, TimeProvider time) : IWorkspace
{
    /// <summary>All writes together: 256 MiB.</summary>
    private const long MostBytes = 256L * 1024 * 1024;

    /// <summary>Old texts beyond this are not kept for <see cref="Changes"/>: 1 MiB.</summary>
    private const long MostOldText = 1024 * 1024;

    private readonly SortedDictionary<string, (byte[] Content, byte[]? Old, DateTimeOffset At)> _written = new(StringComparer.Ordinal);

    /// <summary>What was written so far, in the order of the paths.</summary>
    public IReadOnlyList<WorkspaceChange> Changes
        => [.. _written.Select(pair => new WorkspaceChange(
            pair.Key, pair.Value.Old is null ? null : Encoding.UTF8.GetString(pair.Value.Old), Encoding.UTF8.GetString(pair.Value.Content)))];

    public async Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        path = WorkspacePath.Normalise(path);
        return _written.TryGetValue(path, out var own)
            ? new WorkspaceFile(path, own.Content.Length, own.At)
            : await inner.FindAsync(path, cancellationToken);
    }

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
    {
        path = WorkspacePath.Normalise(path);
        return !_written.TryGetValue(path, out var own) ? inner.ReadAsync(path, maxBytes, cancellationToken)
            : own.Content.Length <= maxBytes ? Task.FromResult(own.Content.ToArray())
            : throw new WorkspaceException(WorkspaceFault.TooLarge, $"'{path}' has {own.Content.Length:N0} bytes, more than {maxBytes:N0}");
    }

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        path = WorkspacePath.Normalise(path);
        var known = _written.TryGetValue(path, out var before);
        var old = known ? before.Old : await OldAsync(path, cancellationToken);
        var others = _written.Sum(pair => pair.Key == path ? 0L : pair.Value.Content.Length);
        if (others + content.Length > MostBytes)
        {
            throw new WorkspaceException(WorkspaceFault.Full, $"there is no room for '{path}': the files of a trial may have 256 MB together");
        }

        _written[path] = (content.ToArray(), old, time.GetUtcNow());
    }

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, WorkspaceFile>(StringComparer.Ordinal);
        await foreach (var file in inner.ListAsync(cancellationToken))
        {
            files[file.Path] = file;
        }

        foreach (var (path, own) in _written)
        {
            files[path] = new(path, own.Content.Length, own.At);
        }

        foreach (var file in files.Values)
        {
            yield return file;
        }
    }

    private async Task<byte[]?> OldAsync(string path, CancellationToken cancellationToken)
        => await inner.FindAsync(path, cancellationToken) switch
        {
            null => null,
            { Size: > MostOldText } file => Encoding.UTF8.GetBytes($"({file.Size:N0} bytes)"),
            _ => await inner.ReadAsync(path, MostOldText, cancellationToken),
        };
}

/// <summary>One file a trial wrote. <paramref name="Old"/> is null when it did not exist before.</summary>
public sealed record WorkspaceChange(string Path, string? Old, string New);
