namespace OmniForge.LanguageServer.Protocol;

/// <param name="Mode">"live" or "dryRun".</param>
/// <param name="Status">"queued", "running", "waiting", "succeeded", "failed" or "cancelled".</param>
/// <param name="Error">One plain sentence; null = none.</param>
internal sealed record ExecutionItem(
    string Id, string AgentId, string Mode, string Status, string? StartedAt, string? FinishedAt, string? Error);

/// <param name="Limit">Most executions to list; default 20.</param>
internal sealed record ExecutionsParams(string AgentId, int? Limit);

internal sealed record ExecutionsResult(IReadOnlyList<ExecutionItem> Executions);

/// <param name="Mode">"live" or "dryRun" (default).</param>
/// <param name="Arguments">Handed to the first skill as its arguments; null = none.</param>
internal sealed record RunParams(string AgentId, string? Mode, string? Arguments);

internal sealed record RunResult(string ExecutionId);

internal sealed record ExecutionParams(string ExecutionId, ulong? AfterSequence);

/// <param name="Kind">"started", "stepStarted", "stepFinished", "output", "waiting" or "finished".</param>
internal sealed record ExecutionNotice(
    string ExecutionId, string AgentId, ulong Sequence, string Kind, string? Skill = null, string? Status = null, string? Text = null);
