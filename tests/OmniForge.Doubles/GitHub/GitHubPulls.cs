using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.GitHub;

/// <summary>Pull requests, their files and their diff.</summary>
internal sealed class GitHubPulls(GitHubShow show)
{
    public Reply List(GitHubRequest request, GitHubRepository repository)
    {
        request.Need("pull_requests:read", repository);
        request.Asked("state", "base", "head", "sort", "direction", "per_page", "page");
        var state = request.Choice("state", "open", "closed", "all") ?? "open";
        var pulls = repository.Issues
            .Where(issue => issue.Pull is { } pull && (request.Call.Asked("base") is not { } wanted || pull.BaseBranch == wanted))
            .Where(issue => request.Call.Asked("head") is not { } head || $"{repository.Owner.Login}:{issue.Pull!.Head}" == head)
            .Where(issue => state == "all" || issue.Open == (state == "open"));
        return request.Page(GitHubIssues.Sorted(request, pulls), issue => show.Pull(repository, issue));
    }

    public Reply Get(GitHubRequest request, GitHubRepository repository, string number)
    {
        request.Need("pull_requests:read", repository);
        request.Asked();
        var issue = Find(repository, number);
        return (request.Call.Header("Accept") ?? "").Contains("diff", StringComparison.Ordinal)
            ? Reply.Text(200, "application/vnd.github.diff; charset=utf-8", GitHubShow.Diff(issue.Pull!))
            : Reply.Json(show.Pull(repository, issue));
    }

    public static Reply Files(GitHubRequest request, GitHubRepository repository, string number)
    {
        request.Need("pull_requests:read", repository);
        request.Asked("per_page", "page");
        return request.Page(Find(repository, number).Pull!.Changes, GitHubShow.Change);
    }

    private static GitHubIssue Find(GitHubRepository repository, string number)
        => GitHubIssues.Find(repository, number) is { Pull: not null } issue ? issue : throw GitHubErrors.Missing();
}
