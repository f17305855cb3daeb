using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Tools;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>
/// Calls of other skills by one step. A called skill is a step of its own below the calling one ("2/1"): it may do what every skill
/// around it may do, a fork starts afresh with half of what is left, any other goes on with what the calling one has read.
/// </summary>
internal sealed class SkillCalls
{
    private readonly RunContext _run;
    private readonly PlannedStep _step;
    private readonly StepScope _scope;
    private readonly IReadOnlyList<SkillFrame> _frames;
    private readonly IReadOnlyList<string> _chain;
    private IReadOnlyList<ChatMessage> _heard = [];

    private SkillCalls(RunContext run, PlannedStep step, string skill, StepScope scope, IReadOnlyList<SkillFrame> frames)
    {
        (_run, _step, _scope, _frames) = (run, step, scope, frames);
        _chain = [.. scope.Chain, skill];
    }

    /// <summary>Whether there is a skill that could be called from here.</summary>
    public bool Any => Described.Any();

    /// <summary>Name and description of each skill that could be called.</summary>
    public IEnumerable<string> Described
        => _run.Plan.Library.Values.Where(skill => !_chain.Contains(skill.Name)).OrderBy(skill => skill.Name, StringComparer.Ordinal)
            .Select(skill => $"{skill.Name} ({ReadSkill.Of(skill.Text).Document.Description ?? "no description"})");

    /// <summary>Null when the agent has no skill to call.</summary>
    public static SkillCalls? Of(RunContext run, PlannedStep step, PlannedSkill skill, StepScope scope, IReadOnlyList<SkillFrame> frames)
        => run.Plan.Library.Count == 0 || !Permission.Offers(run.Grant, frames, SkillTool.Name) ? null : new(run, step, skill.Name, scope, frames);

    /// <summary>Remembers what the calling skill's model has read; a copy, because the conversation goes on.</summary>
    public void Hear(List<ChatMessage> messages) => _heard = [.. messages];

    /// <summary>Runs the skill that the call names, or says why it cannot be run.</summary>
    public async Task<ToolResult> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        var (name, settings, given) = SkillTool.Read(arguments);
        if (!_run.Plan.Library.TryGetValue(name, out var skill))
        {
            return ToolResult.Fail(
                ToolErrorCode.NotFound, $"This agent has no skill '{name}' that can be called{Ending(NearNames.Hint(name, _run.Plan.Library.Keys))}");
        }

        var fork = ReadSkill.Of(skill.Text).Document.Fork;
        if (SkillChain.Refusal(_chain, name, _scope.Forks, fork) is { } refusal)
        {
            return ToolResult.Fail(ToolErrorCode.Denied, refusal);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var path = callId.Replace(':', '/');
        var record = Done(path, name) ?? await new StepRunner(_run, Child(path, skill, settings), Scope(fork, cancellationToken)).RunAsync(given ?? []);
        return record.Outcome switch
        {
            StepOutcome.Succeeded => ToolResult.Of(RunJson.Element(record.Output ?? await StepArtifacts.ReadAsync(_run, record.OutputArtifact!))),
            StepOutcome.Waiting => throw new Waits.StepLeftException(),
            StepOutcome.Cancelled => throw new OperationCanceledException(cancellationToken),
            _ when cancellationToken.IsCancellationRequested => throw new OperationCanceledException(cancellationToken),
            _ when record.Failure!.Reason == FailureReasons.NotRecorded => throw new RecordedFailureException(record.Failure),
            _ => ToolResult.Fail(ToolErrorCode.Unavailable, record.Failure.Message),
        };
    }

    /// <summary>The record of a child that ended before the run broke off.</summary>
    private StepRecord? Done(string path, string skill) => _run.Request.FinishedSteps.FirstOrDefault(
        done => done.Path == path && done.Skill == skill && done.Outcome != StepOutcome.Cancelled);

    private PlannedStep Child(string path, LibrarySkill skill, string? settings) => new(path, new PlannedSkill
    {
        Key = skill.Name,
        Name = skill.Name,
        Order = _step.Skill.Order,
        Text = skill.Text,
        Digest = skill.Digest,
        Config = settings is null ? null : new JsonObject { ["arguments"] = settings },
        Timeout = _step.Skill.Timeout,
    });

    private StepScope Scope(bool fork, CancellationToken stop)
    {
        var inner = _scope with { Around = _frames, Chain = _chain, Stop = stop };
        return fork ? inner.Fork() : inner with { Heard = _heard };
    }

    private static string Ending(string hint) => hint.Length > 0 ? hint : ".";
}
