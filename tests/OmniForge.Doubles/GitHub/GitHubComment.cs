namespace OmniForge.Doubles.GitHub;

/// <summary>A comment on an issue or a pull request.</summary>
public sealed record GitHubComment(long Id, GitHubUser Author, string Body, DateTimeOffset CreatedAt);
