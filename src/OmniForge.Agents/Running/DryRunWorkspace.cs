using System.Runtime.CompilerServices;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Running;

/// <summary>A workspace whose changes stay in memory and are gone with it; reads see them.</summary>
internal sealed class DryRunWorkspace(IWorkspace inner, TimeProvider time) : IWorkspace
{
    private readonly Dictionary<string, (byte[] Content, DateTimeOffset At)> _written = new(StringComparer.Ordinal);

    public async Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var found = await inner.FindAsync(path, cancellationToken);
        return _written.TryGetValue(path, out var own) ? new WorkspaceFile(path, own.Content.Length, own.At) : found;
    }

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken) => _written.TryGetValue(path, out var own)
        ? own.Content.Length <= maxBytes
            ? Task.FromResult(own.Content.ToArray())
            : throw new WorkspaceException(WorkspaceFault.TooLarge, $"'{path}' is larger than {maxBytes:N0} bytes.")
        : inner.ReadAsync(path, maxBytes, cancellationToken);

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Asking for the file makes the real workspace refuse a path that it would not write to.
        await inner.FindAsync(path, cancellationToken);
        _written[path] = (content.ToArray(), time.GetUtcNow());
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
            files[path] = new WorkspaceFile(path, own.Content.Length, own.At);
        }

        foreach (var file in files.Values)
        {
            yield return file;
        }
    }
}
