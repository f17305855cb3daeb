namespace OmniForge.LanguageServer.Protocol;

internal sealed record BuilderTurnParams(string ConversationId, string Text);

/// <param name="Status">"completed", "interrupted" or "failed".</param>
internal sealed record BuilderTurnResult(string TurnId, string Reply, string Phase, string Status);

internal sealed record BuilderParams(string ConversationId);

/// <param name="Decision">"accept" or "reject".</param>
internal sealed record BuilderDecideParams(string ConversationId, string ProposalId, string Decision, string? Reason);

internal sealed record BuilderDecideResult(string Phase, string Status);

internal sealed record BuilderTestResult(string ExecutionId, string Status, string Summary);

internal sealed record BuilderActivateResult(string AgentId, string? NextRun);
