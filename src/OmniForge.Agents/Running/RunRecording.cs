using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>What the model and the tools answered in an earlier execution.</summary>
public sealed record RunRecording
{
    /// <summary>By step and number of the attempt.</summary>
    public required IReadOnlyDictionary<(string Path, int Attempt), RecordedAttempt> Attempts { get; init; }

    /// <summary>Results of tools by step, in the order of the calls.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<RecordedCall>> Calls { get; init; }
}

/// <summary>What the model said in one attempt of a step.</summary>
/// <param name="Turns">In order.</param>
/// <param name="Failure">How the attempt failed; null = it did not.</param>
public sealed record RecordedAttempt(IReadOnlyList<RecordedTurn> Turns, RunFailure? Failure);

/// <summary>One answer of the model: its text, or the calls it asked for, or both.</summary>
public sealed record RecordedTurn(string Text, IReadOnlyList<RecordedWish> Wishes)
{
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
}

/// <summary>A call that the model asked for.</summary>
public sealed record RecordedWish(string Tool, JsonObject Arguments);

/// <summary>What a tool answered.</summary>
public sealed record RecordedCall(string Tool, JsonObject Arguments, JsonNode? Result, ToolError? Error, bool Truncated);
