using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>Everything that was sent to an execution and is stored: wishes, answers, messages, results.</summary>
internal sealed record Mail(long Knocks, bool Paused, IReadOnlyList<Interrupt> Answered, IReadOnlyList<SignalRow> Signals)
{
    public static readonly Mail None = new(0, false, [], []);

    /// <summary>Why a pause is wanted; empty = nobody said.</summary>
    public string PauseReason { get; init; } = "";
}

/// <summary>
/// The mailbox between whoever steers an execution and its owner: the sender stores and knocks, the owner reads. It needs no
/// owner to be there, and survives everything.
/// </summary>
internal sealed class ExecutionMail(ForgeStore store, TimeProvider clock)
{
    public async Task<Mail> ReadAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var control = await db.Controls.AsNoTracking().FirstOrDefaultAsync(row => row.ExecutionId == id, cancellationToken);
        if (control is null)
        {
            return Mail.None;
        }

        var answered = await db.Interrupts.AsNoTracking()
            .Where(row => row.ExecutionId == id && row.Status == InterruptStatus.Resolved).ToListAsync(cancellationToken);
        var signals = await db.Signals.AsNoTracking().Where(row => row.ExecutionId == id)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return new(control.Knocks, control.Paused, [.. answered.Select(row => row.ToProto())], signals) { PauseReason = control.PauseReason };
    }

    /// <summary>Part of the sender's transaction: the execution is to be looked at now.</summary>
    public Task KnockAsync(ForgeDb db, string id, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "execution_controls" ("tenant_id", "execution_id", "knocks", "due_at", "paused")
            VALUES ({db.TenantId}, {id}, 1, {Now}, {false})
            ON CONFLICT ("tenant_id", "execution_id")
            DO UPDATE SET "knocks" = "execution_controls"."knocks" + 1, "due_at" = excluded."due_at"
            """,
            cancellationToken);

    /// <summary>Stores why it is to be cancelled, and knocks.</summary>
    public Task CancelAsync(ForgeDb db, string id, StopReason reason, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "execution_controls" ("tenant_id", "execution_id", "knocks", "due_at", "paused", "cancel_reason")
            VALUES ({db.TenantId}, {id}, 1, {Now}, {false}, {(int)reason})
            ON CONFLICT ("tenant_id", "execution_id")
            DO UPDATE SET "knocks" = "execution_controls"."knocks" + 1, "due_at" = excluded."due_at",
                "cancel_reason" = coalesce("execution_controls"."cancel_reason", excluded."cancel_reason")
            """,
            cancellationToken);

    /// <summary>Why a cancelled execution was cancelled.</summary>
    public async Task<StopReason> CancelReasonAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.Controls.Where(row => row.ExecutionId == id).Select(row => row.CancelReason).FirstOrDefaultAsync(cancellationToken)
            ?? StopReason.User;
    }

    /// <summary>Stores a wish to pause or to go on, and knocks.</summary>
    /// <param name="reason">Why, in the words of whoever asked.</param>
    public Task WishAsync(ForgeDb db, string id, PauseWish wish, string reason, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "execution_controls" ("tenant_id", "execution_id", "knocks", "due_at", "paused", "pause_reason")
            VALUES ({db.TenantId}, {id}, 1, {Now}, {wish == PauseWish.Pause}, {reason})
            ON CONFLICT ("tenant_id", "execution_id")
            DO UPDATE SET "knocks" = "execution_controls"."knocks" + 1, "due_at" = excluded."due_at", "paused" = excluded."paused",
                "pause_reason" = excluded."pause_reason"
            """,
            cancellationToken);

    /// <summary>Before the execution waits: when to look again, at once when somebody knocked since <paramref name="seen"/>.</summary>
    public Task WaitAsync(string tenantId, string id, long seen, DateTimeOffset due, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, (db, ct) => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "execution_controls" ("tenant_id", "execution_id", "knocks", "due_at", "paused")
            VALUES ({tenantId}, {id}, 0, {UtcMicroseconds.Write(due)}, {false})
            ON CONFLICT ("tenant_id", "execution_id")
            DO UPDATE SET "due_at" = CASE WHEN "execution_controls"."knocks" > {seen} THEN {Now} ELSE excluded."due_at" END
            """,
            ct), cancellationToken);

    /// <summary>Before the terminal event: nothing of it is looked at again, and no question stays open.</summary>
    public Task CloseAsync(string tenantId, string id, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, async (db, ct) =>
        {
            await db.Interrupts.Where(row => row.ExecutionId == id && row.Status == InterruptStatus.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, InterruptStatus.Cancelled), ct);
            await db.Signals.Where(row => row.ExecutionId == id).ExecuteDeleteAsync(ct);
            return await db.Controls.Where(row => row.ExecutionId == id).ExecuteDeleteAsync(ct);
        }, cancellationToken);

    private long Now => UtcMicroseconds.Write(clock.GetUtcNow());
}

internal enum PauseWish
{
    Pause,
    GoOn,
}
