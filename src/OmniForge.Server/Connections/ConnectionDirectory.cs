using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>The way into connections for every other slice: what can be connected, what is, and its end.</summary>
internal sealed class ConnectionDirectory(
    ForgeStore store, Providers providers, ConnectionSecrets secrets, AccountOpener accounts, Revocation revocation, ConnectionNews news,
    Paging paging, TimeProvider clock)
{
    private static readonly HashSet<string> Writable = ["label", "is_default"];

    public async Task<IReadOnlyList<Integration>> IntegrationsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        var usable = (await db.Connections.AsNoTracking().Where(row => row.Status == ConnectionStatus.Active).ToListAsync(cancellationToken))
            .Where(row => ConnectionRules.Sees(caller, row)).CountBy(row => row.Integration).ToDictionary();
        return [.. providers.All.Select(provider => IntegrationMapping.ToProto(provider, providers.IsConfigured(provider), usable.GetValueOrDefault(provider.Descriptor.Id)))];
    }

    public async Task<Connection> CreateAsync(Caller caller, CreateConnectionRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Connection ?? throw DomainException.Field("connection", "is required");
        var provider = providers.Get(wish.Integration);
        if (wish.Secret.Length is 0 or > 4096 || wish.Secret.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            throw DomainException.Field("connection.secret", "is the secret from the settings of the provider, without spaces");
        }

        var (id, now) = (Ids.ChosenOrNew(request.ConnectionId, "connection_id"), clock.GetUtcNow());
        AccountIdentity identity;
        try
        {
            identity = await provider.IdentifyAsync(accounts.WithToken(provider, id, wish.Label, wish.Secret), cancellationToken);
        }
        catch (AccountException refused)
        {
            throw DomainException.Invalid("SECRET_REFUSED", "connection.secret", refused.Message);
        }

        var row = new ConnectionRow
        {
            Id = id,
            TenantId = caller.TenantId,
            Integration = provider.Descriptor.Id,
            Label = ConnectionRules.Label(wish.Label),
            Status = ConnectionStatus.Active,
            OwnerKind = ConnectionRules.OwnerOf(wish.OwnerKind),
            OwnerId = wish.OwnerKind == OwnerKind.User ? caller.Id : "",
            AccountId = identity.Id,
            WorkspaceName = identity.Name,
            ActorId = identity.ActorId,
            AuthKind = AuthKind.StaticSecret,
            Generation = 1,
            Access = await secrets.SealAsync(ConnectionSecrets.Place(caller.TenantId, id, ConnectionSecrets.Access, 1), wish.Secret, cancellationToken),
            IssuedAt = now,
            LastCheckedAt = now,
            CreatedBy = caller.ToActor().ToByteArray(),
            CreatedAt = now,
            UpdatedAt = now,
            Revision = 1,
        };
        if (request.ValidateOnly)
        {
            return row.ToProto(now);
        }

        var added = await store.TransactAsync(caller.TenantId, (db, ct) => AddAsync(db, row, ct), cancellationToken);
        news.Tell();
        return added;
    }

    public async Task<Connection> GetAsync(Caller caller, string id, CancellationToken cancellationToken)
        => (await RowAsync(caller, id, cancellationToken)).ToProto(clock.GetUtcNow());

    public async Task<ListConnectionsResponse> ListAsync(Caller caller, ListConnectionsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|{caller.Id}|ListConnections|{request.Integration}|{request.Status}|{request.ShowEnded}";
        var after = paging.After(request.PageToken, binding) ?? "";
        await using var db = store.Open(caller.TenantId);
        var rows = db.Connections.AsNoTracking().Where(row => row.OwnerKind == OwnerKind.Tenant || row.OwnerId == caller.Id);
        rows = request.Integration.Length > 0 ? rows.Where(row => row.Integration == request.Integration) : rows;
        rows = request.Status != ConnectionStatus.Unspecified ? rows.Where(row => row.Status == request.Status)
            : request.ShowEnded ? rows
            : rows.Where(row => row.Status == ConnectionStatus.Active || row.Status == ConnectionStatus.NeedsReconnect);
        var page = await rows.Where(row => string.Compare(row.Id, after) > 0).OrderBy(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListConnectionsResponse { NextPageToken = page.Count > size ? paging.Next(page[size - 1].Id, binding) : "" };
        response.Connections.AddRange(page.Take(size).Select(row => row.ToProto(clock.GetUtcNow())));
        return response;
    }

    public async Task<Connection> UpdateAsync(Caller caller, UpdateConnectionRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Connection ?? throw DomainException.Field("connection", "is required");
        var paths = FieldMasks.Resolve(request.UpdateMask, wish, Writable);
        var updated = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await OwnAsync(db, caller, wish.Id, wish.Etag, ct);
            row.Label = paths.Contains("label") ? ConnectionRules.Label(wish.Label) : row.Label;
            if (paths.Contains("is_default") && wish.IsDefault && !row.IsDefault)
            {
                await db.Connections.Where(other => other.Integration == row.Integration && other.OwnerId == row.OwnerId && other.IsDefault)
                    .ExecuteUpdateAsync(change => change.SetProperty(other => other.IsDefault, false), ct);
                row.IsDefault = true;
            }

            (row.UpdatedAt, row.Revision) = (clock.GetUtcNow(), row.Revision + 1);
            return row.ToProto(clock.GetUtcNow());
        }, cancellationToken);
        news.Tell();
        return updated;
    }

    /// <summary>The secret is destroyed even when the provider cannot be told.</summary>
    public async Task<Connection> DeleteAsync(Caller caller, DeleteConnectionRequest request, CancellationToken cancellationToken)
    {
        var row = await RowAsync(caller, request.ConnectionId, cancellationToken);
        if (row.Status == ConnectionStatus.Revoked)
        {
            return row.ToProto(clock.GetUtcNow());
        }

        if (!request.Force && await ConnectionUse.FirstAsync(store, row, cancellationToken) is { } agent)
        {
            throw new DomainException(
                Refusal.WrongStatus, "CONNECTION_IN_USE", $"The agent \"{agent}\" is at work with this connection. Pause it first, or disconnect with force.");
        }

        await revocation.TellAsync(row, cancellationToken);
        return await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var gone = await OwnAsync(db, caller, row.Id, request.Etag, ct);
            var now = clock.GetUtcNow();
            (gone.Status, gone.StatusMessage, gone.Access, gone.Refresh, gone.IsDefault) = (ConnectionStatus.Revoked, "Disconnected.", null, null, false);
            (gone.ExpiresAt, gone.LeaseUntil, gone.RefreshStartedAt, gone.UpdatedAt, gone.Revision) = (null, null, null, now, gone.Revision + 1);
            return gone.ToProto(now);
        }, cancellationToken);
    }

    public async Task<ConnectionRow> RowAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return await db.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row && ConnectionRules.Sees(caller, row)
            ? row
            : throw DomainException.NotFound("connection", id);
    }

    private static async Task<ConnectionRow> OwnAsync(ForgeDb db, Caller caller, string id, string etag, CancellationToken cancellationToken)
    {
        var row = await db.Connections.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return row is null || !ConnectionRules.Sees(caller, row) ? throw DomainException.NotFound("connection", id)
            : etag.Length > 0 && etag != row.Revision.ToString() ? throw DomainException.Stale(row.Revision.ToString())
            : row;
    }

    private async Task<Connection> AddAsync(ForgeDb db, ConnectionRow row, CancellationToken cancellationToken)
    {
        var others = await db.Connections.Where(other => other.Integration == row.Integration && other.OwnerId == row.OwnerId && other.Status != ConnectionStatus.Revoked)
            .ToListAsync(cancellationToken);
        if (others.Find(other => other.AccountId == row.AccountId) is { } same)
        {
            throw new DomainException(
                Refusal.AlreadyExists, "ID_TAKEN", $"{ConnectionRules.NameOf(row)} is connected already. Disconnect it first to use another secret.").With("id", same.Id);
        }

        if (await db.Connections.AnyAsync(other => other.Id == row.Id, cancellationToken))
        {
            throw new DomainException(Refusal.AlreadyExists, "ID_TAKEN", "There is already a connection with this id. Choose another.")
                .With("resource", "connection").With("id", row.Id);
        }

        row.IsDefault = !others.Exists(other => other.IsDefault);
        db.Connections.Add(row);
        return row.ToProto(clock.GetUtcNow());
    }
}
