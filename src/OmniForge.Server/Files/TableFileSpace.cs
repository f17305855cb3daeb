using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Workspaces;
using OmniForge.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Files;

/// <summary>
/// Files in the database, so that any node sees them. The paths and refusals are those of a folder; each write is one transaction. Writers
/// of one space take turns, so that its limits hold.
/// </summary>
internal sealed class TableFileSpace(ForgeStore store, string tenantId, string agentId, TimeProvider clock, FolderLimits? limits = null) : IFileSpace
{
    private const int MostAttempts = 3;

    private readonly FolderLimits _limits = limits ?? new();

    public async Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        path = WorkspacePath.Normalise(path);
        await using var db = store.Open(tenantId);
        return await Own(db).Where(file => file.Path == path)
            .Select(file => new WorkspaceFile(file.Path, file.Size, file.ModifiedAt)).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
    {
        var known = await FindAsync(path, cancellationToken)
            ?? throw new WorkspaceException(WorkspaceFault.NotFound, $"there is no file '{path}'; check the name or put the file there first");
        if (known.Size > maxBytes)
        {
            throw new WorkspaceException(WorkspaceFault.TooLarge, $"'{path}' has {known.Size:N0} bytes, more than the {maxBytes:N0} that can be read");
        }

        await using var db = store.Open(tenantId);
        var content = await Own(db).Where(file => file.Path == known.Path && file.Size <= maxBytes)
            .Select(file => file.Content).FirstOrDefaultAsync(cancellationToken);
        return content ?? throw new WorkspaceException(WorkspaceFault.NotFound, $"the file '{path}' was replaced or removed at this moment; try again");
    }

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var name = WorkspacePath.Normalise(path);
        var row = new FileRow
        {
            AgentId = agentId,
            Path = name,
            Content = content.ToArray(),
            Size = content.Length,
            Digest = Convert.ToHexStringLower(SHA256.HashData(content.Span)),
            ModifiedAt = clock.GetUtcNow(),
        };
        await ChangeAsync(async (db, ct) =>
        {
            await db.TakeTurnAsync($"files/{tenantId}/{agentId}", ct);
            await CheckAsync(db, path, name, content.Length, ct);
            await Own(db).Where(file => file.Path == name).ExecuteDeleteAsync(ct);
            return db.Files.Add(row);
        }, cancellationToken);
    }

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var files = await Own(db).Select(file => new WorkspaceFile(file.Path, file.Size, file.ModifiedAt)).ToListAsync(cancellationToken);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            yield return file;
        }
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var name = WorkspacePath.Normalise(path);
        await ChangeAsync((db, ct) => Own(db).Where(file => file.Path == name).ExecuteDeleteAsync(ct), cancellationToken);
    }

    /// <summary>A change that the database ended because this process was frozen in its middle left nothing behind and is made again.</summary>
    private async Task ChangeAsync<T>(Func<ForgeDb, CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.TransactAsync(tenantId, change, cancellationToken);
                return;
            }
            catch (Exception broken) when (attempt < MostAttempts && StoreTrouble.WasSilent(broken))
            {
                // The next attempt has a connection of its own.
            }
        }
    }

    private IQueryable<FileRow> Own(ForgeDb db) => db.Files.AsNoTracking().Where(file => file.AgentId == agentId);

    /// <summary>What a folder would refuse is refused: a name that is a folder, a folder that is a file, more than there is room for.</summary>
    private async Task CheckAsync(ForgeDb db, string path, string name, long size, CancellationToken cancellationToken)
    {
        var inside = name + "/";
        if (await Own(db).AnyAsync(file => file.Path.StartsWith(inside), cancellationToken))
        {
            throw new WorkspaceException(WorkspaceFault.PathRefused, $"'{path}' is a folder; choose a file name inside it");
        }

        var folders = name.Split('/').SkipLast(1).Aggregate(new List<string>(), (all, part) => [.. all, all.Count == 0 ? part : $"{all[^1]}/{part}"]);
        if (await Own(db).Where(file => folders.Contains(file.Path)).Select(file => file.Path).FirstOrDefaultAsync(cancellationToken) is not null)
        {
            throw new WorkspaceException(WorkspaceFault.PathRefused, $"'{path}' leads through a file as if it were a folder; choose another folder name");
        }

        var others = await Own(db).Where(file => file.Path != name).GroupBy(_ => 1)
            .Select(all => new { Bytes = all.Sum(file => file.Size), Files = all.Count() }).FirstOrDefaultAsync(cancellationToken);
        if ((others?.Bytes ?? 0) + size > _limits.Bytes)
        {
            throw Full(path, $"its files may have {_limits.Bytes / 1048576.0:0.##} MB together");
        }

        if ((others?.Files ?? 0) + 1 > _limits.Files)
        {
            throw Full(path, $"it may hold {_limits.Files:N0} files");
        }
    }

    private static WorkspaceException Full(string path, string limit)
        => new(WorkspaceFault.Full, $"there is no room for '{path}' in the agent's folder: {limit}; delete what is no longer needed, nothing was lost");
}
