using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.GitHub;

/// <summary>Issues and the comments on them. Lists of issues also hold pull requests, as GitHub's do.</summary>
internal sealed class GitHubIssues(GitHubShow show)
{
    public Reply List(GitHubRequest request, GitHubRepository repository)
    {
        request.Need("issues:read", repository);
        request.Asked("state", "labels", "since", "assignee", "creator", "sort", "direction", "per_page", "page");
        var state = request.Choice("state", "open", "closed", "all") ?? "open";
        var labels = (request.Call.Asked("labels") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var since = request.Time("since");
        var assignee = request.Call.Asked("assignee");
        var creator = request.Call.Asked("creator");
        var issues = repository.Issues
            .Where(issue => state == "all" || issue.Open == (state == "open"))
            .Where(issue => labels.All(label => issue.Labels.Contains(label, StringComparer.OrdinalIgnoreCase)))
            .Where(issue => since is null || issue.UpdatedAt >= since)
            .Where(issue => assignee is null or "*" || (assignee == "none" ? issue.Assignees.Count == 0 : issue.Assignees.Exists(user => user.Login == assignee)))
            .Where(issue => creator is null || issue.Author.Login == creator);
        return request.Page(Sorted(request, issues), issue => show.Issue(repository, issue));
    }

    public Reply Get(GitHubRequest request, GitHubRepository repository, string number)
    {
        request.Need("issues:read", repository);
        request.Asked();
        return Reply.Json(show.Issue(repository, Find(repository, number)));
    }

    public Reply Create(GitHubRequest request, GitHubRepository repository)
    {
        request.Need("issues:write", repository);
        var body = request.Body("title", "body", "labels", "assignees", "milestone", "type");
        var title = GitHubRequest.Text(body["title"], "title");
        if (string.IsNullOrWhiteSpace(title))
        {
            throw GitHubErrors.Invalid("title can't be blank");
        }

        var assignees = Assignees(request, repository, body);
        var labels = body["labels"] is { } named ? GitHubRequest.Texts(named, "labels") : [];
        var text = body["body"] is { } said ? GitHubRequest.Text(said, "body") : "";
        var issue = repository.AddIssue(request.User, title, text, [.. labels]);
        issue.Assignees.AddRange(assignees);
        request.Exchange.Create();
        return Reply.Json(201, show.Issue(repository, issue));
    }

    public Reply Update(GitHubRequest request, GitHubRepository repository, string number)
    {
        request.Need("issues:write", repository);
        var issue = Find(repository, number);
        var body = request.Body("title", "body", "state", "state_reason", "labels", "assignees", "milestone", "type");
        var assignees = Assignees(request, repository, body);
        var title = body["title"] is { } named ? GitHubRequest.Text(named, "title") : issue.Title;
        var text = !body.ContainsKey("body") ? issue.Body : body["body"] is { } said ? GitHubRequest.Text(said, "body") : "";
        var labels = body["labels"] is { } wanted ? GitHubRequest.Texts(wanted, "labels") : null;
        var open = body["state"] is not { } state ? issue.Open : GitHubRequest.Text(state, "state") switch
        {
            "open" => true,
            "closed" => false,
            var other => throw GitHubErrors.Invalid($"'{other}' is no state."),
        };
        (issue.Title, issue.Body) = (title, text);
        if (open != issue.Open)
        {
            issue.Open = open;
            issue.ClosedAt = open ? null : request.Site.Now();
        }

        if (labels is not null)
        {
            issue.Labels.Clear();
            issue.Labels.AddRange(labels);
        }

        if (body.ContainsKey("assignees"))
        {
            issue.Assignees.Clear();
            issue.Assignees.AddRange(assignees);
        }

        issue.UpdatedAt = request.Site.Now();
        request.Exchange.Change();
        return Reply.Json(show.Issue(repository, issue));
    }

    public Reply Comments(GitHubRequest request, GitHubRepository repository, string number)
    {
        request.Need("issues:read", repository);
        request.Asked("since", "per_page", "page");
        var issue = Find(repository, number);
        var since = request.Time("since");
        return request.Page(
            issue.Comments.Where(comment => since is null || comment.CreatedAt >= since).ToList(), comment => show.Comment(repository, issue, comment));
    }

    public Reply Comment(GitHubRequest request, GitHubRepository repository, string number)
    {
        request.Need("issues:write", repository);
        var issue = Find(repository, number);
        var text = GitHubRequest.Text(request.Body("body")["body"], "body");
        if (text.Length is 0 or > 65_536)
        {
            throw GitHubErrors.Invalid("body is too long (maximum is 65536 characters) or blank");
        }

        var comment = new GitHubComment(request.Site.NewId(), request.User, text, request.Site.Now());
        issue.Comments.Add(comment);
        issue.UpdatedAt = comment.CreatedAt;
        request.Exchange.Create();
        return Reply.Json(201, show.Comment(repository, issue, comment));
    }

    public static GitHubIssue Find(GitHubRepository repository, string number)
        => repository.Issues.FirstOrDefault(issue => issue.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == number)
            ?? throw GitHubErrors.Missing();

    public static List<GitHubIssue> Sorted(GitHubRequest request, IEnumerable<GitHubIssue> issues)
    {
        var sort = request.Choice("sort", "created", "updated", "comments") ?? "created";
        var ascending = request.Choice("direction", "asc", "desc") == "asc";
        var ordered = sort switch
        {
            "updated" => issues.OrderBy(issue => issue.UpdatedAt).ThenBy(issue => issue.Id),
            "comments" => issues.OrderBy(issue => issue.Comments.Count).ThenBy(issue => issue.Id),
            _ => issues.OrderBy(issue => issue.CreatedAt).ThenBy(issue => issue.Id),
        };
        return ascending ? [.. ordered] : [.. ordered.Reverse()];
    }

    private static List<GitHubUser> Assignees(GitHubRequest request, GitHubRepository repository, JsonObject body)
        => body["assignees"] is not { } named ? [] :
        [
            .. GitHubRequest.Texts(named, "assignees").Select(login => request.Site.Users.FirstOrDefault(user => user.Login == login) is { } user
                && request.Site.IsMember(user, repository) ? user : throw GitHubErrors.Invalid($"'{login}' cannot be assigned here.")),
        ];
}
