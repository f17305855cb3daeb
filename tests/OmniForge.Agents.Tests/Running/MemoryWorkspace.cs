using System.Runtime.CompilerServices;
using System.Text;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Files in memory.</summary>
internal sealed class MemoryWorkspace : IWorkspace
{
    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public string Text(string path) => Encoding.UTF8.GetString(Files[path]);

    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
        => Task.FromResult(Files.TryGetValue(path, out var content) ? new WorkspaceFile(path, content.Length, default) : null);

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
        => Files.TryGetValue(path, out var content)
            ? Task.FromResult(content)
            : throw new WorkspaceException(WorkspaceFault.NotFound, $"There is no file '{path}'.");

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Files[path] = content.ToArray();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (path, content) in Files)
        {
            await Task.Yield();
            yield return new WorkspaceFile(path, content.Length, default);
        }
    }
}
