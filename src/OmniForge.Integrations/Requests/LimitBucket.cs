using System.Globalization;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>
/// The permits of one account for one kind of request. Whoever finds none waits in line: nobody is served twice in a row while somebody
/// else waits, and writes of whoever is served go before reads.
/// </summary>
internal sealed class LimitBucket(Limit limit, string provider, TimeProvider clock) : ILimitPermits, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Waiter> _line = [];
    private readonly double _perSecond = limit.Requests / limit.Per.TotalSeconds;
    private readonly long _origin = clock.GetTimestamp();
    private double _permits = limit.Burst;
    private TimeSpan _counted;
    private TimeSpan _closedUntil;
    private string? _served;
    private ITimer? _timer;

    /// <summary>True when forgetting it changes nothing.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                Count();
                return _line.Count == 0 && _permits >= limit.Burst && Now >= _closedUntil;
            }
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <inheritdoc/>
    public async Task TakeAsync(string caller, AccountRepeat repeat, TimeSpan longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            Count();
            if (_line.Count == 0 && _permits >= 1 && Now >= _closedUntil)
            {
                _permits--;
                _served = caller;
                return;
            }

            var wait = WaitFor(_line.Count + 1);
            if (wait > longest)
            {
                throw TooLong(wait);
            }

            waiter = new Waiter(caller, repeat == AccountRepeat.Read, Now + longest);
            _line.Add(waiter);
            Arm();
        }

        await using (cancellationToken.Register(() => Leave(waiter, cancellationToken)))
        {
            await waiter.Turn.Task;
        }
    }

    public Task CloseAsync(TimeSpan pause)
    {
        Close(pause);
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="CloseAsync"/>
    public void Close(TimeSpan pause)
    {
        lock (_gate)
        {
            Count();
            var until = Now + pause;
            if (until <= _closedUntil)
            {
                return;
            }

            _closedUntil = until;

            // What was saved up may be what made the provider refuse; it starts again with a part of it.
            _permits = Math.Min(_permits, Math.Max(1, limit.Burst / 4));
            foreach (var waiter in _line.Where(waiter => waiter.Until < until).ToList())
            {
                _line.Remove(waiter);
                waiter.Turn.TrySetException(TooLong(pause));
            }

            Arm();
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Leave(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _line.Remove(waiter);
        }

        waiter.Turn.TrySetCanceled(cancellationToken);
    }

    private void Serve()
    {
        lock (_gate)
        {
            Count();
            while (_line.Count > 0 && _permits >= 1 && Now >= _closedUntil)
            {
                var others = _line.Where(waiter => waiter.Caller != _served).ToList();
                var next = (others.Count > 0 ? others : _line).OrderBy(waiter => waiter.Reads).First();
                _line.Remove(next);
                _permits--;
                _served = next.Caller;
                next.Turn.TrySetResult();
            }

            Arm();
        }
    }

    private void Arm()
    {
        if (_line.Count == 0)
        {
            return;
        }

        var wait = WaitFor(1);
        _timer ??= clock.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Until so many permits are there.</summary>
    private TimeSpan WaitFor(int permits)
    {
        var closed = _closedUntil - Now;
        var missing = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, permits - _permits) / _perSecond * 1000));
        var from = closed > TimeSpan.Zero ? closed : TimeSpan.Zero;

        // Permits do not grow while the bucket is closed.
        return from + missing;
    }

    private void Count()
    {
        var now = Now;
        var from = _counted > _closedUntil ? _counted : _closedUntil;
        if (now > from)
        {
            _permits = Math.Min(limit.Burst, _permits + ((now - from).TotalSeconds * _perSecond));
        }

        _counted = now;
    }

    private AccountException TooLong(TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds);
        var span = seconds < 120
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} seconds")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} minutes");
        return new(ToolErrorCode.RateLimited, $"{provider} takes no more requests for now. It is worth trying again in {span}.")
        {
            RetryAt = clock.GetUtcNow() + wait,
        };
    }

    private sealed record Waiter(string Caller, bool Reads, TimeSpan Until)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
