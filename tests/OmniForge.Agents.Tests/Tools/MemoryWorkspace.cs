using System.Runtime.CompilerServices;
using System.Text;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tests.Tools;

/// <summary>Files in memory; paths are taken as they are.</summary>
internal sealed class MemoryWorkspace : IWorkspace
{
    private readonly SortedDictionary<string, (byte[] Content, DateTimeOffset At)> _files = new(StringComparer.Ordinal);
    private DateTimeOffset _clock = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string this[string path]
    {
        get => Encoding.UTF8.GetString(_files[path].Content);
        set => Put(path, Encoding.UTF8.GetBytes(value));
    }

    public void Put(string path, byte[] content)
    {
        // Skills of one order write side by side.
        lock (_files)
        {
            _files[path] = (content, _clock = _clock.AddMinutes(1));
        }
    }

    public bool Has(string path) => _files.ContainsKey(path);

    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
        => Task.FromResult(_files.TryGetValue(path, out var file) ? new WorkspaceFile(path, file.Content.Length, file.At) : null);

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
        => !_files.TryGetValue(path, out var file) ? throw new WorkspaceException(WorkspaceFault.NotFound, $"there is no file '{path}'")
            : file.Content.Length > maxBytes ? throw new WorkspaceException(WorkspaceFault.TooLarge, $"'{path}' is too large")
            : Task.FromResult(file.Content);

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Put(path, content.ToArray());
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (path, file) in _files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(path, file.Content.Length, file.At);
        }

        await Task.CompletedTask;
    }
}
