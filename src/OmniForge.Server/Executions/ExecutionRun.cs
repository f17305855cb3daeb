using Google.Protobuf;
using OmniForge.Agents.Running;
using OmniForge.Server.Cluster;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Streams;
using OmniForge.Server.Telemetry;
using OmniForge.V1;
using Delivery = OmniForge.Server.Executions.Control.Delivery;

namespace OmniForge.Server.Executions;

/// <summary>One execution from its accepted row, or from where it was left, to its terminal event or to where it waits.</summary>
internal sealed class ExecutionRun(
    ExecutionRecords records,
    PastRuns pasts,
    ExecutionMail mail,
    InterruptRecords interrupts,
    ExecutionPlans plans,
    RunRequests requests,
    ExecutionEnd end,
    GroupCommit journal,
    ExecutionColumns columns,
    EventHub<ExecutionEvent> hub,
    ExecutionClaims claims,
    ThisNode node,
    TimeProvider clock)
{
    public async Task RunAsync(string tenant, string id, RunningExecution running, CancellationToken stopping)
    {
        var fresh = running.Fresh;
        var row = fresh ?? await records.LoadAsync(tenant, id, stopping);
        if (row.Status.Finished() || row.Owner != node.Address)
        {
            return;
        }

        var past = fresh is null ? await pasts.ReadAsync(row, stopping) : PastRun.None;
        if (fresh is null)
        {
            row.LastSequence = past.Head;
            row.Usage = past.Usage?.ToByteArray() ?? row.Usage;
        }

        if (row.CancelRequested != CancelMode.Unspecified)
        {
            running.Cancel(row.CancelRequested);
        }

        var letters = fresh is null || running.Knocked ? await mail.ReadAsync(tenant, id, stopping) : Mail.None;
        var log = new ExecutionLog(row, journal, columns, hub, clock) { Noticed = running.Notice };
        if (running.CancelMode != CancelMode.Unspecified && row.StartedAt is null)
        {
            await end.FinishAsync(row, log, new RunOutcome { End = RunEnd.Cancelled, StopReason = "USER" }, TimeSpan.Zero, Mailbox.Used);
            return;
        }

        var record = plans.Read(row.Plan);
        if (row.StartedAt is null && record.Retry is { } retry)
        {
            var first = await records.StepsAsync(tenant, retry.Id, stopping);
            past = past with { Steps = RetryRules.Kept(record, ExecutionRecords.Read(first), retry) };
        }

        var delivery = MailRules.Deliver(past, letters, clock.GetUtcNow());
        if (row.Status.Waits() && running.CancelMode == CancelMode.Unspecified && !await TakeUpAsync(row, log, record, delivery, letters))
        {
            return;
        }

        await WorkAsync(row, log, record, delivery, letters, running, stopping);
    }

    /// <summary>True when a waiting execution goes on; otherwise it waits on, as it was or as paused, or is out of time.</summary>
    private async Task<bool> TakeUpAsync(ExecutionRow row, ExecutionLog log, ExecutionPlanRecord record, Delivery delivery, Mail letters)
    {
        var now = clock.GetUtcNow();
        var since = delivery.Past.WaitingSince ?? now;
        var until = WakeRules.FirstEnd(delivery.Past, call => record.TimeoutOf(call.Tool));
        var wake = WakeRules.Decide(row.Status, letters.Paused, delivery.News, until, since + record.MaxWait, now);
        switch (wake.Kind)
        {
            case WakeKind.GoOn:
                return true;
            case WakeKind.Stay:
                await mail.WaitAsync(row.TenantId, row.Id, letters.Knocks, wake.Until, CancellationToken.None);
                await claims.GiveBackAsync(row, CancellationToken.None);
                return false;
            case WakeKind.Pause:
                row.Epoch++;
                await end.SuspendAsync(row, log, ExecutionStatus.Paused, WaitText.Paused(letters.PauseReason), wake.Until, letters.Knocks, row.Epoch - 1);
                return false;
            default:
                row.Epoch++;
                var outcome = new RunOutcome
                {
                    End = RunEnd.TimedOut,
                    StopReason = "DEADLINE",
                    Failure = WaitText.TooLong(record.MaxWait, delivery.Past.NextStep),
                    Usage = Usage.Parser.ParseFrom(row.Usage).ToRun(),
                };
                await end.FinishAsync(row, log, outcome, delivery.Past.Waited + (now - since), Mailbox.Used, row.Epoch - 1);
                return false;
        }
    }

    private async Task WorkAsync(
        ExecutionRow row, ExecutionLog log, ExecutionPlanRecord record, Delivery delivery, Mail letters, RunningExecution running, CancellationToken stopping)
    {
        using var span = EventTrace.Begin(row);
        var live = new LiveMail(delivery.Past.Messages);
        live.Take(letters);
        if (delivery.Expired.Count > 0)
        {
            await interrupts.ExpireAsync(row.TenantId, row.Id, delivery.Expired, CancellationToken.None);
        }

        running.Settled = log.DurableAsync;
        var waited = Begin(row, log, record, delivery, running.CancelMode);
        var left = row.DeadlineAt is { } deadline ? new Countdown(clock, deadline - clock.GetUtcNow()) : null;
        if (delivery.Past.OpenSteps.Count > 0)
        {
            // An open call is made at once. Whoever came after a crash would otherwise read that nobody had gone on yet, and make it again.
            await log.DurableAsync();
        }

        running.PutDownPen = log.Close;
        running.Announce = () => AnnounceCancel(row, log);
        running.Hear = () => _ = HearAsync(row, live);
        if (running.Knocked)
        {
            await HearAsync(row, live);
        }

        var questions = new QuestionLog(row, log, interrupts, clock);

        // Not under the token of the run: one that was cancelled before it read its texts must come to its end all the same.
        var request = await requests.MakeAsync(row, record, delivery.Past, live, running.CancelMode, stopping) with { Deadline = left };

        // One that somebody cancelled before it goes on here begins stopped: no further call may leave it.
        var stop = running.CancelMode == CancelMode.Unspecified ? running.Stop : new CancellationToken(canceled: true);
        var outcome = await new AgentRunner(clock).RunAsync(request, questions, stop);
        row.Usage = outcome.Usage.ToProto().ToByteArray();
        if (outcome.End == RunEnd.Suspended && running.CancelMode == CancelMode.Unspecified)
        {
            var longest = clock.GetUtcNow() + record.MaxWait;
            var until = outcome.Waits.Where(wait => wait.Until is not null).Select(wait => wait.Until!.Value).Append(longest).Min();
            var status = WakeRules.StatusOf(outcome.Waits);
            var seen = questions.Answered ? 0 : live.Knocks;
            var cause = WaitText.Cause(status, outcome.Waits, live.PauseReason, clock.GetUtcNow(), request.TimeZone);
            await end.SuspendAsync(row, log, status, cause, status == ExecutionStatus.Paused ? longest : until, seen);
            return;
        }

        var used = letters != Mail.None || running.Knocked || questions.Asked || delivery.Past.Interrupts.Count > 0 ? Mailbox.Used : Mailbox.Unused;
        outcome = outcome.End == RunEnd.Suspended ? outcome with { End = RunEnd.Cancelled, StopReason = "USER", Waits = [] } : outcome;
        await end.FinishAsync(row, log, outcome, waited, used);
    }

    /// <summary>Tells that the work begins or goes on; returns how long it has waited so far.</summary>
    private TimeSpan Begin(ExecutionRow row, ExecutionLog log, ExecutionPlanRecord record, Delivery delivery, CancelMode cancel)
    {
        var before = row.Epoch++;
        if (row.StartedAt is null)
        {
            row.Status = ExecutionStatus.Running;
            row.StartedAt = clock.GetUtcNow();

            // The wait for a slot counts against the deadline, the wait for one's turn does not.
            var counted = before > 0 && row.ConcurrencyKey.Length > 0 ? row.StartedAt.Value : Accepted(row, row.StartedAt.Value);
            row.DeadlineAt = counted.AddSeconds(record.DeadlineSeconds);
            log.Write(
                [
                    new() { ExecutionStarted = new() { Epoch = row.Epoch } },
                    new() { StatusChanged = new() { From = ExecutionStatus.Pending, To = ExecutionStatus.Running, Cause = "a slot is free" } },
                ],
                delivery.Past.Steps,
                before);
            return TimeSpan.Zero;
        }

        if (!row.Status.Waits())
        {
            log.Write([new() { ExecutionRecovered = new() { FromStep = delivery.Past.NextStep } }, .. delivery.Events], before);
            return delivery.Past.Waited;
        }

        var span = clock.GetUtcNow() - (delivery.Past.WaitingSince ?? clock.GetUtcNow());
        var from = row.Status;
        row.Status = cancel == CancelMode.Unspecified ? ExecutionStatus.Running : ExecutionStatus.Cancelling;
        row.DeadlineAt += span;
        var cause = row.Status == ExecutionStatus.Cancelling ? "somebody asked for it" : WaitText.Back(from, delivery);
        log.Write([.. delivery.Events, new() { StatusChanged = new() { From = from, To = row.Status, Cause = cause } }], before);
        return delivery.Past.Waited + span;
    }

    /// <summary>When it was accepted. Where the clock was set since, by what the clock shows now.</summary>
    private DateTimeOffset Accepted(ExecutionRow row, DateTimeOffset now)
    {
        var steady = row.AcceptedStamp is { } stamp ? now - clock.GetElapsedTime(stamp) : row.CreatedAt;
        return (steady - row.CreatedAt).Duration() < TimeSpan.FromSeconds(1) ? row.CreatedAt : steady;
    }

    private async Task HearAsync(ExecutionRow row, LiveMail live) => live.Take(await mail.ReadAsync(row.TenantId, row.Id, CancellationToken.None));

    private static void AnnounceCancel(ExecutionRow row, ExecutionLog log) => log.Hold(() =>
    {
        if (row.Status != ExecutionStatus.Running)
        {
            return;
        }

        row.Status = ExecutionStatus.Cancelling;
        var changed = new StatusChanged { From = ExecutionStatus.Running, To = ExecutionStatus.Cancelling, Cause = "somebody asked for it" };

        // When it ended by itself first, the log takes nothing after the terminal event.
        try
        {
            log.TryWrite([new() { StatusChanged = changed }]);
        }
        catch (Exception) when (log.DurableAsync().IsFaulted)
        {
            // Another owner has it, or the log broke: the run ends by that. Whoever asked for the end is told that it was stored.
        }
    });
}
