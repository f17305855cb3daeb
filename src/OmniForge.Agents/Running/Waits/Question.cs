using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running.Waits;

/// <summary>What a person is asked before a call goes on.</summary>
public sealed record Question
{
    /// <summary>Unique in the execution.</summary>
    public required string Id { get; init; }
    public required QuestionKind Kind { get; init; }

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences that can be answered without knowing the skill.</summary>
    public required string Prompt { get; init; }

    /// <summary>JSON Schema of the answer; null = a decision is enough.</summary>
    public JsonElement? ResponseSchema { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The call behind it.</summary>
    public string Tool { get; init; } = "";
    public JsonElement? Arguments { get; init; }
    public ToolClass Class { get; init; }

    /// <summary>Id of the integration whose account is missing; empty = none is.</summary>
    public string Integration { get; init; } = "";

    /// <summary>The connection that lets nobody in; empty = none, or none is connected.</summary>
    public string ConnectionId { get; init; } = "";
    public IReadOnlyList<string> Assignees { get; init; } = [];
    /// <summary>How long it stays open; null = as long as the run says.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>Filled in by the run.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
    public QuestionExpiry OnExpiry { get; init; } = QuestionExpiry.Fail;

    /// <summary>The answer that is taken when nobody gives one and <see cref="OnExpiry"/> says so.</summary>
    public JsonElement? DefaultResponse { get; init; }
}

/// <summary>What happens when nobody answers in time.</summary>
public enum QuestionExpiry
{
    Fail,
    Deny,
    UseDefault,
}

/// <summary>A tool that is not called but asks a person: the answer is its result.</summary>
public interface IAskingTool : ITool
{
    /// <summary>The question of a call whose arguments fit the schema; id, times and assignees are filled in by the run.</summary>
    Question Ask(JsonElement arguments);

    /// <summary>The result once the question has this answer.</summary>
    ToolResult Answered(JsonElement arguments, JsonElement response);
}
