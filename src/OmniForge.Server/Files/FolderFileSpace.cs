using OmniForge.Agents.Workspaces;
using OmniForge.Files;

namespace OmniForge.Server.Files;

/// <summary>Files in a folder of this machine, or of a volume that all nodes mount.</summary>
internal sealed class FolderFileSpace(string root) : IFileSpace, IDisposable
{
    private readonly FolderWorkspace _folder = new(root);

    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken) => _folder.FindAsync(path, cancellationToken);

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken) => _folder.ReadAsync(path, maxBytes, cancellationToken);

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => _folder.WriteAsync(path, content, cancellationToken);

    public IAsyncEnumerable<WorkspaceFile> ListAsync(CancellationToken cancellationToken) => _folder.ListAsync(cancellationToken);

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        if (await _folder.FindAsync(path, cancellationToken) is { } found)
        {
            File.Delete(Path.Combine([_folder.Root, .. found.Path.Split('/')]));
        }
    }

    public void Dispose() => _folder.Dispose();
}
