namespace OmniForge.Agents.Building;

/// <summary>Where a builder conversation stands.</summary>
public enum Phase
{
    /// <summary>Nothing in hand.</summary>
    Idle,
    Discovery,
    OAuthFlow,
    Requirements,
    Generation,
    Testing,
    Activation,
    Complete,
}

/// <summary>How a turn was read as a whole sentence.</summary>
public enum TurnReading
{
    Yes,
    No,

    /// <summary>Agreement put off, or tied to somebody or something else first.</summary>
    Later,

    /// <summary>A change, a limit or a fault, with or without agreement.</summary>
    Change,
    Question,
    Unclear,
    Back,
    Undo,
    Restart,
    Cancel,

    /// <summary>Tells something: a goal, an answer, a command.</summary>
    Statement,
}

/// <summary>What a turn asks to be done right away, besides what it says about the agent.</summary>
public enum TurnAct
{
    None,
    Greet,
    Thank,
    Help,
    Test,
    SkipTest,
    Activate,
    Run,
    Pause,
    Resume,
    TellSummary,
    TellHistory,
    TellWhen,
    TellFiles,
    TellColumns,
    TellSteps,

    /// <summary>A new link to sign in.</summary>
    NewLink,

    /// <summary>"done": the person has signed in.</summary>
    SignedIn,
    TellAgents,
    TellWho,
    Delete,
    Archive,

    /// <summary>Take an archived agent out again.</summary>
    Unarchive,

    /// <summary>"go back to version 2".</summary>
    RestoreVersion,
}
