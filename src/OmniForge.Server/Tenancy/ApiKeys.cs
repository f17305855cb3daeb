using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Tenancy;

/// <summary>Issues, checks and revokes API keys. Secrets are stored as hashes and shown once.</summary>
internal sealed class ApiKeys(ForgeStore store, TimeProvider clock)
{
    /// <summary>Answers for keys that do not exist take the same path as for keys that do.</summary>
    private static readonly byte[] Dummy = Encoding.ASCII.GetBytes(new string('0', 64));

    /// <summary>How long a key that was good is believed to be: a key ended by another process stops working within this time.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private const int MostAdmitted = 10_000;

    private readonly ConcurrentDictionary<string, (Caller Caller, long Since, DateTimeOffset Until)> _admitted = new();

    public static readonly TimeSpan DefaultLife = TimeSpan.FromDays(90);

    /// <summary>The caller a key stands for; throws UNAUTHENTICATED otherwise.</summary>
    public async Task<Caller> AuthenticateAsync(string written, CancellationToken cancellationToken)
    {
        if (_admitted.TryGetValue(written, out var known) && clock.GetElapsedTime(known.Since) < Believed && known.Until > clock.GetUtcNow())
        {
            return known.Caller;
        }

        var text = ApiKeyText.TryRead(written) ?? throw Invalid();
        await using var db = store.Open("");
        var row = await db.ApiKeys.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(key => key.Id == text.Id, cancellationToken);
        var expected = row is null ? Dummy : Encoding.ASCII.GetBytes(row.SecretHash);
        var same = CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(text.SecretHash));
        if (row is null || !same || row.RevokedAt is not null)
        {
            throw Invalid();
        }

        if (row.ExpiresAt <= clock.GetUtcNow())
        {
            throw new DomainException(Refusal.Unauthenticated, "CREDENTIAL_EXPIRED", "This key has expired. Create a new one with `omniforge keys create`.");
        }

        var caller = new Caller(row.TenantId, ActorKind.ApiKey, row.Id, row.Label, Roles.PermissionsOf(row.Roles.Split(',')));
        if (_admitted.Count >= MostAdmitted)
        {
            _admitted.Clear();
        }

        _admitted[written] = (caller, clock.GetTimestamp(), row.ExpiresAt ?? DateTimeOffset.MaxValue);
        return caller;
    }

    /// <summary>A new key of a tenant, which is created when it does not exist; the text is returned once and never stored.</summary>
    public async Task<(ApiKeyRow Row, string Written)> CreateAsync(
        string tenantId, IReadOnlyCollection<string> roles, string label, TimeSpan? life, CancellationToken cancellationToken)
    {
        var unknown = roles.FirstOrDefault(role => !Roles.Names.Contains(role));
        if (unknown is not null || roles.Count == 0)
        {
            throw DomainException.Field("roles", $"\"{unknown}\" is no role; use some of {string.Join(", ", Roles.Names)}");
        }

        Ids.ChosenOrNew(tenantId, "tenant");
        var text = ApiKeyText.New();
        var now = clock.GetUtcNow();
        var row = new ApiKeyRow
        {
            Id = text.Id,
            TenantId = tenantId,
            SecretHash = text.SecretHash,
            Label = label,
            Roles = string.Join(',', roles.Distinct()),
            CreatedAt = now,
            ExpiresAt = now + life,
        };
        return await store.TransactAsync(tenantId, async (db, ct) =>
        {
            if (!await db.Tenants.AnyAsync(tenant => tenant.Id == tenantId, ct))
            {
                db.Tenants.Add(new TenantRow { Id = tenantId, CreatedAt = now });
            }

            db.ApiKeys.Add(row);
            return (row, text.Write());
        }, cancellationToken);
    }

    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(string? tenantId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId ?? "");
        var keys = tenantId is null ? db.ApiKeys.IgnoreQueryFilters() : db.ApiKeys;
        return await keys.AsNoTracking().OrderBy(key => key.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Ends a key at once. False when there is none of that id.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        await using var look = store.Open("");
        var tenant = await look.ApiKeys.IgnoreQueryFilters().Where(key => key.Id == id).Select(key => key.TenantId).FirstOrDefaultAsync(cancellationToken);
        if (tenant is null)
        {
            return false;
        }

        return await store.TransactAsync(tenant, async (db, ct) =>
        {
            var row = await db.ApiKeys.FirstAsync(key => key.Id == id, ct);
            row.RevokedAt ??= clock.GetUtcNow();
            _admitted.Clear();
            return true;
        }, cancellationToken);
    }

    private static DomainException Invalid()
        => new(Refusal.Unauthenticated, "CREDENTIAL_INVALID", "This key is not known here. Check that it was copied whole, or create one with `omniforge keys create`.");
}
