using System.Security.Cryptography;

namespace OmniForge.Server.Files;

/// <summary>Bytes of skill files by their SHA-256: written once, never changed, shared by drafts, versions and executions.</summary>
internal sealed class SkillObjects(TenantFolders folders)
{
    /// <summary>Stores the bytes durably and gives their digest.</summary>
    public async Task<string> KeepAsync(string tenantId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var path = PathOf(tenantId, digest);
        if (!File.Exists(path))
        {
            await WriteAsync(path, content, cancellationToken);
        }

        return digest;
    }

    public Task<byte[]> ReadAsync(string tenantId, string digest, CancellationToken cancellationToken)
        => File.ReadAllBytesAsync(PathOf(tenantId, digest), cancellationToken);

    /// <summary>Size in bytes.</summary>
    public long Size(string tenantId, string digest) => new FileInfo(PathOf(tenantId, digest)).Length;

    /// <summary>Makes a folder hold exactly the files of a manifest.</summary>
    public async Task MaterialiseAsync(
        string tenantId, string folder, IReadOnlyDictionary<string, string> manifest, CancellationToken cancellationToken)
    {
        foreach (var (path, digest) in manifest)
        {
            var target = Path.Combine([folder, .. path.Split('/')]);
            await WriteAsync(target, await ReadAsync(tenantId, digest, cancellationToken), cancellationToken);
        }

        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!manifest.ContainsKey(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
            {
                File.Delete(file);
            }
        }

        foreach (var empty in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)
            .OrderByDescending(path => path.Length).Where(path => !Directory.EnumerateFileSystemEntries(path).Any()))
        {
            Directory.Delete(empty);
        }
    }

    /// <summary>Whether a folder lacks files of a manifest.</summary>
    public static bool Lacks(string folder, IReadOnlyDictionary<string, string> manifest)
        => manifest.Keys.Any(path => !File.Exists(Path.Combine([folder, .. path.Split('/')])));

    private string PathOf(string tenantId, string digest) => Path.Combine(folders.Objects(tenantId), digest[..2], digest);

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
