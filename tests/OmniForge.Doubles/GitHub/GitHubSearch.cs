using System.Globalization;
using System.Text.RegularExpressions;
using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.GitHub;

/// <summary>The search over issues and pull requests.</summary>
internal sealed partial class GitHubSearch(GitHubShow show)
{
    private const int MostFound = 1_000;

    public Reply Issues(GitHubRequest request)
    {
        request.Asked("q", "sort", "order", "per_page", "page", "advanced_search");
        var terms = Term().Matches(request.Call.Asked("q") ?? "").Select(match => match.Value).ToList();
        if (!terms.Exists(term => term is "is:issue" or "is:pr" or "is:pull-request" or "type:issue" or "type:pr"))
        {
            throw GitHubErrors.Invalid("Query must include 'is:issue' or 'is:pull-request'");
        }

        var found = (
            from repository in request.Site.Repositories
            where request.Site.MaySee(request.User, repository)
            from issue in repository.Issues
            where terms.TrueForAll(term => Holds(term, repository, issue))
            select (Repository: repository, Issue: issue)).ToList();
        var ascending = request.Choice("order", "asc", "desc") == "asc";
        var ordered = request.Choice("sort", "created", "updated", "comments") switch
        {
            "updated" => found.OrderBy(hit => hit.Issue.UpdatedAt),
            "comments" => found.OrderBy(hit => hit.Issue.Comments.Count),
            _ => found.OrderBy(hit => hit.Issue.CreatedAt),
        };
        var hits = (ascending ? ordered.ThenBy(hit => hit.Issue.Id) : ordered.ThenBy(hit => hit.Issue.Id).Reverse()).Take(MostFound).ToList();
        return request.Page(hits, page => new JsonObject
        {
            ["total_count"] = found.Count,
            ["incomplete_results"] = false,
            ["items"] = new JsonArray([.. page.Select(hit => show.Issue(hit.Repository, hit.Issue))]),
        });
    }

    private static bool Holds(string term, GitHubRepository repository, GitHubIssue issue)
    {
        if (term.StartsWith('-') && term.Contains(':', StringComparison.Ordinal))
        {
            return !Holds(term[1..], repository, issue);
        }

        if (term.Split(':', 2) is not [var name, var value])
        {
            return Says(issue.Title, term) || Says(issue.Body, term) || issue.Comments.Exists(comment => Says(comment.Body, term));
        }

        value = value.Trim('"');
        return (name, value) switch
        {
            ("is" or "type", "issue") => issue.Pull is null,
            ("is" or "type", "pr" or "pull-request") => issue.Pull is not null,
            ("is" or "state", "open") => issue.Open,
            ("is" or "state", "closed") => !issue.Open,
            ("is", "merged") => issue.Pull?.MergedAt is not null,
            ("repo", _) => repository.FullName.Equals(value, StringComparison.OrdinalIgnoreCase),
            ("org" or "user", _) => repository.Owner.Login.Equals(value, StringComparison.OrdinalIgnoreCase),
            ("author", _) => issue.Author.Login.Equals(value, StringComparison.OrdinalIgnoreCase),
            ("assignee", _) => issue.Assignees.Exists(user => user.Login.Equals(value, StringComparison.OrdinalIgnoreCase)),
            ("label", _) => issue.Labels.Contains(value, StringComparer.OrdinalIgnoreCase),
            ("in", "title" or "body" or "comments") => true,
            ("created", _) => At(issue.CreatedAt, value),
            ("updated", _) => At(issue.UpdatedAt, value),
            _ => throw GitHubErrors.Invalid($"The search knows no '{term}'."),
        };
    }

    private static bool At(DateTimeOffset at, string limit)
    {
        var match = Limit().Match(limit);
        if (!match.Success || !DateTimeOffset.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when))
        {
            throw GitHubErrors.Invalid($"'{limit}' is no time.");
        }

        return match.Groups[1].Value switch
        {
            ">" => at > when,
            ">=" => at >= when,
            "<" => at < when,
            "<=" => at <= when,
            _ => at.Date == when.Date,
        };
    }

    private static bool Says(string text, string word) => text.Contains(word.Trim('"'), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(?:-?[a-z]+:)?(?:"[^"]*"|[^\s"]+)""")]
    private static partial Regex Term();

    [GeneratedRegex(@"^(>=|<=|>|<|)(.+)$")]
    private static partial Regex Limit();
}
