using System.Data.Common;
using System.IO.Hashing;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Cluster;

/// <summary>
/// A lock in the database that lives exactly as long as this process: the moment a node is killed the others see its lock free, seconds
/// before their probes would notice. A frozen node keeps its lock; that one the probes find.
/// </summary>
internal sealed partial class Presence(
    ForgeStore store,
    ThisNode me,
    ILocalSiloDetails silo,
    Nodes nodes,
    MembershipTable table,
    ServerOptions options,
    TimeProvider clock,
    ILogger<Presence> log) : BackgroundService
{
    /// <summary>First half of every key; the second is the hash of a node's address.</summary>
    private const int LockClass = 0x4F6D6E6B;

    /// <summary>Looks that must miss a node's lock before it is declared dead, a second apart.</summary>
    private const int MissesToDeath = 2;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>After the database was away every node gets this long to come back before anyone is judged.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, int> _missed = [];
    private DbConnection? _connection;
    private long _heldSince;

    /// <summary>Before this node joins: shows itself, buries those that are gone, and refuses to stand beside nodes it could not talk to.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await table.InitializeMembershipTable(true);
        await HoldAsync(cancellationToken);
        var held = await HeldAsync(cancellationToken);
        await using var db = store.Open("");
        var others = await db.Nodes.AsNoTracking().Where(node => node.Status != Nodes.DeadStatus).ToListAsync(cancellationToken);
        foreach (var node in others.Where(node => node.Address != me.Address))
        {
            if (held.Contains(KeyOf(node.Address)))
            {
                NodeAddress.DemandReachable(options, node.Address, node.HostName);
                NodeKeys.Demand(node);
            }
            else
            {
                await BuryAsync(SiloAddress.FromParsableString(node.Address));
            }
        }

        await table.ListAsync(silo, clock.GetUtcNow());
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await LetGoAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var tick = new PeriodicTimer(Every, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            var away = await StoreTrouble.TryAsync(async () =>
            {
                await HoldAsync(stoppingToken);
                await JudgeAsync(await HeldAsync(stoppingToken));
            });
            if (away is not null)
            {
                await StoreTrouble.TryAsync(LetGoAsync);
            }
        }
    }

    private async Task JudgeAsync(HashSet<long> held)
    {
        var others = nodes.Others;
        foreach (var gone in _missed.Keys.Except(others).ToList())
        {
            _missed.Remove(gone);
        }

        var calm = clock.GetElapsedTime(_heldSince) >= Grace;
        foreach (var address in others)
        {
            _missed[address] = calm && !held.Contains(KeyOf(address)) ? _missed.GetValueOrDefault(address) + 1 : 0;
            if (_missed[address] >= MissesToDeath)
            {
                LogDead(address);
                await nodes.DeclareDeadAsync(address);
            }
        }
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return;
        }

        await LetGoAsync();
        var connection = await store.ConnectAsync(cancellationToken);
        await using var take = connection.CreateCommand();
        take.CommandText = $"SELECT pg_try_advisory_lock({LockClass}, {(int)KeyOf(me.Address)})";
        if (await take.ExecuteScalarAsync(cancellationToken) is true)
        {
            _connection = connection;
            _heldSince = clock.GetTimestamp();
            return;
        }

        // The database has not noticed yet that our connection before is broken.
        await connection.DisposeAsync();
    }

    private async Task<HashSet<long>> HeldAsync(CancellationToken cancellationToken)
    {
        var held = new HashSet<long>();
        if (_connection is null)
        {
            return held;
        }

        await using var look = _connection.CreateCommand();
        look.CommandText =
            $"""
            SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = {LockClass} AND objsubid = 2 AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;
        await using var reader = await look.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            held.Add((int)reader.GetInt64(0));
        }

        return held;
    }

    /// <summary>Marks a node dead that left without a word; when somebody else changes the table at this moment, they see the same.</summary>
    private async Task BuryAsync(SiloAddress address)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var data = await table.ReadRow(address);
            if (data.TryGet(address) is not var (entry, etag) || entry.Status == SiloStatus.Dead)
            {
                return;
            }

            entry.Status = SiloStatus.Dead;
            if (await table.UpdateRow(entry, etag, data.Version.Next()))
            {
                LogDead(address.ToParsableString());
                return;
            }
        }
    }

    private async Task LetGoAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;

            // Out of the pool: only the end of the session frees the lock.
            if (connection is Npgsql.NpgsqlConnection { State: System.Data.ConnectionState.Open } open)
            {
                await using var free = open.CreateCommand();
                free.CommandText = "SELECT pg_advisory_unlock_all()";
                await free.ExecuteNonQueryAsync();
            }

            await connection.DisposeAsync();
        }
    }

    private static long KeyOf(string address) => (int)XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(address));

    [LoggerMessage(LogLevel.Warning, "Node {Address} is gone: its process has no connection to the database any more")]
    private partial void LogDead(string address);
}
