namespace OmniForge.Doubles.GitHub;

/// <summary>An issue, or a pull request when it has <see cref="Pull"/>: they share numbers and lists.</summary>
public sealed class GitHubIssue(long id, int number, GitHubUser author, string title, DateTimeOffset createdAt)
{
    public long Id { get; } = id;

    public int Number { get; } = number;

    public GitHubUser Author { get; } = author;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string Title { get; set; } = title;

    public string Body { get; set; } = "";

    public bool Open { get; set; } = true;

    public DateTimeOffset UpdatedAt { get; set; } = createdAt;

    public DateTimeOffset? ClosedAt { get; set; }

    public List<string> Labels { get; } = [];

    public List<GitHubUser> Assignees { get; } = [];

    public List<GitHubComment> Comments { get; } = [];

    /// <summary>Null for an issue.</summary>
    public GitHubPull? Pull { get; init; }
}

/// <summary>What a pull request has more than an issue.</summary>
public sealed class GitHubPull(string head, string baseBranch, IReadOnlyList<GitHubChange> changes)
{
    public string Head { get; } = head;

    public string BaseBranch { get; } = baseBranch;

    public IReadOnlyList<GitHubChange> Changes { get; } = changes;

    public bool Draft { get; set; }

    public DateTimeOffset? MergedAt { get; set; }
}
