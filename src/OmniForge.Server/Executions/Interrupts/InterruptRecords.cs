using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>The rows of questions, as the owner of an execution writes them.</summary>
internal sealed class InterruptRecords(ForgeStore store)
{
    /// <summary>Stores a question. One that a run before asked under the same id stays as it is and is given back, with what became of it.</summary>
    public Task<Interrupt> OpenAsync(ExecutionRow row, Interrupt interrupt, CancellationToken cancellationToken)
        => store.TransactAsync(row.TenantId, async (db, ct) =>
        {
            var known = await db.Interrupts.AsNoTracking().FirstOrDefaultAsync(stored => stored.ExecutionId == row.Id && stored.Id == interrupt.Id, ct);
            if (known is not null)
            {
                return known.ToProto();
            }

            db.Interrupts.Add(new InterruptRow
            {
                ExecutionId = row.Id,
                Id = interrupt.Id,
                AgentId = row.AgentId,
                Kind = interrupt.Kind,
                OpenedAt = interrupt.OpenedAt.ToDateTimeOffset(),
                Payload = interrupt.ToByteArray(),
            });
            return interrupt;
        }, cancellationToken);

    /// <summary>Nobody answered these in time; one that was answered meanwhile stays answered.</summary>
    public Task ExpireAsync(string tenantId, string executionId, IReadOnlyList<string> ids, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, (db, ct) => db.Interrupts
            .Where(row => row.ExecutionId == executionId && ids.Contains(row.Id) && row.Status == InterruptStatus.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, InterruptStatus.Expired), ct), cancellationToken);

    public async Task<IReadOnlyList<Interrupt>> OpenOfAsync(string tenantId, string executionId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var rows = await db.Interrupts.AsNoTracking()
            .Where(row => row.ExecutionId == executionId && row.Status == InterruptStatus.Open).OrderBy(row => row.OpenedAt).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToProto())];
    }
}
