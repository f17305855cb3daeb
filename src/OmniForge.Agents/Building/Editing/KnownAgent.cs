namespace OmniForge.Agents.Building;

/// <summary>An agent that exists and may be meant by its name.</summary>
/// <param name="Id">Never said to a person.</param>
public sealed record KnownAgent(string Id, string Name, AgentStanding Standing);
