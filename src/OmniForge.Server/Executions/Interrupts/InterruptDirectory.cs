using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>The inbox: what waits for a person, and answering it.</summary>
internal sealed class InterruptDirectory(ForgeStore store, ExecutionMail mail, Owners owners, Paging paging, TimeProvider clock)
{
    public async Task<ListInterruptsResponse> ListAsync(Caller caller, ListInterruptsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var copy = request.Clone();
        (copy.PageToken, copy.PageSize) = ("", 0);
        var binding = $"{caller.TenantId}|ListInterrupts|{copy.ToByteString().ToBase64()}";
        await using var db = store.Open(caller.TenantId);
        var rows = await After(Matching(db, request), paging.After(request.PageToken, binding))
            .OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.ExecutionId).ThenByDescending(row => row.Id)
            .Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListInterruptsResponse();
        response.Interrupts.AddRange(rows.Take(size).Select(row => row.ToProto()));
        response.NextPageToken = rows.Count > size ? paging.Next(KeyOf(rows[size - 1]), binding) : "";
        return response;
    }

    /// <summary>Stored when it returns; the execution goes on at once. The same answer twice is fine, another one is too late.</summary>
    public async Task<Interrupt> ResolveAsync(Caller caller, ResolveInterruptRequest request, CancellationToken cancellationToken)
    {
        var (interrupt, changed) = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await FindAsync(db, request, ct);
            var open = row.ToProto();
            if (open.Status != InterruptStatus.Open)
            {
                return (InterruptRules.Same(open, request) ? open : throw Closed(open), false);
            }

            InterruptRules.Check(open, caller.Id, request);
            Answer(open, caller, request);
            var payload = open.ToByteArray();
            var first = await db.Interrupts
                .Where(found => found.ExecutionId == row.ExecutionId && found.Id == row.Id && found.Status == InterruptStatus.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(found => found.Status, InterruptStatus.Resolved).SetProperty(found => found.Payload, payload), ct);
            if (first == 0)
            {
                // Somebody else was faster.
                open = (await FindAsync(db, request, ct)).ToProto();
                return (InterruptRules.Same(open, request) ? open : throw Closed(open), false);
            }

            await mail.KnockAsync(db, row.ExecutionId, ct);
            return (open, true);
        }, cancellationToken);
        if (changed)
        {
            await owners.WakeExecutionAsync(caller.TenantId, request.ExecutionId);
        }

        return interrupt;
    }

    private static async Task<InterruptRow> FindAsync(ForgeDb db, ResolveInterruptRequest request, CancellationToken cancellationToken)
        => await db.Interrupts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ExecutionId == request.ExecutionId && row.Id == request.InterruptId, cancellationToken)
            ?? throw (await db.Executions.AnyAsync(row => row.Id == request.ExecutionId, cancellationToken)
                ? DomainException.NotFound("interrupt", request.InterruptId)
                : DomainException.NotFound("execution", request.ExecutionId));

    private void Answer(Interrupt open, Caller caller, ResolveInterruptRequest request)
    {
        open.Status = InterruptStatus.Resolved;
        open.Decision = request.Decision;
        open.Response = request.Decision == Decision.Submit ? request.Response ?? new() : null;
        open.Comment = request.Comment;
        open.ResolvedBy = caller.ToActor();
        open.ResolvedAt = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
    }

    private static DomainException Closed(Interrupt interrupt) => DomainException.Status("INTERRUPT_CLOSED", interrupt.Status switch
    {
        InterruptStatus.Resolved => "This question was answered differently before; the first answer counts.",
        InterruptStatus.Expired => "Nobody answered this question in time; it is closed.",
        _ => "The execution ended before this question was answered; it is closed.",
    }).With("id", interrupt.Id).With("status", interrupt.Status.ToString().ToUpperInvariant());

    private static IQueryable<InterruptRow> Matching(ForgeDb db, ListInterruptsRequest request)
    {
        List<InterruptStatus> statuses = request.Statuses.Count > 0 ? [.. request.Statuses] : [InterruptStatus.Open];
        var rows = db.Interrupts.AsNoTracking().Where(row => statuses.Contains(row.Status));
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        rows = request.ExecutionId.Length > 0 ? rows.Where(row => row.ExecutionId == request.ExecutionId) : rows;
        return request.Kind == InterruptKind.Unspecified ? rows : rows.Where(row => row.Kind == request.Kind);
    }

    private static string KeyOf(InterruptRow row) => $"{UtcMicroseconds.Write(row.OpenedAt)}|{row.ExecutionId}|{row.Id}";

    private static IQueryable<InterruptRow> After(IQueryable<InterruptRow> rows, string? key)
    {
        if (key is null)
        {
            return rows;
        }

        var parts = key.Split('|', 3);
        var at = UtcMicroseconds.Read(long.Parse(parts[0]));
        var (execution, id) = (parts[1], parts[2]);
        return rows.Where(row => row.OpenedAt < at || (row.OpenedAt == at && (string.Compare(row.ExecutionId, execution) < 0
            || (row.ExecutionId == execution && string.Compare(row.Id, id) < 0))));
    }
}
