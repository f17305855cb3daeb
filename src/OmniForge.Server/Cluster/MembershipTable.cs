using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Cluster;

/// <summary>
/// Who belongs to the cluster, in the database the nodes share. Every change but a sign of life names the version of the table it
/// was decided on and is refused when that is no longer the present one, so two nodes never decide against each other.
/// </summary>
internal sealed class MembershipTable(ForgeStore store, NodeCertificate certificate) : IMembershipTable
{
    /// <summary>One database is one cluster.</summary>
    public const string ClusterId = "omniforge";

    /// <summary>Every one that fails is another node's success.</summary>
    private const int Attempts = 100;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await using var db = store.Open("");
        if (!tryInitTableVersion || await db.MembershipVersions.AnyAsync())
        {
            return;
        }

        db.MembershipVersions.Add(new MembershipVersionRow());
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException taken) when (Taken(taken))
        {
            // Another node was faster; its row is as good.
        }
    }

    public Task<MembershipTableData> ReadAll() => ReadAsync(nodes => nodes);

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var address = key.ToParsableString();
        return ReadAsync(nodes => nodes.Where(node => node.Address == address));
    }

    /// <summary>
    /// Lists this node before Orleans does, as one that is not there yet: Orleans opens its first connections before it lists it, and
    /// nobody would let them in.
    /// </summary>
    public async Task ListAsync(ILocalSiloDetails silo, DateTimeOffset now)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = silo.SiloAddress,
            Status = SiloStatus.Created,
            HostName = silo.DnsHostName,
            SiloName = silo.Name,
            StartTime = now.UtcDateTime,
            IAmAliveTime = now.UtcDateTime,
        };
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var seen = await ReadRow(silo.SiloAddress);
            if (seen.Members.Count > 0 || await InsertRow(entry, seen.Version.Next()))
            {
                return;
            }
        }
    }

    /// <summary>A node inserts no row but its own, so being listed and having one's key listed is one step.</summary>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => ChangeAsync(tableVersion, async db =>
    {
        var row = entry.ToRow();
        row.KeyDigest = certificate.Digest;
        db.Nodes.Add(row);
        await db.SaveChangesAsync();
        return true;
    });

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => ChangeAsync(tableVersion, async db =>
    {
        var row = entry.ToRow();
        return long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            && await db.Nodes.Where(node => node.Address == row.Address && node.Revision == revision).ExecuteUpdateAsync(set => set
                .SetProperty(node => node.Status, row.Status)
                .SetProperty(node => node.HostName, row.HostName)
                .SetProperty(node => node.SiloName, row.SiloName)
                .SetProperty(node => node.RoleName, row.RoleName)
                .SetProperty(node => node.ProxyPort, row.ProxyPort)
                .SetProperty(node => node.UpdateZone, row.UpdateZone)
                .SetProperty(node => node.FaultZone, row.FaultZone)
                .SetProperty(node => node.Suspects, row.Suspects)
                .SetProperty(node => node.StartTime, row.StartTime)
                .SetProperty(node => node.AliveAt, row.AliveAt)
                .SetProperty(node => node.Revision, revision + 1)) == 1;
    });

    /// <summary>A sign of life touches one column and no etag: it must never make another node's decision fail.</summary>
    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        var address = entry.SiloAddress.ToParsableString();
        var alive = NodeRows.Instant(entry.IAmAliveTime);
        await using var db = store.Open("");
        await db.Nodes.Where(node => node.Address == address).ExecuteUpdateAsync(set => set.SetProperty(node => node.AliveAt, alive));
    }

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        await using var db = store.Open("");
        await db.Nodes
            .Where(node => node.Status == Nodes.DeadStatus && node.AliveAt < beforeDate && node.StartTime < beforeDate)
            .ExecuteDeleteAsync();
    }

    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        if (clusterId != ClusterId)
        {
            return;
        }

        await using var db = store.Open("");
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Nodes.ExecuteDeleteAsync();
        await db.MembershipVersions.ExecuteDeleteAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Rows and version of one moment.</summary>
    private async Task<MembershipTableData> ReadAsync(Func<IQueryable<NodeRow>, IQueryable<NodeRow>> wanted)
    {
        await using var db = store.Open("");
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var version = await db.MembershipVersions.Select(row => (int?)row.Version).FirstOrDefaultAsync() ?? 0;
        var rows = await wanted(db.Nodes.AsNoTracking()).ToListAsync();
        return new(
            [.. rows.Select(row => Tuple.Create(row.ToEntry(), Text(row.Revision)))],
            new TableVersion(version, Text(version)));
    }

    private async Task<bool> ChangeAsync(TableVersion next, Func<ForgeDb, Task<bool>> change)
    {
        if (!int.TryParse(next.VersionEtag, NumberStyles.None, CultureInfo.InvariantCulture, out var present))
        {
            return false;
        }

        await using var db = store.Open("");
        await using var transaction = await db.Database.BeginTransactionAsync();
        var mine = await db.MembershipVersions.Where(row => row.Version == present)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, next.Version));
        try
        {
            if (mine != 1 || !await change(db))
            {
                return false;
            }
        }
        catch (DbUpdateException taken) when (Taken(taken))
        {
            return false;
        }

        await transaction.CommitAsync();
        return true;
    }

    private static bool Taken(DbUpdateException refused)
        => refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
