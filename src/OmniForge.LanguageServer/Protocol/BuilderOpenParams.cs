namespace OmniForge.LanguageServer.Protocol;

/// <param name="ConversationId">Go on with this one; null = a new one.</param>
/// <param name="AgentId">The agent it is about; null = a new agent.</param>
/// <param name="TimeZone">IANA name; null = asked when it matters.</param>
/// <param name="AfterSequence">Of a conversation that goes on: only later events are sent.</param>
internal sealed record BuilderOpenParams(string? ConversationId, string? AgentId, string? TimeZone, ulong? AfterSequence);

internal sealed record BuilderOpenResult(
    string ConversationId, string Greeting, string Phase, ulong LastSequence, BuilderQuestion? Question, IReadOnlyList<ProposalItem> Proposals);
