using System.Collections.Concurrent;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Telemetry;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>
/// Executions at work on this node, and those that wait for one of its slots. It remembers nothing that is not in the rows;
/// after a crash the rows of unfinished executions fill it again.
/// </summary>
internal sealed partial class ExecutionHost(
    ExecutionRun run, ExecutionRecords records, ExecutionPlans plans, PlanIntegrations integrations, ServerOptions options, TimeProvider clock,
    ILogger<ExecutionHost> log) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, RunningExecution> _owned = new();
    private readonly RunSlots _slots =
        new(options.MaxRunning, options.MaxRunningPerTenant, options.MaxRunningPerAgent, options.MaxRunningPerIntegration);
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _leaving;

    /// <summary>Executions of a tenant on this node, at work or waiting for a slot.</summary>
    public int CountOf(string tenantId) => _slots.CountOf(tenantId);

    /// <summary>Works on a row that was just accepted, without looking at it again.</summary>
    public void Begin(ExecutionRow row)
    {
        // Recovery may have been faster; then it has read the row, and this copy is old.
        if (!_leaving && _owned.TryAdd(ExecutionLog.KeyOf(row.TenantId, row.Id), new RunningExecution(clock) { Fresh = row }))
        {
            Line(new(row.TenantId, row.AgentId, row.Id, row.Priority) { Integrations = integrations.Of(plans.Read(row.Plan), row.Mode) });
        }
    }

    /// <summary>Makes sure that the execution is being worked on. When it already is, it looks at what was sent to it.</summary>
    public void Ensure(string tenantId, string id)
    {
        if (TryOwn(ExecutionLog.KeyOf(tenantId, id)))
        {
            _ = LearnAsync(tenantId, id);
        }
    }

    /// <inheritdoc cref="Ensure(string, string)"/>
    public void Ensure(SlotWish wish)
    {
        if (TryOwn(ExecutionLog.KeyOf(wish.Tenant, wish.Id)))
        {
            Line(wish);
        }
    }

    /// <summary>Works on what nobody works on. When somebody does, nothing happens.</summary>
    public void TakeUp(SlotWish wish)
    {
        if (!_leaving && _owned.TryAdd(ExecutionLog.KeyOf(wish.Tenant, wish.Id), new RunningExecution(clock)))
        {
            Line(wish);
        }
    }

    public void Cancel(string tenantId, string id, CancelMode mode)
    {
        if (_owned.TryGetValue(ExecutionLog.KeyOf(tenantId, id), out var running))
        {
            running.Cancel(mode);
        }
    }

    /// <summary>
    /// Puts every pen down, nothing new is begun. Running tool calls get a moment to end, so that nobody need wonder whether they
    /// happened. Ends when all that was written is durable.
    /// </summary>
    public async Task LeaveAsync()
    {
        _leaving = true;
        foreach (var (_, running) in _owned)
        {
            running.Leave();
        }

        await Task.WhenAll(_owned.Values.Select(running => running.Work)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var left = LeaveAsync();
        await _stopping.CancelAsync();
        await left.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>False when there is nothing to begin: it is being worked on and was told to look, or the node stops.</summary>
    private bool TryOwn(string key)
    {
        while (_leaving || !_owned.TryAdd(key, new RunningExecution(clock)))
        {
            if (_leaving || (_owned.TryGetValue(key, out var running) && running.TryKnock()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Who wakes an execution need not know what decides about its slot.</summary>
    private async Task LearnAsync(string tenant, string id)
    {
        try
        {
            Line(await WishAsync(tenant, id));
        }
        catch (Exception broken)
        {
            if (_owned.TryRemove(ExecutionLog.KeyOf(tenant, id), out var running))
            {
                running.Dispose();
            }

            if (!_leaving)
            {
                LogBroken(broken, id);
            }
        }
    }

    private async Task<SlotWish> WishAsync(string tenant, string id)
    {
        var (wish, plan, mode) = await records.WishAsync(tenant, id, _stopping.Token);
        try
        {
            return wish with { Integrations = integrations.Of(plans.Read(plan), mode) };
        }
        catch (System.Text.Json.JsonException)
        {
            // Whoever works on it says what is wrong with its plan; a cancel needs none.
            return wish;
        }
    }

    private void Line(SlotWish wish)
    {
        Instruments.ExecutionsQueued.Add(1);
        if (_slots.TryTake(wish))
        {
            Work(wish);
        }
    }

    private void Work(SlotWish wish)
    {
        Instruments.ExecutionsQueued.Add(-1);
        var key = ExecutionLog.KeyOf(wish.Tenant, wish.Id);
        var running = _owned[key];
        running.Work = WorkAsync(wish, key, running);
    }

    private async Task WorkAsync(SlotWish wish, string key, RunningExecution running)
    {
        await Task.Yield();
        Instruments.ExecutionsRunning.Add(1);
        SlotWish? line = null;
        try
        {
            if (!_leaving && wish.Integrations is null && await WishAsync(wish.Tenant, wish.Id) is { Uses.Count: > 0 } known)
            {
                // Only now is it known what it uses: it goes back into the line.
                line = known;
            }
            else if (!_leaving)
            {
                await run.RunAsync(wish.Tenant, wish.Id, running, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_leaving)
        {
            LogHandedOver(wish.Id);
        }
        catch (FencedException)
        {
            LogTakenOver(wish.Id);
        }
        catch (Exception away) when (StoreTrouble.IsDatabaseAway(away))
        {
            LogAway(wish.Id, away.Message);
        }
        catch (Exception broken)
        {
            LogBroken(broken, wish.Id);
        }
        finally
        {
            await running.SettleAsync();
            Instruments.ExecutionsRunning.Add(-1);
            foreach (var next in _slots.Release(wish))
            {
                Work(next);
            }

            var again = running.Leaves();
            _owned.TryRemove(key, out _);
            running.Dispose();
            if (again || line is not null)
            {
                Ensure(line ?? wish);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Execution {ExecutionId} is handed over")]
    private partial void LogHandedOver(string executionId);

    [LoggerMessage(LogLevel.Information, "Execution {ExecutionId} belongs to another node now")]
    private partial void LogTakenOver(string executionId);

    [LoggerMessage(LogLevel.Warning, "Execution {ExecutionId} goes on from its last fact once the database is back: {Trouble}")]
    private partial void LogAway(string executionId, string trouble);

    [LoggerMessage(LogLevel.Error, "Execution {ExecutionId} could not be worked on; it is tried again in a moment")]
    private partial void LogBroken(Exception broken, string executionId);
}
