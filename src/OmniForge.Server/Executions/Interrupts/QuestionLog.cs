using OmniForge.Agents.Running;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>Stores each question before the journal tells of it, so that whoever hears of it can answer it.</summary>
internal sealed class QuestionLog(ExecutionRow row, ExecutionLog log, InterruptRecords interrupts, TimeProvider clock) : IRunLog
{
    /// <summary>True once this run has asked something.</summary>
    public bool Asked { get; private set; }

    public ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
        => happened is Run.QuestionOpened asked ? AskAsync(asked, cancellationToken) : log.AppendAsync(happened, cancellationToken);

    public void Publish(Run.MessageDelta delta) => log.Publish(delta);

    private async ValueTask AskAsync(Run.QuestionOpened asked, CancellationToken cancellationToken)
    {
        Asked = true;
        var interrupt = asked.Question.ToProto(row.Id, asked.StepPath, clock.GetUtcNow());
        var stored = await interrupts.OpenAsync(row, interrupt, cancellationToken);
        log.Write([new() { StepPath = asked.StepPath, InterruptOpened = new() { Interrupt = stored } }]);
    }
}
