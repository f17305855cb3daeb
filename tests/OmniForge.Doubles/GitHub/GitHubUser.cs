namespace OmniForge.Doubles.GitHub;

/// <summary>A person, or an organisation that owns repositories.</summary>
public sealed record GitHubUser(long Id, string Login, string Name);
