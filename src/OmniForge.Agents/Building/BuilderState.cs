using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building;

/// <summary>All a conversation has to remember between two turns; survives a restart as text.</summary>
public sealed record BuilderState
{
    public Phase Phase { get; init; } = Phase.Idle;

    /// <summary>Where a cancelled conversation goes on.</summary>
    public Phase ResumePhase { get; init; } = Phase.Idle;

    /// <summary>The wish in hand, perhaps ahead of what is saved.</summary>
    public Wish Wish { get; init; } = new();

    /// <summary>Accepted versions, oldest first; the last is the present one.</summary>
    public IReadOnlyList<SavedVersion> History { get; init; } = [];
    public AgentStanding Standing { get; init; }

    /// <summary>Name of the skill and its folder once drafted; stays when the agent is renamed.</summary>
    public string? SkillName { get; init; }

    /// <summary>Names of all skills of the agent as last accepted; empty = none, or only <see cref="SkillName"/>.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Words still to be asked about, first one first.</summary>
    public IReadOnlyList<Unclear> Unclear { get; init; } = [];

    /// <summary>Words about the content, kept until the file is known.</summary>
    public string? LaterWords { get; init; }

    /// <summary>Words that may be about several sources, until it is known about which.</summary>
    public OpenSource? OpenSource { get; init; }

    /// <summary>The part of a time that was understood while one part is asked.</summary>
    public OpenWhen? OpenWhen { get; init; }

    /// <summary>What was said to start the agent while it is asked in which service; null = nothing is open.</summary>
    public string? OpenEvent { get; init; }

    /// <summary>The question that waits for an answer.</summary>
    public BuilderQuestion? Question { get; init; }

    /// <summary>The question that comes back when a "start over" is taken back.</summary>
    public BuilderQuestion? Interrupted { get; init; }
    public ProposalDraft? Proposal { get; init; }
    public TestStanding Test { get; init; }

    /// <summary>Wishes before each change of this draft, oldest first; at most 50.</summary>
    public IReadOnlyList<UndoStep> Undo { get; init; } = [];

    /// <summary>A sign-in that the conversation waits for.</summary>
    public SignInWait? SignIn { get; init; }

    /// <summary>What accounts have to choose from, as last listed.</summary>
    public IReadOnlyList<PlaceList> Places { get; init; } = [];

    /// <summary>Tables of accounts that were looked at, the present one last.</summary>
    public IReadOnlyList<TableProfile> Tables { get; init; } = [];

    /// <summary>A draft that was left by "start over" or a new goal.</summary>
    public ParkedDraft? Parked { get; init; }

    /// <summary>Zone given in this conversation; before it the profile's.</summary>
    public string? Zone { get; init; }
    public bool OfflineSaid { get; init; }

    /// <summary>The language of the talk, such as "German"; null = English.</summary>
    public string? Language { get; init; }

    /// <summary>The suggested answers that were last said in another language: English to what was said.</summary>
    public IReadOnlyDictionary<string, string>? SaidAs { get; init; }

    /// <summary>The last answer was put off: "continue" then shows the question again and is no yes.</summary>
    public bool Deferred { get; init; }

    /// <summary>A wish that was said too early, for instance a test before the agent was created; it follows by itself.</summary>
    public TurnAct Next { get; init; }

    /// <summary>What was written by other hands; then only the name, the times and the standing can be changed by talking.</summary>
    public OutsideEdit Outside { get; init; }

    /// <summary>Id of the agent in hand, as the caller knows it; null = none yet.</summary>
    public string? AgentId { get; init; }

    /// <summary>To be said before the next answer, for instance which agent was found.</summary>
    public string? Lead { get; init; }

    /// <summary>What the last message was understood to say, to be said once the account has answered.</summary>
    public string? Noted { get; init; }

    /// <summary>A message that waits until it is known which agent it is about.</summary>
    public string? AboutWords { get; init; }

    /// <summary>The agent changed since the open question was asked: no yes counts before it was asked again.</summary>
    public bool Changed { get; init; }
}

public enum AgentStanding
{
    None,
    Draft,
    Active,
    Paused,
    Archived,
}

/// <summary>What is stored about a test of the present draft.</summary>
public enum TestStanding
{
    None,
    Passed,
    Failed,

    /// <summary>The person decided to go without one.</summary>
    Skipped,
}

/// <summary>An accepted version. <paramref name="What"/> is one plain line.</summary>
public sealed record SavedVersion(int Version, Wish Wish, string What, DateTimeOffset At)
{
    /// <summary>Who made it, in words; null = not known.</summary>
    public string? By { get; init; }

    /// <summary>The earlier version that it repeats; 0 = none.</summary>
    public int Restored { get; init; }

    /// <summary>It was made outside of a conversation, so its wish says nothing.</summary>
    public bool Foreign { get; init; }
}

/// <summary>The wish before a change. <paramref name="Key"/> is the requirement that changed.</summary>
public sealed record UndoStep(string Key, string What, Wish Before);

/// <summary>Words about the content, and places in <see cref="Wish.Sources"/> that they fit.</summary>
public sealed record OpenSource(string Words, IReadOnlyList<int> Fitting);

/// <summary>A draft that can be resumed.</summary>
public sealed record ParkedDraft(Wish Wish, AgentStanding Standing, string? SkillName, IReadOnlyList<SavedVersion> History,
    TestStanding Test)
{
    /// <summary>Id of its agent; null = none was made.</summary>
    public string? AgentId { get; init; }
}
