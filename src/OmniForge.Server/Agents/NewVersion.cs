using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What a version is made of.</summary>
/// <param name="Files">The agent's own files; with <see cref="Resolved"/> those of every skill.</param>
internal sealed record NewVersion(Agent Content, IReadOnlyDictionary<string, string> Files, VersionOrigin Origin)
{
    /// <summary>The skills were pinned before and stay as they are, as in a rollback.</summary>
    public bool Resolved { get; init; }

    /// <summary>One line; empty = made from the difference.</summary>
    public string Summary { get; init; } = "";
    public string ConversationId { get; init; } = "";
    public int RolledBackFrom { get; init; }

    /// <summary>The execution that tested exactly this content; empty = none.</summary>
    public string TestExecutionId { get; init; } = "";

    /// <summary>Why unsound content is refused.</summary>
    public string Reason => Origin is VersionOrigin.Conversation or VersionOrigin.Editor || FromDraft ? "DRAFT_INVALID" : "SKILL_INVALID";

    public bool FromDraft { get; init; }
}
