using OmniForge.V1;

namespace OmniForge.Cli.Chat;

/// <summary>What a conversation has come to, as far as this terminal has seen.</summary>
internal sealed class TurnReport
{
    /// <summary>Last reply, whole.</summary>
    public string Reply { get; set; } = "";

    public IReadOnlyList<string> Actions { get; set; } = [];

    /// <summary>What the last reply asks to open in a browser; empty = nothing.</summary>
    public string Link { get; set; } = "";

    public QuestionAsked? Question { get; set; }

    public ConversationPhase Phase { get; set; }

    /// <summary>How the last turn ended.</summary>
    public TurnOutcome Outcome { get; set; }

    /// <summary>Path and text of each skill last proposed.</summary>
    public IReadOnlyList<(string Path, string Text)> Skills { get; set; } = [];

    /// <summary>How the last dry run or test ended; null = none yet.</summary>
    public ExecutionStatus? Test { get; set; }

    /// <summary>How the last live run ended; null = none yet.</summary>
    public ExecutionStatus? Live { get; set; }

    public AgentActivated? Activated { get; set; }
}
