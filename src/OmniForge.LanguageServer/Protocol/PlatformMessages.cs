namespace OmniForge.LanguageServer.Protocol;

/// <summary>Parameters of requests that say nothing.</summary>
internal sealed record NoParams;

/// <param name="State">"offline", "signedOut" or "connected".</param>
/// <param name="Message">One plain sentence.</param>
/// <param name="Tools">How many tools the platform offers; null = not asked yet.</param>
internal sealed record PlatformStatus(string State, string? Endpoint, string Message, int? Tools);

internal sealed record AgentsResult(IReadOnlyList<AgentItem> Agents);

/// <param name="Status">"draft", "active", "paused" or "archived".</param>
/// <param name="NextRun">When a schedule starts it next, ISO 8601; null = no schedule.</param>
/// <param name="Skills">Names of its skills in their order.</param>
internal sealed record AgentItem(string Id, string Name, string Status, string Description, string? NextRun, IReadOnlyList<string> Skills);

internal sealed record AgentParams(string AgentId);

/// <param name="Limit">Most executions to list; default 20.</param>
internal sealed record ExecutionsParams(string AgentId, int? Limit);

internal sealed record ExecutionsResult(IReadOnlyList<ExecutionItem> Executions);

/// <param name="Mode">"live" or "dryRun".</param>
/// <param name="Status">"queued", "running", "waiting", "succeeded", "failed" or "cancelled".</param>
/// <param name="Error">One plain sentence; null = none.</param>
internal sealed record ExecutionItem(
    string Id, string AgentId, string Mode, string Status, string? StartedAt, string? FinishedAt, string? Error);

/// <param name="Mode">"live" or "dryRun" (default).</param>
/// <param name="Arguments">Handed to the first skill as its arguments; null = none.</param>
internal sealed record RunParams(string AgentId, string? Mode, string? Arguments);

internal sealed record RunResult(string ExecutionId);

internal sealed record ExecutionParams(string ExecutionId, ulong? AfterSequence);

/// <param name="Kind">"started", "stepStarted", "stepFinished", "output", "waiting" or "finished".</param>
internal sealed record ExecutionNotice(
    string ExecutionId, string AgentId, ulong Sequence, string Kind, string? Skill = null, string? Status = null, string? Text = null);

internal sealed record ShareParams(string Path);

internal sealed record ShareResult(string Name);
