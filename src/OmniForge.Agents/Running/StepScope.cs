using Microsoft.Extensions.AI;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>What a step may do by its place: alone in the plan, or called by another skill, whose limits then hold too.</summary>
internal sealed record StepScope
{
    /// <summary>Deepest chain of skills with `context: fork` below a step.</summary>
    public const int MostForks = 2;

    /// <summary>Longest chain of skills below a step.</summary>
    public const int MostNested = 5;

    private const int LeastIterations = 3;

    public required RunBudget Budget { get; init; }

    /// <summary>Model turns of one attempt.</summary>
    public required int MaxIterations { get; init; }

    /// <summary>Permissions of the skills around this one, outermost first; each of them must admit every call.</summary>
    public IReadOnlyList<SkillFrame> Around { get; init; } = [];

    /// <summary>Names of the skills around this one, outermost first.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    public int Forks { get; init; }

    /// <summary>Ends the step together with the one that called it.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>What the calling skill's model has read so far; empty for a fork, which starts afresh.</summary>
    public IReadOnlyList<ChatMessage> Heard { get; init; } = [];

    /// <summary>The scope of a skill with a context of its own: half of what is left.</summary>
    public StepScope Fork() => this with
    {
        Budget = Budget.Half(),
        MaxIterations = Math.Max(LeastIterations, MaxIterations / 2),
        Forks = Forks + 1,
        Heard = [],
    };
}
