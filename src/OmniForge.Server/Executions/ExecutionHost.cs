using System.Collections.Concurrent;
using System.Threading.Channels;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Telemetry;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>
/// Executions at work on this node: a queue in front of a fixed number of slots. It remembers nothing that is not in the rows;
/// after a crash the rows of unfinished executions fill the queue again.
/// </summary>
internal sealed partial class ExecutionHost(ExecutionRun run, ServerOptions options, ILogger<ExecutionHost> log) : BackgroundService
{
    private readonly Channel<(string Tenant, string Id)> _queue = Channel.CreateUnbounded<(string, string)>();
    private readonly ConcurrentDictionary<string, RunningExecution> _owned = new();
    private readonly ConcurrentDictionary<string, ExecutionRow> _fresh = new();
    private readonly ConcurrentDictionary<string, Task> _working = new();
    private readonly SemaphoreSlim _slots = new(options.MaxRunning, options.MaxRunning);
    private volatile bool _leaving;

    /// <summary>Executions owned by this node, working or waiting for a slot.</summary>
    public int Owned => _owned.Count;

    /// <summary>Works on a row that was just accepted, without looking at it again.</summary>
    public void Begin(ExecutionRow row)
    {
        _fresh[ExecutionLog.KeyOf(row.TenantId, row.Id)] = row;
        Ensure(row.TenantId, row.Id);
    }

    /// <summary>Makes sure that the execution is being worked on. When it already is, it looks at what was sent to it.</summary>
    public void Ensure(string tenantId, string id)
    {
        var key = ExecutionLog.KeyOf(tenantId, id);
        while (_leaving || !_owned.TryAdd(key, new RunningExecution()))
        {
            if (_leaving || (_owned.TryGetValue(key, out var running) && running.TryKnock()))
            {
                return;
            }
        }

        Instruments.ExecutionsQueued.Add(1);
        _queue.Writer.TryWrite((tenantId, id));
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

        await Task.WhenAll(_working.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var left = LeaveAsync();
        await base.StopAsync(cancellationToken);
        await left.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WorkAsync(string tenant, string id, string key, CancellationToken stopping)
    {
        await Task.Yield();
        Instruments.ExecutionsRunning.Add(1);
        var running = _owned[key];
        try
        {
            _fresh.TryRemove(key, out var row);
            if (!_leaving)
            {
                await run.RunAsync(tenant, id, row, running, stopping);
            }
        }
        catch (OperationCanceledException) when (_leaving || stopping.IsCancellationRequested)
        {
            LogHandedOver(id);
        }
        catch (FencedException)
        {
            LogTakenOver(id);
        }
        catch (Exception broken)
        {
            LogBroken(broken, id);
        }
        finally
        {
            await running.SettleAsync();
            Instruments.ExecutionsRunning.Add(-1);
            _slots.Release();
            var again = running.Leaves();
            _owned.TryRemove(key, out _);
            _working.TryRemove(key, out _);
            running.Dispose();
            if (again)
            {
                Ensure(tenant, id);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Execution {ExecutionId} is handed over")]
    private partial void LogHandedOver(string executionId);

    [LoggerMessage(LogLevel.Information, "Execution {ExecutionId} belongs to another node now")]
    private partial void LogTakenOver(string executionId);

    [LoggerMessage(LogLevel.Error, "Execution {ExecutionId} could not be worked on; it is tried again in a moment")]
    private partial void LogBroken(Exception broken, string executionId);
}
