using OmniForge.Files.Skills;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Files;

/// <summary>
/// Bytes of skill files of every tenant by their SHA-256, and the folders they are laid out in for people to look at. Files kept in the
/// database have no such folders: `omniforge skills pull` makes one where it is wanted.
/// </summary>
internal sealed class SkillObjects(ISkillBytes bytes, ServerOptions options)
{
    /// <summary>Stands in for contents of which only the size matters.</summary>
    private static readonly byte[] Room = new byte[SkillPathRules.MostFileBytes + 1];

    /// <summary>Stores the bytes durably and gives their digest.</summary>
    public Task<string> KeepAsync(string tenantId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => bytes.PutAsync(tenantId, content, cancellationToken);

    public Task<byte[]> ReadAsync(string tenantId, string digest, CancellationToken cancellationToken)
        => bytes.ReadAsync(tenantId, digest, cancellationToken);

    /// <summary>What is wrong with the files of a manifest together: number, sizes, names that clash. Null = nothing.</summary>
    public async Task<string?> ProblemAsync(string tenantId, IReadOnlyDictionary<string, string> manifest, CancellationToken cancellationToken)
    {
        var sizes = await bytes.SizesAsync(tenantId, [.. manifest.Values.Distinct()], cancellationToken);
        return SkillManifest.Skills(manifest).Select(skill => SkillPathRules.CheckBundle(Sizes(manifest, skill, sizes))).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Makes a layer's folder hold exactly the skills of a manifest.</summary>
    public async Task MaterialiseAsync(string tenantId, string layer, IReadOnlyDictionary<string, string> manifest, CancellationToken cancellationToken)
    {
        if (options.FilesInDatabase)
        {
            return;
        }

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
        if (options.FilesInDatabase)
        {
            return;
        }

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
    public bool Lacks(string layer, IReadOnlyDictionary<string, string> manifest)
        => !options.FilesInDatabase && manifest.Keys.Any(path => !File.Exists(Path.Combine([layer, .. path.Split('/')])));

    /// <summary>A skill still in the making may lack its SKILL.md.</summary>
    private static List<SkillFile> Sizes(IReadOnlyDictionary<string, string> manifest, string skill, IReadOnlyDictionary<string, long> sizes)
    {
        var files = SkillManifest.Of(manifest, skill)
            .Select(file => new SkillFile(file.Key[(skill.Length + 1)..], Room.AsMemory(0, (int)Math.Min(Room.Length, sizes.GetValueOrDefault(file.Value)))))
            .ToList();
        return files.Any(file => file.Path == SkillBundle.MainFile) ? files : [.. files, new(SkillBundle.MainFile, default)];
    }
}
