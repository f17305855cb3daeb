namespace OmniForge.LanguageServer.Protocol;

/// <param name="Status">"draft", "active", "paused" or "archived".</param>
/// <param name="NextRun">When a schedule starts it next, ISO 8601; null = no schedule.</param>
/// <param name="Skills">Names of its skills in their order.</param>
internal sealed record AgentItem(string Id, string Name, string Status, string Description, string? NextRun, IReadOnlyList<string> Skills);

internal sealed record AgentsResult(IReadOnlyList<AgentItem> Agents);

internal sealed record AgentParams(string AgentId);
