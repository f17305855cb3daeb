using System.Threading.Channels;

namespace OmniForge.Client.Sessions;

/// <summary>Frames without an answer, in the order they were given.</summary>
internal sealed class Outbox<TRequest, TResult>
    where TRequest : class
    where TResult : class
{
    private readonly Lock _gate = new();
    private readonly List<PendingFrame<TRequest, TResult>> _waiting = [];
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Exception? _ended;

    public PendingFrame<TRequest, TResult> Add(TRequest frame)
    {
        var pending = new PendingFrame<TRequest, TResult>(frame);
        lock (_gate)
        {
            if (_ended is not null)
            {
                pending.Fail(_ended);
                return pending;
            }

            _waiting.Add(pending);
        }

        _news.Writer.TryWrite(true);
        return pending;
    }

    /// <summary>A new connection knows nothing of what was sent before.</summary>
    public void ForgetNumbers()
    {
        lock (_gate)
        {
            _waiting.ForEach(pending => pending.SentAs = null);
        }
    }

    /// <summary>The next frame to send, once there is one.</summary>
    public async Task<PendingFrame<TRequest, TResult>> NextAsync(Func<string> number, CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Find(pending => pending.SentAs is null) is { } next)
                {
                    next.SentAs = number();
                    return next;
                }
            }

            await _news.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public PendingFrame<TRequest, TResult>? Take(string number)
    {
        lock (_gate)
        {
            var found = _waiting.Find(pending => pending.SentAs == number);
            if (found is not null)
            {
                _waiting.Remove(found);
            }

            return found;
        }
    }

    /// <summary>The caller lost interest. What was sent stays sent.</summary>
    public void Withdraw(PendingFrame<TRequest, TResult> pending)
    {
        lock (_gate)
        {
            _waiting.Remove(pending);
        }
    }

    public void End(Exception reason)
    {
        List<PendingFrame<TRequest, TResult>> left;
        lock (_gate)
        {
            _ended = reason;
            left = [.. _waiting];
            _waiting.Clear();
        }

        left.ForEach(pending => pending.Fail(reason));
    }
}
