using System.Runtime.CompilerServices;

namespace OmniForge.Agents.Workspaces;

/// <summary>An agent's own files over files that it shares with others. Its own win; only its own can be changed.</summary>
public sealed class LayeredWorkspace(IWorkspace own, IWorkspace shared) : IWorkspace
{
    public async Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
        => await own.FindAsync(path, cancellationToken) ?? await shared.FindAsync(path, cancellationToken);

    public async Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
    {
        var from = await own.FindAsync(path, cancellationToken) is not null ? own : shared;
        return await from.ReadAsync(path, maxBytes, cancellationToken);
    }

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => own.WriteAsync(path, content, cancellationToken);

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, WorkspaceFile>(StringComparer.Ordinal);
        await foreach (var file in shared.ListAsync(cancellationToken))
        {
            files[file.Path] = file;
        }

        await foreach (var file in own.ListAsync(cancellationToken))
        {
            files[file.Path] = file;
        }

        foreach (var file in files.Values)
        {
            yield return file;
        }
    }
}
