using OmniForge.Agents.Workspaces;

namespace OmniForge.Server.Connections;

/// <summary>A workspace without files, for calls that have none to do with.</summary>
internal sealed class NoFiles : IWorkspace
{
    public static NoFiles Instance { get; } = new();

    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken) => Task.FromResult<WorkspaceFile?>(null);

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
        => throw new WorkspaceException(WorkspaceFault.NotFound, $"There is no file {path} here.");

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => throw new WorkspaceException(WorkspaceFault.ReadOnly, "Nothing can be written here.");

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }
}
