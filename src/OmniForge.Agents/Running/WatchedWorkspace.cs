using System.Security.Cryptography;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Running;

/// <summary>The workspace of one call; remembers what was written, so that each new file is reported.</summary>
internal sealed class WatchedWorkspace(IWorkspace inner) : IWorkspace
{
    private readonly List<ArtifactCreated> _written = [];

    public IReadOnlyList<ArtifactCreated> Written => _written;

    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
        => inner.FindAsync(path, cancellationToken);

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
        => inner.ReadAsync(path, maxBytes, cancellationToken);

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await inner.WriteAsync(path, content, cancellationToken);
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        _written.Add(new ArtifactCreated(path, MediaType(path), content.Length, digest));
    }

    public IAsyncEnumerable<WorkspaceFile> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    private static string MediaType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".md" => "text/markdown",
        ".csv" => "text/csv",
        ".json" => "application/json",
        ".jsonl" => "application/jsonl",
        ".txt" or ".log" => "text/plain",
        ".html" or ".htm" => "text/html",
        ".xml" => "application/xml",
        ".yaml" or ".yml" => "application/yaml",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
