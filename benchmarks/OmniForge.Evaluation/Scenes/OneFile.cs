using System.Runtime.CompilerServices;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Evaluation.Scenes;

/// <summary>A workspace of one file in memory that nothing writes to.</summary>
internal sealed class OneFile(string name, byte[] content) : IWorkspace
{
    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
        => Task.FromResult(path == name ? new WorkspaceFile(name, content.Length, World.Now) : null);

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
        => path == name ? Task.FromResult(content)
            : throw new WorkspaceException(WorkspaceFault.NotFound, $"There is no file \"{path}\".");

    public Task WriteAsync(string path, ReadOnlyMemory<byte> written, CancellationToken cancellationToken)
        => throw new WorkspaceException(WorkspaceFault.ReadOnly, "Nothing is written while lines are judged.");

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new(name, content.Length, World.Now);
        await Task.CompletedTask;
    }
}
