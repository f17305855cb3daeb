namespace OmniForge.Doubles.Slack;

/// <summary>A person of a team.</summary>
public sealed record SlackUser(string Id, string Name, string RealName, string Email, string TimeZone);
