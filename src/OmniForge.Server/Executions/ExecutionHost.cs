using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Telemetry;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>
/// Executions at work on this node: a queue in front of a fixed number of slots. It remembers nothing that is not in the rows;
/// after a crash the rows of unfinished executions fill the queue again.
/// </summary>
internal sealed partial class ExecutionHost(
    ForgeStore store, ExecutionRun run, ServerOptions options, ILogger<ExecutionHost> log) : BackgroundService
{
    private readonly Channel<(string Tenant, string Id)> _queue = Channel.CreateUnbounded<(string, string)>();
    private readonly ConcurrentDictionary<string, RunningExecution> _owned = new();
    private readonly ConcurrentDictionary<string, ExecutionRow> _fresh = new();
    private readonly ConcurrentDictionary<string, Task> _working = new();
    private readonly SemaphoreSlim _slots = new(options.MaxRunning, options.MaxRunning);

    /// <summary>Executions owned by this node, working or waiting for a slot.</summary>
    public int Owned => _owned.Count;

    /// <summary>Works on a row that was just accepted, without looking at it again.</summary>
    public void Begin(ExecutionRow row)
    {
        _fresh[ExecutionLog.KeyOf(row.TenantId, row.Id)] = row;
        Ensure(row.TenantId, row.Id);
    }

    /// <summary>Makes sure that the execution is being worked on. Harmless when it already is.</summary>
    public void Ensure(string tenantId, string id)
    {
        if (_owned.TryAdd(ExecutionLog.KeyOf(tenantId, id), new RunningExecution()))
        {
            Instruments.ExecutionsQueued.Add(1);
            _queue.Writer.TryWrite((tenantId, id));
        }
    }

    public void Cancel(string tenantId, string id, CancelMode mode)
    {
        if (_owned.TryGetValue(ExecutionLog.KeyOf(tenantId, id), out var running))
        {
            running.Cancel(mode);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await RecoverAsync(stoppingToken);
        await foreach (var (tenant, id) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            await _slots.WaitAsync(stoppingToken);
            Instruments.ExecutionsQueued.Add(-1);
            var key = ExecutionLog.KeyOf(tenant, id);
            var work = WorkAsync(tenant, id, key, stoppingToken);
            _working[key] = work;
            if (work.IsCompleted)
            {
                _working.TryRemove(key, out _);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, running) in _owned)
        {
            running.Leave();
        }

        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_working.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Every execution that was accepted and has not ended goes on.</summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        var unfinished = await db.Executions.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Status < ExecutionStates.FirstFinal)
            .OrderBy(row => row.CreatedAt).Select(row => new { row.TenantId, row.Id }).ToListAsync(cancellationToken);
        foreach (var row in unfinished)
        {
            Ensure(row.TenantId, row.Id);
        }

        if (unfinished.Count > 0)
        {
            LogRecovered(unfinished.Count);
        }
    }

    private async Task WorkAsync(string tenant, string id, string key, CancellationToken stopping)
    {
        await Task.Yield();
        Instruments.ExecutionsRunning.Add(1);
        var running = _owned[key];
        try
        {
            _fresh.TryRemove(key, out var row);
            await run.RunAsync(tenant, id, row, running, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogHandedOver(id);
        }
        catch (Exception broken)
        {
            LogBroken(broken, id);
        }
        finally
        {
            Instruments.ExecutionsRunning.Add(-1);
            _slots.Release();
            _owned.TryRemove(key, out _);
            _working.TryRemove(key, out _);
            running.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} unfinished executions go on")]
    private partial void LogRecovered(int count);

    [LoggerMessage(LogLevel.Information, "Execution {ExecutionId} is handed over")]
    private partial void LogHandedOver(string executionId);

    [LoggerMessage(LogLevel.Error, "Execution {ExecutionId} could not be worked on; it goes on after a restart")]
    private partial void LogBroken(Exception broken, string executionId);
}
