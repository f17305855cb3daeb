namespace OmniForge.Agents.Running;

/// <summary>What one step used over all its attempts, and the part of it that is not written down yet.</summary>
internal sealed class StepTally(string stepPath, RunUsage soFar)
{
    private RunUsage _unwritten = new();

    public RunUsage Usage { get; private set; } = soFar;

    public void Add(RunUsage delta)
    {
        Usage = Usage.Plus(delta);
        _unwritten = _unwritten.Plus(delta);
    }

    /// <summary>Writes the open part as one fact; nothing when nothing is open.</summary>
    public async ValueTask FlushAsync(RunContext run)
    {
        if (_unwritten is { ModelCalls: 0, ToolCalls: 0 })
        {
            return;
        }

        var delta = _unwritten;
        _unwritten = new();
        await run.Journal.AppendAsync(new UsageRecorded(delta, run.Budget.Total)
        {
            StepPath = stepPath,
            Prompt = delta.ModelCalls > 0 ? SkillPrompt.Version : "",
        });
    }
}
