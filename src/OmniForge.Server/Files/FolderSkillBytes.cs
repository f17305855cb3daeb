using System.Collections.Concurrent;
using OmniForge.Files.Skills;

namespace OmniForge.Server.Files;

/// <summary>Skill files below the data folder.</summary>
internal sealed class FolderSkillBytes(TenantFolders folders) : ISkillBytes
{
    private readonly ConcurrentDictionary<string, SkillSnapshots> _snapshots = new();

    public Task<string> PutAsync(string tenantId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => Of(tenantId).PutAsync(content, cancellationToken);

    public Task<byte[]> ReadAsync(string tenantId, string digest, CancellationToken cancellationToken)
        => Of(tenantId).ReadAsync(digest, cancellationToken);

    public Task<IReadOnlyDictionary<string, long>> SizesAsync(string tenantId, IReadOnlyCollection<string> digests, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, long>();
        foreach (var digest in digests)
        {
            if (Of(tenantId).Size(digest) is { } size)
            {
                sizes[digest] = size;
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, long>>(sizes);
    }

    private SkillSnapshots Of(string tenantId) => _snapshots.GetOrAdd(tenantId, id => new SkillSnapshots(folders.Of(id)));
}
