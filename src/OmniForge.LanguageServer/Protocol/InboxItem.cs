namespace OmniForge.LanguageServer.Protocol;

/// <summary>Something the owner of an agent should know.</summary>
/// <param name="Kind">"failed", "paused", "waiting", "notStarted" or "stopped" (it no longer runs by itself).</param>
/// <param name="Text">Plain words: what happened, what it means, what to do.</param>
/// <param name="At">When it was noticed.</param>
internal sealed record InboxItem(string Id, string Kind, string Text, string AgentId, string? ExecutionId, string? At);

internal sealed record InboxResult(IReadOnlyList<InboxItem> Items);

/// <param name="Ids">Of notices; empty = all.</param>
internal sealed record InboxReadParams(IReadOnlyList<string> Ids);

/// <param name="Marked">How many were not read before.</param>
internal sealed record InboxReadResult(int Marked);
