using System.Globalization;

namespace OmniForge.Doubles.GitHub;

/// <summary>Objects as GitHub sends them.</summary>
internal sealed class GitHubShow(Func<string> address)
{
    public JsonObject User(GitHubUser user) => new()
    {
        ["login"] = user.Login,
        ["id"] = user.Id,
        ["type"] = "User",
        ["name"] = user.Name,
        ["url"] = $"{address()}/users/{user.Login}",
        ["html_url"] = $"https://github.com/{user.Login}",
    };

    public JsonObject Repository(GitHubRepository repository) => new()
    {
        ["id"] = repository.Id,
        ["name"] = repository.Name,
        ["full_name"] = repository.FullName,
        ["private"] = repository.IsPrivate,
        ["owner"] = User(repository.Owner),
        ["default_branch"] = repository.DefaultBranch,
        ["html_url"] = $"https://github.com/{repository.FullName}",
        ["url"] = $"{address()}/repos/{repository.FullName}",
        ["archived"] = false,
        ["has_issues"] = true,
    };

    public JsonObject Issue(GitHubRepository repository, GitHubIssue issue)
    {
        var shown = new JsonObject
        {
            ["id"] = issue.Id,
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            ["body"] = issue.Body.Length == 0 ? null : issue.Body,
            ["state"] = issue.Open ? "open" : "closed",
            ["state_reason"] = issue.Open ? null : "completed",
            ["user"] = User(issue.Author),
            ["labels"] = new JsonArray([.. issue.Labels.Select(label => new JsonObject { ["name"] = label, ["color"] = "ededed" })]),
            ["assignee"] = issue.Assignees is [var first, ..] ? User(first) : null,
            ["assignees"] = new JsonArray([.. issue.Assignees.Select(User)]),
            ["comments"] = issue.Comments.Count,
            ["created_at"] = Time(issue.CreatedAt),
            ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = Time(issue.ClosedAt),
            ["url"] = $"{address()}/repos/{repository.FullName}/issues/{issue.Number}",
            ["repository_url"] = $"{address()}/repos/{repository.FullName}",
            ["html_url"] = Page(repository, issue),
        };
        if (issue.Pull is not null)
        {
            shown["pull_request"] = new JsonObject
            {
                ["url"] = $"{address()}/repos/{repository.FullName}/pulls/{issue.Number}",
                ["html_url"] = Page(repository, issue),
                ["merged_at"] = Time(issue.Pull.MergedAt),
            };
        }

        return shown;
    }

    public JsonObject Pull(GitHubRepository repository, GitHubIssue issue)
    {
        var pull = issue.Pull!;
        var shown = Issue(repository, issue);
        shown.Remove("pull_request");
        shown.Remove("state_reason");
        shown.Remove("repository_url");
        shown["url"] = $"{address()}/repos/{repository.FullName}/pulls/{issue.Number}";
        shown["draft"] = pull.Draft;
        shown["merged_at"] = Time(pull.MergedAt);
        shown["merged"] = pull.MergedAt is not null;
        shown["head"] = new JsonObject { ["ref"] = pull.Head, ["label"] = $"{repository.Owner.Login}:{pull.Head}" };
        shown["base"] = new JsonObject { ["ref"] = pull.BaseBranch, ["label"] = $"{repository.Owner.Login}:{pull.BaseBranch}" };
        shown["additions"] = pull.Changes.Sum(change => change.Additions);
        shown["deletions"] = pull.Changes.Sum(change => change.Deletions);
        shown["changed_files"] = pull.Changes.Count;
        shown["diff_url"] = $"https://github.com/{repository.FullName}/pull/{issue.Number}.diff";
        return shown;
    }

    public JsonObject Comment(GitHubRepository repository, GitHubIssue issue, GitHubComment comment) => new()
    {
        ["id"] = comment.Id,
        ["body"] = comment.Body,
        ["user"] = User(comment.Author),
        ["created_at"] = Time(comment.CreatedAt),
        ["updated_at"] = Time(comment.CreatedAt),
        ["issue_url"] = $"{address()}/repos/{repository.FullName}/issues/{issue.Number}",
        ["html_url"] = string.Create(CultureInfo.InvariantCulture, $"{Page(repository, issue)}#issuecomment-{comment.Id}"),
    };

    public JsonObject Commit(GitHubRepository repository, GitHubCommit commit) => new()
    {
        ["sha"] = commit.Sha,
        ["commit"] = new JsonObject
        {
            ["message"] = commit.Message,
            ["author"] = new JsonObject { ["name"] = commit.Author.Name, ["email"] = $"{commit.Author.Login}@harbor.example", ["date"] = Time(commit.At) },
            ["committer"] = new JsonObject { ["name"] = commit.Author.Name, ["email"] = $"{commit.Author.Login}@harbor.example", ["date"] = Time(commit.At) },
        },
        ["author"] = User(commit.Author),
        ["html_url"] = $"https://github.com/{repository.FullName}/commit/{commit.Sha}",
        ["url"] = $"{address()}/repos/{repository.FullName}/commits/{commit.Sha}",
    };

    public static JsonObject Change(GitHubChange change) => new()
    {
        ["sha"] = GitHubRepository.Sha(change.Path + change.Patch),
        ["filename"] = change.Path,
        ["status"] = change.Status,
        ["additions"] = change.Additions,
        ["deletions"] = change.Deletions,
        ["changes"] = change.Additions + change.Deletions,
        ["patch"] = change.Patch,
    };

    /// <summary>The whole of a pull request as text.</summary>
    public static string Diff(GitHubPull pull)
        => string.Concat(pull.Changes.Select(change =>
            $"diff --git a/{change.Path} b/{change.Path}\n"
            + $"--- {(change.Status == "added" ? "/dev/null" : "a/" + change.Path)}\n"
            + $"+++ {(change.Status == "removed" ? "/dev/null" : "b/" + change.Path)}\n"
            + change.Patch.TrimEnd('\n') + "\n"));

    public static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Page(GitHubRepository repository, GitHubIssue issue)
        => string.Create(CultureInfo.InvariantCulture, $"https://github.com/{repository.FullName}/{(issue.Pull is null ? "issues" : "pull")}/{issue.Number}");
}
