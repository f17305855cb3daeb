namespace OmniForge.Agents.Running;

/// <summary>
/// The log as the runner uses it. A fact that has happened is written even when the run is being cancelled, and a log
/// that cannot write ends the run with its own exception: nothing may be reported that is not durable.
/// </summary>
internal sealed class RunJournal(IRunLog log)
{
    private volatile bool _broken;

    /// <summary>True once an append has failed.</summary>
    public bool Broken => _broken;

    public async ValueTask AppendAsync(RunEvent happened)
    {
        try
        {
            await log.AppendAsync(happened, CancellationToken.None);
        }
        catch
        {
            _broken = true;
            throw;
        }
    }

    public void Publish(MessageDelta delta) => log.Publish(delta);
}
