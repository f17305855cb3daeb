using System.Net;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Cluster.Tls;

/// <summary>
/// The keys of the nodes that are listed in the database and not dead. The list is read again once it is a second old, by one reader for
/// all who ask: strangers cost one query a second, however many knock. While the database is away the list that was read last counts.
/// </summary>
internal sealed class NodeKeys(Func<CancellationToken, Task<IReadOnlyList<NodeKeys.Listed>>> read, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>How long the database may take to answer before it counts as away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Reading? _last;

    public NodeKeys(ForgeStore store, TimeProvider clock)
        : this(cancellationToken => ReadAsync(store, cancellationToken), clock)
    {
    }

    /// <summary>Refuses to stand beside a version that does not encrypt what nodes say to each other.</summary>
    public static void Demand(NodeRow other)
    {
        if (other.KeyDigest.Length == 0)
        {
            throw new StartRefused(
                $"The server {other.HostName} ({other.Address}) uses this database too and is of an older version, which does not encrypt what servers say to each other. Stop all servers of that version, then start this one.");
        }
    }

    /// <summary>Whether a node has this key.</summary>
    public Task<bool> HasAsync(string digest, CancellationToken cancellationToken)
        => FindAsync(listed => listed.Digest == digest, cancellationToken);

    /// <summary>Whether the node that is listed at this address has this key.</summary>
    public Task<bool> HasAsync(string digest, IPEndPoint at, CancellationToken cancellationToken)
        => FindAsync(listed => listed.Digest == digest && listed.At.Equals(at), cancellationToken);

    public void Dispose() => _reading.Dispose();

    private async Task<bool> FindAsync(Func<Listed, bool> wanted, CancellationToken cancellationToken)
    {
        if (_last is { } young && clock.GetElapsedTime(young.Since) < Fresh && young.Nodes.Any(wanted))
        {
            return true;
        }

        var asked = clock.GetTimestamp();
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // A node that is not in a list begun after the question is not a node.
            if (_last is not { } other || other.Since <= asked)
            {
                await ReadAgainAsync(cancellationToken);
            }
        }
        finally
        {
            _reading.Release();
        }

        return _last!.Nodes.Any(wanted);
    }

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        if (_last is { } before && Fresh - clock.GetElapsedTime(before.Since) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, clock, cancellationToken);
        }

        // Not ended by whoever asks: one who hangs up in the middle would have the next one ask the database again at once.
        using var patience = new CancellationTokenSource(Patience, clock);
        var since = clock.GetTimestamp();
        var nodes = _last?.Nodes ?? [];
        try
        {
            await StoreTrouble.TryAsync(async () => nodes = await read(patience.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // As long as it is silent it is away.
        }

        _last = new(since, nodes);
    }

    private static async Task<IReadOnlyList<Listed>> ReadAsync(ForgeStore store, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var rows = await db.Nodes.AsNoTracking().Where(node => node.Status != Nodes.DeadStatus && node.KeyDigest != "")
            .Select(node => new { node.Address, node.KeyDigest }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new Listed(row.KeyDigest, SiloAddress.FromParsableString(row.Address).Endpoint))];
    }

    /// <param name="Digest">As <see cref="NodeCertificate.DigestOf"/>.</param>
    /// <param name="At">Where the node says that it is reached.</param>
    internal sealed record Listed(string Digest, IPEndPoint At);

    /// <param name="Since">When the question was sent to the database.</param>
    private sealed record Reading(long Since, IReadOnlyList<Listed> Nodes);
}
