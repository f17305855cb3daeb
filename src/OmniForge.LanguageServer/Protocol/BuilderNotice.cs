namespace OmniForge.LanguageServer.Protocol;

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

internal sealed record BuilderQuestion(string Id, string Text, IReadOnlyList<string> Choices);
