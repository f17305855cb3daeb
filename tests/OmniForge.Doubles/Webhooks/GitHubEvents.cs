using OmniForge.Doubles.GitHub;

namespace OmniForge.Doubles.Webhooks;

/// <summary>GitHub's events of issues and pull requests.</summary>
public static class GitHubEvents
{
    private static readonly GitHubShow Show = new(() => "https://api.github.com");

    public static WebhookMessage IssueOpened(GitHubRepository repository, GitHubIssue issue)
        => Event("issues", "opened", repository, issue.Author, "issue", Show.Issue(repository, issue));

    public static WebhookMessage IssueClosed(GitHubRepository repository, GitHubIssue issue)
        => Event("issues", "closed", repository, issue.Author, "issue", Show.Issue(repository, issue));

    public static WebhookMessage PullOpened(GitHubRepository repository, GitHubIssue pull)
        => Event("pull_request", "opened", repository, pull.Author, "pull_request", Show.Pull(repository, pull));

    /// <summary>GitHub calls a merge a closing with `merged: true`.</summary>
    public static WebhookMessage PullMerged(GitHubRepository repository, GitHubIssue pull)
        => Event("pull_request", "closed", repository, pull.Author, "pull_request", Show.Pull(repository, pull));

    private static WebhookMessage Event(
        string name, string action, GitHubRepository repository, GitHubUser sender, string subject, JsonObject shown)
    {
        var body = new JsonObject { ["action"] = action, [subject] = shown };
        if (shown["number"] is { } number && subject == "pull_request")
        {
            body["number"] = (int)number;
        }

        body["repository"] = Show.Repository(repository);
        body["sender"] = Show.User(sender);
        body["installation"] = new JsonObject { ["id"] = repository.Owner.Id };
        return new(Guid.NewGuid().ToString(), name, body);
    }
}
