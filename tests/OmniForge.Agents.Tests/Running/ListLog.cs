using OmniForge.Agents.Running;

namespace OmniForge.Agents.Tests.Running;

/// <summary>A log that keeps everything in order.</summary>
internal sealed class ListLog : IRunLog
{
    private readonly Lock _pen = new();

    public List<RunEvent> Events { get; } = [];

    public List<MessageDelta> Deltas { get; } = [];

    /// <summary>Runs before each append, for instance to fail or to look at the world at this moment.</summary>
    public Action<RunEvent>? Before { get; init; }

    /// <summary>Runs after each append.</summary>
    public Action<RunEvent>? After { get; init; }

    public ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        lock (_pen)
        {
            Before?.Invoke(happened);
            Events.Add(happened);
            After?.Invoke(happened);
        }

        return ValueTask.CompletedTask;
    }

    public void Publish(MessageDelta delta) => AddDelta(delta);

    private void AddDelta(MessageDelta delta)
    {
        lock (_pen)
        {
            Deltas.Add(delta);
        }
    }

    public IReadOnlyList<T> Of<T>() => [.. Events.OfType<T>()];

    /// <summary>The kinds of all events, in order.</summary>
    public string Kinds => string.Join(' ', Events.Select(e => e.GetType().Name));
}
