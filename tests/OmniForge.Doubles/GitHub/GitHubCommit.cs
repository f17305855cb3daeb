namespace OmniForge.Doubles.GitHub;

/// <summary>A commit on a branch.</summary>
public sealed record GitHubCommit(string Sha, GitHubUser Author, DateTimeOffset At, string Message, string Branch, IReadOnlyList<string> Paths);
