using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Connections;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>
/// Lets executions that wait for an account go on when it can be used: at once when somebody signed in at this node, and from time to
/// time, which makes good whatever was missed.
/// </summary>
internal sealed partial class SignInSweep(
    ForgeStore store, ExecutionPlans plans, ExecutionMail mail, Owners owners, ConnectionNews news, TimeProvider clock, ILogger<SignInSweep> log)
    : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Bell _bell = new(clock);

    public override void Dispose()
    {
        news.Changed -= _bell.Ring;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        news.Changed += _bell.Ring;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                LogTrouble(trouble.Message);
            }

            await _bell.WaitAsync(Every, stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var (tenant, execution, id) = ("", "", "");
        while (true)
        {
            await using var db = store.Open("");
            var page = await db.Interrupts.IgnoreQueryFilters().AsNoTracking()
                .Where(row => row.Kind == InterruptKind.Auth && row.Status == InterruptStatus.Open)
                .Where(row => string.Compare(row.TenantId, tenant) > 0 || (row.TenantId == tenant && (string.Compare(row.ExecutionId, execution) > 0
                    || (row.ExecutionId == execution && string.Compare(row.Id, id) > 0))))
                .OrderBy(row => row.TenantId).ThenBy(row => row.ExecutionId).ThenBy(row => row.Id).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (var own in page.GroupBy(row => row.TenantId))
            {
                await LookAsync(own.Key, [.. own], cancellationToken);
            }

            if (page.Count < AtOnce)
            {
                return;
            }

            (tenant, execution, id) = (page[^1].TenantId, page[^1].ExecutionId, page[^1].Id);
        }
    }

    private async Task LookAsync(string tenantId, IReadOnlyList<InterruptRow> open, CancellationToken cancellationToken)
    {
        var accounts = await ReadyAccounts.OfAsync(store, tenantId, cancellationToken);
        foreach (var interrupt in open.Select(row => row.ToProto()).Where(asked => accounts.Any(asked.Integration)))
        {
            if (await ReadyAsync(tenantId, interrupt, accounts, cancellationToken) is { } name)
            {
                await GoOnAsync(tenantId, interrupt, name, cancellationToken);
            }
        }
    }

    /// <summary>The account that the execution would act through now; null when it cannot.</summary>
    private async Task<string?> ReadyAsync(string tenantId, Interrupt interrupt, ReadyAccounts accounts, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var waiting = await db.Executions.AsNoTracking().Where(row => row.Id == interrupt.ExecutionId)
            .Select(row => new { row.Plan, row.TriggeredBy }).FirstOrDefaultAsync(cancellationToken);
        return waiting is null ? null : accounts.NameOf(
            interrupt.Integration,
            RunAccountsDesk.ActingId(waiting.TriggeredBy),
            plans.Read(waiting.Plan).Connections?.GetValueOrDefault(interrupt.Integration) ?? "");
    }

    /// <summary>Answers the question; somebody who answered it meanwhile was first.</summary>
    private async Task GoOnAsync(string tenantId, Interrupt interrupt, string account, CancellationToken cancellationToken)
    {
        (interrupt.Status, interrupt.Decision) = (InterruptStatus.Resolved, Decision.Retry);
        (interrupt.ResolvedBy, interrupt.ResolvedAt) = (new() { Kind = ActorKind.System }, Timestamp.FromDateTimeOffset(clock.GetUtcNow()));
        interrupt.Comment = $"{account} can be used now.";
        var payload = interrupt.ToByteArray();
        var answered = await store.TransactAsync(tenantId, async (db, ct) =>
        {
            var first = await db.Interrupts
                .Where(row => row.ExecutionId == interrupt.ExecutionId && row.Id == interrupt.Id && row.Status == InterruptStatus.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, InterruptStatus.Resolved).SetProperty(row => row.Payload, payload), ct);
            if (first == 1)
            {
                await mail.KnockAsync(db, interrupt.ExecutionId, ct);
            }

            return first;
        }, cancellationToken);
        if (answered == 1)
        {
            await owners.WakeExecutionAsync(tenantId, interrupt.ExecutionId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Executions that wait for an account are looked at again in a moment: {Trouble}")]
    private partial void LogTrouble(string trouble);
}
