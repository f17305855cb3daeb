namespace OmniForge.Server.Tests.Simulation;

/// <summary>
/// Runs everything of a simulation on one thread, in an order that one random number decides: whatever could happen next may happen
/// next. When nothing can, the clock jumps to the next timer.
/// </summary>
internal sealed class Loop(Random random)
{
    private readonly List<(Place Place, SendOrPostCallback Work, object? State)> _ready = [];
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    /// <summary>Set by another thread that wanted to go on here: a library that takes no notice of where it was called.</summary>
    private volatile string? _stray;

    /// <summary>Ticks since the simulation began.</summary>
    public long Now { get; private set; }

    /// <summary>Steps made; more than any healthy run needs means that it goes round in circles.</summary>
    public long Steps { get; private set; }

    public void Post(Place place, SendOrPostCallback work, object? state)
    {
        if (place.Dead)
        {
            return;
        }

        if (Environment.CurrentManagedThreadId != _thread)
        {
            Strayed();
            return;
        }

        (place.Frozen ? place.Held : _ready).Add((place, work, state));
    }

    public void Strayed() => _stray ??= $"something left the thread of the simulation, so that it cannot be repeated:\n{Environment.StackTrace}";

    /// <summary>Lets what a frozen place could not do happen now.</summary>
    public void Release(Place place)
    {
        _ready.AddRange(place.Held);
        place.Held.Clear();
    }

    public void Schedule(VirtualTimer timer, long due) => _timers.Enqueue(timer, (due, _order++));

    /// <summary>Runs until the work is done. Throws when nothing can happen any more although it is not.</summary>
    public void Run(Place place, Func<Task> work, long mostSteps)
    {
        var before = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(place);
            var task = work();
            while (!task.IsCompleted)
            {
                if (++Steps > mostSteps)
                {
                    throw new SimulationStuck($"after {Steps} steps there is still no end");
                }

                StepOn();
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void StepOn()
    {
        if (_stray is { } stray)
        {
            throw new SimulationStuck(stray);
        }

        if (_ready.Count > 0)
        {
            var next = random.Next(_ready.Count);
            var (place, work, state) = _ready[next];
            _ready[next] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (place.Frozen)
            {
                place.Held.Add((place, work, state));
            }
            else if (!place.Dead)
            {
                SynchronizationContext.SetSynchronizationContext(place);
                work(state);
            }

            return;
        }

        if (!_timers.TryDequeue(out var timer, out var at))
        {
            throw new SimulationStuck(_stray ?? "nothing can happen any more");
        }

        Now = Math.Max(Now, at.Due);
        Post(timer.Place, static ringing => ((VirtualTimer)ringing!).Ring(), timer);
    }
}

/// <summary>A process of the simulated world. What it awaits goes on in it; a dead one does nothing any more, a frozen one waits.</summary>
internal sealed class Place(Loop loop, string name) : SynchronizationContext
{
    private readonly TaskCompletionSource _gone = new();

    public string Name { get; } = name;
    public bool Dead { get; private set; }
    public bool Frozen { get; private set; }
    public List<(Place Place, SendOrPostCallback Work, object? State)> Held { get; } = [];

    public override void Post(SendOrPostCallback d, object? state) => loop.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Ends when the place dies.</summary>
    public Task Gone => _gone.Task;

    public void Kill()
    {
        Dead = true;
        Held.Clear();
        _gone.TrySetResult();
    }

    public void Freeze() => Frozen = true;

    public void Thaw()
    {
        Frozen = false;
        loop.Release(this);
    }

    /// <summary>Starts something in this place; it goes on there whoever asked.</summary>
    public Task<T> Start<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>();
        Post(_ => Forget(work, done), null);
        return done.Task;
    }

    private static async void Forget<T>(Func<Task<T>> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.TrySetResult(await work());
        }
        catch (Exception broken)
        {
            done.TrySetException(broken);
        }
    }
}

/// <summary>The simulated world came to a standstill or to no end.</summary>
internal sealed class SimulationStuck(string why) : Exception(why);
