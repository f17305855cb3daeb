using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building;

/// <summary>What the builder may know about the outside when it decides; read by the caller before each turn.</summary>
/// <param name="Now">The instant of the turn.</param>
/// <param name="TimeZone">IANA zone of the person's profile; null = unknown, then the builder asks.</param>
/// <param name="Files">Profiles of the tables in the workspace.</param>
/// <param name="OtherFiles">Names of files that are no tables.</param>
/// <param name="Accounts">What is connected and the person may use.</param>
/// <param name="KnownAgents">Names of the agents that exist; a new one gets another name.</param>
/// <param name="OfflineModel">True when no language model is configured; the builder says so once.</param>
public sealed record BuilderWorld(
    DateTimeOffset Now,
    string? TimeZone,
    IReadOnlyList<TableProfile> Files,
    IReadOnlyList<string> OtherFiles,
    IReadOnlyList<KnownAccount> Accounts,
    IReadOnlyList<string> KnownAgents,
    bool OfflineModel)
{
    /// <summary>Tables of accounts that were looked at in this conversation; the builder puts them in from its state.</summary>
    public IReadOnlyList<TableProfile> Tables { get; init; } = [];

    /// <summary>What this server can notice.</summary>
    public IReadOnlyList<Events.KnownEvent> Events { get; init; } = [];

    /// <summary>The agents that exist and are not deleted, by name.</summary>
    public IReadOnlyList<KnownAgent> Agents { get; init; } = [];

    /// <summary>Name of the person who talks, as versions keep it; null = unknown.</summary>
    public string? Person { get; init; }

    /// <summary>Id of the agent that the conversation is about; null = none yet.</summary>
    public string? AgentId { get; init; }
}
