using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>What earlier runs of an execution left: what a new one goes on from.</summary>
internal sealed record PastRun
{
    public static readonly PastRun None = new();

    /// <summary>Steps that never run again.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    /// <summary>Finished calls of the steps that are not over, by call id.</summary>
    public IReadOnlyDictionary<string, Run.ToolFinished> Calls { get; init; } = new Dictionary<string, Run.ToolFinished>();

    public IReadOnlyDictionary<string, OpenStep> OpenSteps { get; init; } = new Dictionary<string, OpenStep>();

    /// <summary>Ids of messages that a skill has read.</summary>
    public IReadOnlySet<string> Messages { get; init; } = new HashSet<string>();

    /// <summary>What was asked, by id.</summary>
    public IReadOnlyDictionary<string, Interrupt> Interrupts { get; init; } = new Dictionary<string, Interrupt>();

    /// <summary>Since when it waits; null = it does not.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Time of all waits that are over.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Everything used, as far as it was written down; null = nothing.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Calls that change something, asked for so far. In a dry run and a replay they changed nothing.</summary>
    public int Writes { get; init; }

    /// <summary>Last event there is.</summary>
    public long Head { get; init; }

    /// <summary>Path of the step it goes on with.</summary>
    public string NextStep => OpenSteps.Count > 0 ? OpenSteps.Keys.Order(StringComparer.Ordinal).First() : $"{Steps.Count + 1}";

    /// <summary>Every question without an answer.</summary>
    public IEnumerable<OpenQuestion> OpenQuestions
        => OpenSteps.Values.SelectMany(step => step.Calls).SelectMany(call => call.Questions).Where(question => question.Answer is null);

    /// <summary>The same with each open call as <paramref name="change"/> makes it.</summary>
    public PastRun WithCalls(Func<OpenCall, OpenCall> change) => this with
    {
        OpenSteps = OpenSteps.ToDictionary(step => step.Key, step => step.Value with { Calls = [.. step.Value.Calls.Select(change)] }),
    };
}
