using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;

namespace OmniForge.Sandbox;

/// <summary>How many commands run side by side: of one tenant, and of all.</summary>
internal sealed class CommandSlots(SandboxLimits limits, TimeProvider clock)
{
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Tenant, TaskCompletionSource Turn)> _line = [];
    private readonly Lock _gate = new();
    private int _all;

    /// <summary>A slot; it is free again when what is returned is disposed. Throws <see cref="CommandRefusedException"/> when the wait is too long.</summary>
    public async Task<IDisposable> TakeAsync(string tenant, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _line.AddLast((tenant, turn));
            Admit();
        }

        try
        {
            await turn.Task.WaitAsync(limits.Queue, clock, cancellationToken);
        }
        catch (Exception gone) when (gone is TimeoutException or OperationCanceledException)
        {
            LeaveLine(tenant, turn);
            cancellationToken.ThrowIfCancellationRequested();
            throw new CommandRefusedException(
                ToolErrorCode.Unavailable,
                $"Too many commands run at this moment, and none ended within {limits.Queue.TotalSeconds:0} seconds. The command was not started; try again.");
        }

        return new Slot(this, tenant);
    }

    private void LeaveLine(string tenant, TaskCompletionSource turn)
    {
        lock (_gate)
        {
            if (!_line.Remove((tenant, turn)))
            {
                Free(tenant);
            }
        }
    }

    /// <summary>Lets in whoever may, in the order of the line; a tenant at its limit does not hold up the others.</summary>
    private void Admit()
    {
        for (var next = _line.First; next is not null && _all < limits.Parallel;)
        {
            var (tenant, turn) = next.Value;
            var waiting = next;
            next = next.Next;
            if (_running.GetValueOrDefault(tenant) < limits.ParallelPerTenant)
            {
                _line.Remove(waiting);
                _running[tenant] = _running.GetValueOrDefault(tenant) + 1;
                _all++;
                turn.SetResult();
            }
        }
    }

    private void Free(string tenant)
    {
        _all--;
        if (--_running[tenant] == 0)
        {
            _running.Remove(tenant);
        }

        Admit();
    }

    private sealed class Slot(CommandSlots slots, string tenant) : IDisposable
    {
        public void Dispose()
        {
            lock (slots._gate)
            {
                slots.Free(tenant);
            }
        }
    }
}
