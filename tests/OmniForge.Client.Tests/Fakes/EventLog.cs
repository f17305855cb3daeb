namespace OmniForge.Client.Tests.Fakes;

/// <summary>Durable events of one resource, in order from 1, as a server keeps them.</summary>
internal sealed class EventLog<TEvent>
{
    private readonly Lock _gate = new();
    private readonly List<TEvent> _events = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    public ulong Head
    {
        get
        {
            lock (_gate)
            {
                return (ulong)_events.Count;
            }
        }
    }

    public ulong Append(Func<ulong, TEvent> make)
    {
        lock (_gate)
        {
            var sequence = (ulong)_events.Count + 1;
            _events.Add(make(sequence));
            Announce();
            return sequence;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Announce();
        }
    }

    /// <summary>Every event after a sequence, then live, until the log ends.</summary>
    public async IAsyncEnumerable<TEvent> ReadAsync(
        ulong after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = (int)after;
        while (true)
        {
            TEvent? found = default;
            Task news;
            bool ended;
            lock (_gate)
            {
                var has = next < _events.Count;
                found = has ? _events[next] : default;
                ended = !has && _ended;
                news = has ? Task.CompletedTask : _news.Task;
            }

            if (ended)
            {
                yield break;
            }

            if (found is not null)
            {
                next++;
                yield return found;
            }
            else
            {
                await news.WaitAsync(cancellationToken);
            }
        }
    }

    private void Announce()
    {
        _news.TrySetResult();
        _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
