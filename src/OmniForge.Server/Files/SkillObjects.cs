using System.Collections.Concurrent;
using OmniForge.Files.Skills;

namespace OmniForge.Server.Files;

/// <summary>Bytes of skill files of every tenant by their SHA-256, and the folders they are laid out in.</summary>
internal sealed class SkillObjects(TenantFolders folders)
{
    /// <summary>Stands in for contents of which only the size matters.</summary>
    private static readonly byte[] Room = new byte[SkillPathRules.MostFileBytes + 1];

    private readonly ConcurrentDictionary<string, SkillSnapshots> _snapshots = new();

    /// <summary>Stores the bytes durably and gives their digest.</summary>
    public Task<string> KeepAsync(string tenantId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => Of(tenantId).PutAsync(content, cancellationToken);

    public Task<byte[]> ReadAsync(string tenantId, string digest, CancellationToken cancellationToken)
        => Of(tenantId).ReadAsync(digest, cancellationToken);

    /// <summary>What is wrong with the files of a manifest together: number, sizes, names that clash. Null = nothing.</summary>
    public string? Problem(string tenantId, IReadOnlyDictionary<string, string> manifest)
        => SkillManifest.Skills(manifest).Select(skill => SkillPathRules.CheckBundle(Sizes(tenantId, manifest, skill))).FirstOrDefault(problem => problem is not null);

    /// <summary>Makes a layer's folder hold exactly the skills of a manifest.</summary>
    public async Task MaterialiseAsync(string tenantId, string layer, IReadOnlyDictionary<string, string> manifest, CancellationToken cancellationToken)
    {
        var skills = SkillManifest.Skills(manifest).Where(skill => manifest.ContainsKey(SkillManifest.PathOf(skill))).ToList();
        foreach (var skill in skills)
        {
            await LayOutAsync(tenantId, layer, skill, manifest, cancellationToken);
        }

        foreach (var gone in SkillFolders.List(layer).Except(skills))
        {
            SkillFolders.Delete(layer, gone);
        }
    }

    /// <summary>Makes one skill's folder hold exactly its files.</summary>
    public async Task LayOutAsync(
        string tenantId, string layer, string skill, IReadOnlyDictionary<string, string> manifest, CancellationToken cancellationToken)
    {
        var files = new List<SkillFile>();
        foreach (var (path, digest) in SkillManifest.Of(manifest, skill))
        {
            files.Add(new(path[(skill.Length + 1)..], await ReadAsync(tenantId, digest, cancellationToken)));
        }

        var known = await SkillFolders.ReadAsync(layer, skill, cancellationToken);
        if (known?.Digest != new SkillBundle(skill, files).Digest)
        {
            await SkillFolders.WriteAsync(layer, skill, files, cancellationToken);
        }
    }

    /// <summary>Whether a layer's folder lacks skills of a manifest.</summary>
    public static bool Lacks(string layer, IReadOnlyDictionary<string, string> manifest)
        => manifest.Keys.Any(path => !File.Exists(Path.Combine([layer, .. path.Split('/')])));

    /// <summary>A skill still in the making may lack its SKILL.md.</summary>
    private List<SkillFile> Sizes(string tenantId, IReadOnlyDictionary<string, string> manifest, string skill)
    {
        var files = SkillManifest.Of(manifest, skill)
            .Select(file => new SkillFile(file.Key[(skill.Length + 1)..], Room.AsMemory(0, (int)Math.Min(Room.Length, Of(tenantId).Size(file.Value) ?? 0))))
            .ToList();
        return files.Any(file => file.Path == SkillBundle.MainFile) ? files : [.. files, new(SkillBundle.MainFile, default)];
    }

    private SkillSnapshots Of(string tenantId) => _snapshots.GetOrAdd(tenantId, id => new SkillSnapshots(folders.Of(id)));
}
