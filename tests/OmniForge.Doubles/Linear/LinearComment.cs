namespace OmniForge.Doubles.Linear;

/// <summary>A comment on an issue.</summary>
public sealed record LinearComment(string Id, LinearIssue Issue, LinearUser Author, string Body, DateTimeOffset CreatedAt);
