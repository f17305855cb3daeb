using OmniForge.Agents.Running;

namespace OmniForge.Client.Standalone;

/// <summary>Keeps what happened in this process and shows it as it happens.</summary>
internal sealed class MemoryLog(IProgress<RunEvent>? progress) : IRunLog
{
    private readonly List<RunEvent> _events = [];

    public IReadOnlyList<RunEvent> Events => _events;

    public ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        _events.Add(happened);
        progress?.Report(happened);
        return ValueTask.CompletedTask;
    }

    public void Publish(MessageDelta delta) => progress?.Report(delta);
}
