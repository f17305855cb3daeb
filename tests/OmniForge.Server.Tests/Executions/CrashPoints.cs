using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.V1;
using StepFinished = OmniForge.Agents.Running.StepFinished;
using StepRetryScheduled = OmniForge.Agents.Running.StepRetryScheduled;
using StepSkipped = OmniForge.Agents.Running.StepSkipped;

namespace OmniForge.Server.Tests.Executions;

/// <summary>One run that breaks off after any number of facts, as often as wanted, and each time goes on from what was written down.</summary>
internal sealed class CrashPoints(AgentPlan plan, CountingModel model, params ITool[] tools) : IRunLog
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);

    private readonly Lock _pen = new();
    private readonly List<ExecutionEvent> _written = [];
    private readonly List<StepRecord> _steps = [];
    private int _left;

    public IReadOnlyList<ExecutionEvent> Written => _written;

    /// <summary>Null when it broke off after <paramref name="facts"/> facts.</summary>
    public async Task<RunOutcome?> RunAsync(int facts, CancellationToken cancellationToken)
    {
        var past = Past();
        _left = facts;
        var request = new RunRequest
        {
            ExecutionId = "e1",
            Plan = plan,
            Model = model,
            Tools = tools,
            Workspace = new NoFiles(),
            StartedAt = Start,
            FinishedSteps = past.Steps,
            FinishedCalls = past.Calls,
            UsageSoFar = past.Usage?.ToRun() ?? new(),
            WritesSoFar = past.Writes,
            Waits = new WaitOptions { OpenSteps = past.OpenSteps },
        };
        try
        {
            return await new AgentRunner(new FakeTimeProvider(Start)).RunAsync(request, this, cancellationToken);
        }
        catch (BrokenOffException)
        {
            return null;
        }
    }

    public PastRun Past()
    {
        var reading = new PastReading();
        foreach (var happened in _written)
        {
            reading.Take(happened);
        }

        return reading.Result([.. _steps.Where(step => reading.Done.Contains(step.Path))]);
    }

    public ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        lock (_pen)
        {
            if (_left-- <= 0)
            {
                throw new BrokenOffException();
            }

            if (Step(happened) is { } step)
            {
                _steps.Add(step);
            }

            var written = Told(happened);
            written.Sequence = (ulong)_written.Count + 1;
            written.OccurredAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Start);
            _written.Add(written);
            return ValueTask.CompletedTask;
        }
    }

    public void Publish(OmniForge.Agents.Running.MessageDelta delta)
    {
    }

    private static ExecutionEvent Told(RunEvent happened) => happened is QuestionOpened { Question: var question }
        ? new() { StepPath = happened.StepPath, InterruptOpened = new() { Interrupt = question.ToProto("e1", happened.StepPath, Start) } }
        : happened.ToProto();

    private static StepRecord? Step(RunEvent happened) => happened switch
    {
        StepFinished finished => finished.Step,
        StepSkipped skipped => skipped.Step,
        StepRetryScheduled retry => retry.Step,
        _ => null,
    };

    private sealed class BrokenOffException() : Exception("The process is gone.");

    private sealed class NoFiles : IWorkspace
    {
        public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken) => Task.FromResult<WorkspaceFile?>(null);

        public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
            => throw new WorkspaceException(WorkspaceFault.NotFound, "There is no file here.");

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
            => throw new WorkspaceException(WorkspaceFault.ReadOnly, "Nothing can be written here.");

        public IAsyncEnumerable<WorkspaceFile> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<WorkspaceFile>();
    }
}
