using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Files;

/// <summary>Skill files in the database, for any node.</summary>
internal sealed class TableSkillBytes(ForgeStore store) : ISkillBytes
{
    public async Task<string> PutAsync(string tenantId, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        await store.TransactAsync(tenantId, async (db, ct) =>
        {
            await db.TakeTurnAsync($"skill-bytes/{tenantId}/{digest}", ct);
            if (!await db.SkillBytes.AnyAsync(known => known.Digest == digest, ct))
            {
                db.SkillBytes.Add(new SkillBytesRow { Digest = digest, Content = content.ToArray(), Size = content.Length });
            }

            return digest;
        }, cancellationToken);
        return digest;
    }

    public async Task<byte[]> ReadAsync(string tenantId, string digest, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var content = await db.SkillBytes.AsNoTracking().Where(known => known.Digest == digest).Select(known => known.Content)
            .FirstOrDefaultAsync(cancellationToken);
        if (content is null)
        {
            throw new WorkspaceException(WorkspaceFault.NotFound, $"the stored skill file {digest} is missing; restore the database from a backup");
        }

        return Convert.ToHexStringLower(SHA256.HashData(content)) == digest
            ? content
            : throw new InvalidDataException($"the stored skill file {digest} is damaged; restore the database from a backup");
    }

    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(
        string tenantId, IReadOnlyCollection<string> digests, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.SkillBytes.AsNoTracking().Where(known => digests.Contains(known.Digest))
            .ToDictionaryAsync(known => known.Digest, known => known.Size, cancellationToken);
    }
}
