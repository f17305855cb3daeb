using OmniForge.Agents.Workspaces;

namespace OmniForge.Server.Files;

/// <summary>Bytes of skill files by their SHA-256: written once, never changed.</summary>
internal interface ISkillBytes
{
    /// <summary>Stores the bytes durably and gives their digest in lower-case hex. Storing the same bytes again changes nothing.</summary>
    Task<string> PutAsync(string tenantId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The bytes, checked against their digest; throws <see cref="WorkspaceFault.NotFound"/> when there are none.</summary>
    Task<byte[]> ReadAsync(string tenantId, string digest, CancellationToken cancellationToken);

    /// <summary>Sizes in bytes of those that exist.</summary>
    Task<IReadOnlyDictionary<string, long>> SizesAsync(string tenantId, IReadOnlyCollection<string> digests, CancellationToken cancellationToken);
}
