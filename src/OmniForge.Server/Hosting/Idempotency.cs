using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Hosting;

/// <summary>A repeated request id gets the first answer again; the same id with another body is refused.</summary>
internal sealed class Idempotency(ForgeStore store, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Calls in progress on this node, by key: the second caller waits for the first.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _inProgress = new();

    /// <summary>
    /// Runs <paramref name="work"/> once per request id. <paramref name="rpc"/> is the unary RPC's name also when the request
    /// came as a stream frame, so that both share their memory.
    /// </summary>
    public async Task<(T Response, bool Replayed)> OnceAsync<T>(
        Caller caller, string rpc, string fallbackId, IMessage request, Func<Task<T>> work, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        var field = request.Descriptor.FindFieldByName("request_id");
        var id = field is null ? "" : (string)field.Accessor.GetValue(request) is { Length: > 0 } own ? own : fallbackId;
        if (id.Length == 0)
        {
            return (await work(), false);
        }

        if (id.Length > 64 || id.Any(c => c is < ' ' or > '~'))
        {
            throw DomainException.Field("request_id", "must be 1 to 64 printable characters");
        }

        var key = Hash(Encoding.UTF8.GetBytes($"{caller.TenantId}\n{caller.Id}\n{rpc}\n{id}"));
        var body = BodyHash(request, field!);
        var turn = _inProgress.GetOrAdd(key, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await FindAsync<T>(caller.TenantId, key, body, cancellationToken) is { } first)
            {
                return (first, true);
            }

            var response = await work();
            await KeepAsync(caller.TenantId, key, body, response, cancellationToken);
            return (response, false);
        }
        finally
        {
            turn.Release();
            _inProgress.TryRemove(key, out _);
        }
    }

    private async Task<T?> FindAsync<T>(string tenantId, string key, string body, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        await using var db = store.Open(tenantId);
        var since = clock.GetUtcNow() - Kept;
        var row = await db.Requests.AsNoTracking().FirstOrDefaultAsync(request => request.Id == key && request.CreatedAt > since, cancellationToken);
        if (row is null)
        {
            return null;
        }

        return row.BodyHash == body
            ? new MessageParser<T>(() => new T()).ParseFrom(row.Response)
            : throw new DomainException(Refusal.AlreadyExists, "REQUEST_ID_REUSED", "This request_id was used for another request. Choose a new one for a new wish.");
    }

    private async Task KeepAsync(string tenantId, string key, string body, IMessage response, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        await db.Requests.Where(request => request.Id == key).ExecuteDeleteAsync(cancellationToken);
        db.Requests.Add(new RequestRow { Id = key, BodyHash = body, Response = response.ToByteArray(), CreatedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string BodyHash(IMessage request, Google.Protobuf.Reflection.FieldDescriptor field)
    {
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        field.Accessor.Clear(copy);
        return Hash(copy.ToByteArray());
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
