using OmniForge.Agents.Running;
using OmniForge.Server.Files;

namespace OmniForge.Server.Executions;

/// <summary>Outputs too large for the journal, beside the skills' files in the tenant's content-addressed store.</summary>
internal sealed class StoredArtifacts(string tenantId, SkillObjects objects) : IArtifacts
{
    public Task<string> KeepAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        => objects.KeepAsync(tenantId, content, cancellationToken);

    public Task<byte[]> ReadAsync(string digest, CancellationToken cancellationToken) => objects.ReadAsync(tenantId, digest, cancellationToken);
}
