using OmniForge.Agents.Running;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>Stores each question before the journal tells of it, so that whoever hears of it can answer it.</summary>
internal sealed class QuestionLog(ExecutionRow row, ExecutionLog log, InterruptRecords interrupts, TimeProvider clock) : IRunLog
{
    /// <summary>True once this run has asked something.</summary>
    public bool Asked { get; private set; }

    /// <summary>
    /// True when one of the questions already has its answer: a run before asked it, was heard, and broke off before the journal told
    /// of it.
    /// </summary>
    public bool Answered { get; private set; }

    public ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
        => happened is Run.QuestionOpened asked ? AskAsync(asked, cancellationToken) : log.AppendAsync(happened, cancellationToken);

    public void Publish(Run.MessageDelta delta) => log.Publish(delta);

    private async ValueTask AskAsync(Run.QuestionOpened asked, CancellationToken cancellationToken)
    {
        Asked = true;
        var interrupt = asked.Question.ToProto(row.Id, asked.StepPath, clock.GetUtcNow());
        var stored = await interrupts.OpenAsync(row, interrupt, cancellationToken);
        Answered |= stored.Status != InterruptStatus.Open;
        stored.Status = InterruptStatus.Open;
        log.Write([new() { StepPath = asked.StepPath, InterruptOpened = new() { Interrupt = stored } }]);
    }
}
