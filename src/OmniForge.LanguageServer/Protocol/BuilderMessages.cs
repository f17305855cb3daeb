namespace OmniForge.LanguageServer.Protocol;

/// <param name="ConversationId">Go on with this one; null = a new one.</param>
/// <param name="AgentId">The agent it is about; null = a new agent.</param>
/// <param name="TimeZone">IANA name; null = asked when it matters.</param>
/// <param name="AfterSequence">Of a conversation that goes on: only later events are sent.</param>
internal sealed record BuilderOpenParams(string? ConversationId, string? AgentId, string? TimeZone, ulong? AfterSequence);

internal sealed record BuilderOpenResult(
    string ConversationId, string Greeting, string Phase, ulong LastSequence, BuilderQuestion? Question, IReadOnlyList<ProposalItem> Proposals);

internal sealed record BuilderQuestion(string Id, string Text, IReadOnlyList<string> Choices);

/// <param name="Status">"open", "accepted", "rejected" or "stale".</param>
/// <param name="Files">What accepting it writes.</param>
/// <param name="Changes">One plain line for each change, files included.</param>
internal sealed record ProposalItem(
    string Id, string Title, string Summary, string Status, IReadOnlyList<ProposedFile> Files, IReadOnlyList<string> Changes);

/// <param name="Before">The text as it is; null = the file is new.</param>
/// <param name="After">The text as it would be; null = the file goes.</param>
internal sealed record ProposedFile(string Path, string? Before, string? After);

internal sealed record BuilderParams(string ConversationId);

internal sealed record BuilderTurnParams(string ConversationId, string Text);

/// <param name="Status">"completed", "interrupted" or "failed".</param>
internal sealed record BuilderTurnResult(string TurnId, string Reply, string Phase, string Status);

/// <param name="Decision">"accept" or "reject".</param>
internal sealed record BuilderDecideParams(string ConversationId, string ProposalId, string Decision, string? Reason);

internal sealed record BuilderDecideResult(string Phase, string Status);

internal sealed record BuilderTestResult(string ExecutionId, string Status, string Summary);

internal sealed record BuilderActivateResult(string AgentId, string? NextRun);

/// <param name="Kind">
/// "turnStarted", "messageDelta", "message", "question", "proposal", "proposalDecided", "phase", "testStarted", "testEvent", "testFinished",
/// "activated", "notice" or "turnFinished".
/// </param>
internal sealed record BuilderNotice(string ConversationId, ulong Sequence, string Kind)
{
    public string? Text { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    public BuilderQuestion? Question { get; init; }

    public ProposalItem? Proposal { get; init; }

    public string? Phase { get; init; }

    public BuilderStep? Step { get; init; }

    public string? Status { get; init; }

    public string? NextRun { get; init; }
}

internal sealed record BuilderStep(string Skill, string Status, string? Text);
