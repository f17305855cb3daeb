namespace OmniForge.Agents.Running;

/// <summary>Where a run reports. The server's is the journal; a standalone run's is the caller's terminal.</summary>
public interface IRunLog
{
    /// <summary>Returns once the fact is durable. The runner starts nothing outside before it has returned.</summary>
    ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken);

    /// <summary>An ephemeral event: may be merged or lost.</summary>
    void Publish(MessageDelta delta);
}
