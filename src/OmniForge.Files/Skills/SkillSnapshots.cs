using System.Security.Cryptography;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Files.Skills;

/// <summary>
/// Bytes of skill files by their SHA-256: written once, never changed, shared by drafts, versions and executions.
/// On disk: `objects/aa/aabb...` below the root.
/// </summary>
public sealed class SkillSnapshots(string root)
{
    private readonly string _objects = Path.Combine(Path.GetFullPath(root), "objects");

    /// <summary>Stores the bytes durably and gives their digest in lower-case hex. Storing the same bytes again changes nothing.</summary>
    public Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var path = PathOf(digest);
        if (new FileInfo(path) is not { Exists: true } known || known.Length != content.Length)
        {
            AtomicFile.Write(path, content.Span, "the skill file");
        }

        return Task.FromResult(digest);
    }

    /// <summary>
    /// The bytes, checked against their digest. <see cref="WorkspaceFault.NotFound"/> when there are none;
    /// <see cref="InvalidDataException"/> when the disk gave back others.
    /// </summary>
    public async Task<byte[]> ReadAsync(string digest, CancellationToken cancellationToken)
    {
        var path = PathOf(digest);
        if (!File.Exists(path))
        {
            throw new WorkspaceException(WorkspaceFault.NotFound, $"the stored skill file {digest} is missing; restore the data folder from a backup");
        }

        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == digest
            ? content
            : throw new InvalidDataException($"the stored skill file {digest} is damaged; restore the data folder from a backup");
    }

    public bool Has(string digest) => File.Exists(PathOf(digest));

    /// <summary>Size in bytes; null when there is no such content.</summary>
    public long? Size(string digest) => new FileInfo(PathOf(digest)) is { Exists: true } file ? file.Length : null;

    private string PathOf(string digest)
        => digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(_objects, digest[..2], digest)
            : throw new ArgumentException("A digest has 64 lower-case hex digits.", nameof(digest));
}
