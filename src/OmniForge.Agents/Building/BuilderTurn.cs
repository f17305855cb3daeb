namespace OmniForge.Agents.Building;

/// <summary>What one turn leads to: the new state, the reply, and at most one thing for the caller to carry out.</summary>
public sealed record BuilderTurn
{
    public required BuilderState State { get; init; }

    /// <summary>Plain words for the person.</summary>
    public required string Reply { get; init; }

    /// <summary>Suggested answers, each a whole message.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];
    public BuilderQuestion? Question { get; init; }
    public IReadOnlyList<PhaseChange> PhaseChanges { get; init; } = [];
    public IReadOnlyList<RequirementChange> RequirementChanges { get; init; } = [];

    /// <summary>The plan when it changed.</summary>
    public PlanSketch? Plan { get; init; }

    /// <summary>A new proposal; it takes the place of an open one.</summary>
    public ProposalDraft? Proposal { get; init; }

    /// <summary>True when an open proposal no longer fits and none took its place.</summary>
    public bool ProposalDropped { get; init; }

    /// <summary>An address that the reply asks the person to open.</summary>
    public string? Link { get; init; }

    /// <summary>To be carried out by the caller, then answered through <see cref="Builder.Continue"/>.</summary>
    public BuilderCommand? Command { get; init; }
    public TurnReading Reading { get; init; }
}

/// <summary>The question that is open.</summary>
public sealed record BuilderQuestion(QuestionKind Kind, string Text, IReadOnlyList<string> Choices);

public enum QuestionKind
{
    /// <summary>What should the agent do?</summary>
    Goal,
    File,

    /// <summary>The first entry of <see cref="BuilderState.Unclear"/>.</summary>
    Unclear,
    When,
    WhenPart,
    Zone,
    Name,

    /// <summary>Shall it be built as summarised?</summary>
    Summary,
    Test,
    Activate,
    SkipTest,

    /// <summary>Shall the change of a finished agent be saved?</summary>
    Edit,
    Restart,

    /// <summary>What is wrong, or what should change?</summary>
    Fault,

    /// <summary>Shall there be a link to sign in?</summary>
    Connect,

    /// <summary>The link was given; the person signs in or talks on.</summary>
    SignIn,

    /// <summary>Which of several accounts is read from?</summary>
    SourceAccount,

    /// <summary>Which database, team or repository is read?</summary>
    SourcePlace,
    TargetAccount,

    /// <summary>Which channel or page gets the report?</summary>
    TargetPlace,

    /// <summary>With which number is what the rows come to compared?</summary>
    Limit,

    /// <summary>Shall a message be full, short, or short with a link?</summary>
    Form,

    /// <summary>Which of several sources are some words about?</summary>
    WhichSource,

    /// <summary>Shall the time of a place that was mentioned be used? The only choice is the place.</summary>
    Whereabouts,

    /// <summary>In which of several services does it happen?</summary>
    EventService,

    /// <summary>Which of the agents that exist is meant?</summary>
    Agent,

    /// <summary>Shall the agent be deleted?</summary>
    Delete,

    /// <summary>Shall the agent be archived?</summary>
    Archive,
}

/// <summary>A step between phases. <paramref name="Cause"/> is a short word for the log.</summary>
public sealed record PhaseChange(Phase From, Phase To, string Cause);

/// <summary>A requirement that was set, changed or removed (<paramref name="Value"/> null). The value is plain words.</summary>
public sealed record RequirementChange(string Key, string? Value);

/// <summary>The skills the agent will have, before they are written.</summary>
public sealed record PlanSketch(IReadOnlyList<PlanStep> Steps, string Schedule);

/// <summary>One planned skill. Equal orders run side by side; <paramref name="Condition"/> is plain words.</summary>
public sealed record PlanStep(string Key, string Integration, string Purpose, int Order, IReadOnlyList<string> DependsOn,
    string? Condition);
