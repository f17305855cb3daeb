using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running.Waits;

/// <summary>A step that had begun and not ended when the run left: by a crash, or because it waits.</summary>
public sealed record OpenStep
{
    /// <summary>The attempt to go on with, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Name of the skill that does the attempt; empty = the step's own.</summary>
    public string Skill { get; init; } = "";

    /// <summary>Highest call number used so far, whatever became of the call.</summary>
    public int LastCall { get; init; }

    /// <summary>When the attempt after <see cref="Attempt"/> may begin; null while this one is not over.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Calls of this attempt that were asked for and have no result yet, in order.</summary>
    public IReadOnlyList<OpenCall> Calls { get; init; } = [];

    /// <summary>Messages that the model had already read, in order.</summary>
    public IReadOnlyList<ReadMessage> Messages { get; init; } = [];

    /// <summary>Model turns taken so far, so that messages keep names of their own.</summary>
    public int Turns { get; init; }

    /// <summary>What the step had used.</summary>
    public RunUsage Usage { get; init; } = new();
}

/// <summary>A message the model had read after so many finished calls.</summary>
public sealed record ReadMessage(string Text, int AfterCalls);

/// <summary>A call that was written down and has no result.</summary>
public sealed record OpenCall
{
    public required string Id { get; init; }
    public required string Tool { get; init; }
    public required JsonObject Arguments { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>What was asked because of this call, oldest first.</summary>
    public IReadOnlyList<OpenQuestion> Questions { get; init; } = [];

    /// <summary>What became of the provider's wish to be asked later; null = it had none.</summary>
    public Postponement? Postponed { get; init; }

    /// <summary>What the client that hosts the tool answered; null = nothing yet.</summary>
    public ToolResult? Submitted { get; init; }
}

/// <summary>A call that the provider refused for now, so that it surely did not happen.</summary>
/// <param name="Until">When it is made again.</param>
/// <param name="Times">How often it was put off, this time included.</param>
/// <param name="For">Whom it waits for, for instance `Notion`.</param>
public sealed record Postponement(DateTimeOffset Until, int Times, string For)
{
    /// <summary>False once a later run went on, which may have made the call before it broke off.</summary>
    public bool Fresh { get; init; } = true;
}

/// <summary>One question and what came of it.</summary>
/// <param name="Answer">Null while it is open.</param>
public sealed record OpenQuestion(string Id, QuestionKind Kind, DateTimeOffset ExpiresAt, QuestionAnswer? Answer);

/// <summary>How a question was closed.</summary>
public sealed record QuestionAnswer(QuestionDecision Decision)
{
    /// <summary>The answer itself; null = none.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>True when nobody answered in time.</summary>
    public bool Expired { get; init; }

    /// <summary>
    /// True when it is acted on for the first time. Otherwise an earlier run had it and may have acted on it before it broke off.
    /// </summary>
    public bool Fresh { get; init; }
}

public enum QuestionKind
{
    Approval,
    Input,
    Auth,

    /// <summary>A change that may have happened already.</summary>
    InDoubt,
}

public enum QuestionDecision
{
    Approve,
    Deny,
    Submit,

    /// <summary>Do it again.</summary>
    Retry,

    /// <summary>It happened.</summary>
    Skip,
}
