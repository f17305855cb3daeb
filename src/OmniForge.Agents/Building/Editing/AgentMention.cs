namespace OmniForge.Agents.Building;

/// <summary>Whether a message is about an agent that exists, and about which.</summary>
/// <param name="Words">The message with the name taken out of the way.</param>
/// <param name="Agents">One = sure, several = it has to be asked.</param>
public sealed record AgentMention(MentionKind Kind, string Words, IReadOnlyList<KnownAgent> Agents)
{
    /// <summary>What was said and is no agent's name.</summary>
    public string Said { get; init; } = "";

    /// <summary>The agent to go on with.</summary>
    public KnownAgent? One => Kind == MentionKind.One ? Agents[0] : null;
}

public enum MentionKind
{
    /// <summary>No agent is meant, or the one that is in hand.</summary>
    Nobody,
    One,

    /// <summary>It may be one of several.</summary>
    Several,

    /// <summary>A name was said that no agent has.</summary>
    Unknown,

    /// <summary>All agents are asked for.</summary>
    All,
}
