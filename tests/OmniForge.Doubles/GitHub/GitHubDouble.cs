using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Limits;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.GitHub;

/// <summary>A strict GitHub with an App, with the organisation "harbor-studio" in it. Sign-in and API share its one address.</summary>
public sealed class GitHubDouble : ProviderDouble
{
    private static readonly string[] Versions = ["2022-11-28", "2026-03-10"];

    private static readonly string[] Accepted =
    [
        "application/vnd.github+json", "application/json", "application/vnd.github.raw+json", "application/vnd.github.raw",
        "application/vnd.github.diff", "application/vnd.github.v3.diff",
    ];

    private readonly GitHubShow _show;
    private readonly GitHubIssues _issues;
    private readonly GitHubPulls _pulls;
    private readonly GitHubCode _code;
    private readonly GitHubSearch _search;

    public GitHubDouble(Journal journal, TimeProvider clock)
        : base("github", journal, clock)
    {
        _show = new(() => Address);
        _issues = new(_show);
        _pulls = new(_show);
        _code = new(_show);
        _search = new(_show);
        Limits = new(clock);
        OAuth = new(GitHubSignIn.Profile, new("omniforge-at-github", "secret-of-omniforge-at-github"), journal, Faults, Gate, clock)
        {
            IsRevoke = call => call.Path.StartsWith("/applications/", StringComparison.Ordinal),
        };
        Site = new(Gate, clock);
        LetSignIn(GitHubSeed.Fill(Site));
    }

    public override AuthorizationServer OAuth { get; }

    public GitHubSite Site { get; }

    public GitHubLimits Limits { get; }

    /// <summary>Lets a user sign in.</summary>
    public void LetSignIn(GitHubUser user)
        => OAuth.Accounts.Add(new(user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), user.Login));

    protected override Reply Answer(Call call, Exchange exchange)
    {
        if (exchange.Door == Door.Revoke)
        {
            return Revoke(call, exchange);
        }

        if (string.IsNullOrEmpty(call.Header("User-Agent")))
        {
            throw new RefusalException(
                Reply.Text(403, "text/html", "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."),
                "The request has no User-Agent.");
        }

        var token = (call.Bearer is { } bearer ? OAuth.Find(bearer) : null)
            ?? throw new RefusalException(GitHubErrors.Body(401, "Bad credentials"));
        Checked(call);
        Limits.Take(call, token.Account.Id);
        var user = Site.Users.Single(known => known.Login == token.Account.Name);
        return Route(new(call, exchange, Site, user, token), call.Path.Trim('/').Split('/'));
    }

    protected override Reply Finish(Call call, Exchange exchange, Reply reply)
        => exchange.Account is { } account && exchange.Door == Door.Api ? Limits.Tell(call, account, reply) : reply;

    protected override Reply Trouble(int status, TimeSpan? retryAfter)
    {
        if (status is 403 or 429)
        {
            var limited = GitHubErrors.Body(status, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
            return retryAfter is { } pause ? limited.With("Retry-After", WholeSeconds.Of(pause)) : limited;
        }

        var reply = status == 502 ? Reply.Json(502, new JsonObject { ["message"] = "Server Error" }) : GitHubErrors.Body(status, "Server Error");
        return retryAfter is { } wait ? reply.With("Retry-After", WholeSeconds.Of(wait)) : reply;
    }

    private Reply Route(GitHubRequest request, string[] path) => (request.Call.Method, path) switch
    {
        ("GET", ["user"]) => Reply.Json(_show.User(request.User)),
        ("GET", ["user", "installations"]) => Installations(request),
        ("GET", ["user", "installations", var owner, "repositories"]) => Installed(request, owner),
        ("GET", ["search", "issues"]) => _search.Issues(request),
        (_, ["repos", var owner, var name, .. var rest]) => OfRepository(request, Find(request, owner, name, rest), rest),
        (_, ["repositories", var id, .. var rest]) => OfRepository(request, Find(request, id), rest),
        _ => throw new RefusalException(GitHubErrors.Body(404, "Not Found"), "There is no such endpoint."),
    };

    private Reply OfRepository(GitHubRequest request, GitHubRepository repository, string[] rest) => (request.Call.Method, rest) switch
    {
        ("GET", []) => Reply.Json(_show.Repository(repository)),
        ("GET", ["issues"]) => _issues.List(request, repository),
        ("POST", ["issues"]) => _issues.Create(request, repository),
        ("GET", ["issues", var number]) => _issues.Get(request, repository, number),
        ("PATCH", ["issues", var number]) => _issues.Update(request, repository, number),
        ("GET", ["issues", var number, "comments"]) => _issues.Comments(request, repository, number),
        ("POST", ["issues", var number, "comments"]) => _issues.Comment(request, repository, number),
        ("GET", ["pulls"]) => _pulls.List(request, repository),
        ("GET", ["pulls", var number]) => _pulls.Get(request, repository, number),
        ("GET", ["pulls", var number, "files"]) => GitHubPulls.Files(request, repository, number),
        ("GET", ["commits"]) => _code.Commits(request, repository),
        ("GET", ["contents", .. var file]) => GitHubCode.Contents(request, repository, string.Join('/', file)),
        _ => throw new RefusalException(GitHubErrors.Body(404, "Not Found"), "There is no such endpoint."),
    };

    private GitHubRepository Find(GitHubRequest request, string owner, string name, string[] rest)
    {
        bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
        var mine = Site.Repositories.Where(known => Same(known.Owner.Login, owner) && Site.MaySee(request.User, known)).ToList();
        if (mine.Find(known => Same(known.Name, name)) is { } found)
        {
            return found;
        }

        var moved = mine.Find(known => known.OldNames.Contains(name)) ?? throw GitHubErrors.Missing();
        var place = $"{Address}/repositories/{moved.Id}{string.Concat(rest.Select(part => "/" + Uri.EscapeDataString(part)))}{request.Call.QueryText}";
        var status = request.Call.Method == "GET" ? 301 : 307;
        throw new RefusalException(Reply.Json(status, new JsonObject
        {
            ["message"] = status == 301 ? "Moved Permanently" : "Temporary Redirect",
            ["url"] = place,
        }).With("Location", place));
    }

    private GitHubRepository Find(GitHubRequest request, string id)
        => Site.Repositories.FirstOrDefault(known => known.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == id && Site.MaySee(request.User, known))
            ?? throw GitHubErrors.Missing();

    private Reply Installations(GitHubRequest request)
    {
        var owners = Mine(request).Select(repository => repository.Owner).Distinct().ToList();
        return request.Page(owners, page => new JsonObject
        {
            ["total_count"] = owners.Count,
            ["installations"] = new JsonArray([.. page.Select(owner => new JsonObject
            {
                ["id"] = owner.Id, ["account"] = _show.User(owner), ["app_slug"] = "omniforge", ["repository_selection"] = "selected",
            })]),
        });
    }

    private Reply Installed(GitHubRequest request, string owner)
    {
        var repositories = Mine(request)
            .Where(repository => repository.Owner.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == owner).ToList();
        return request.Page(repositories, page => new JsonObject
        {
            ["total_count"] = repositories.Count,
            ["repositories"] = new JsonArray([.. page.Select(_show.Repository)]),
        });
    }

    private IEnumerable<GitHubRepository> Mine(GitHubRequest request)
        => Site.Repositories.Where(repository => repository.Installed && Site.IsMember(request.User, repository));

    private Reply Revoke(Call call, Exchange exchange)
    {
        if (call.Basic is not var (id, secret) || !OAuth.IsOurClient(id, secret) || call.Method != "DELETE"
            || call.Path.Trim('/').Split('/') is not ["applications", var named, "token" or "grant"] || named != id)
        {
            throw new RefusalException(GitHubErrors.Body(404, "Not Found"), "A revocation is DELETE /applications/CLIENT_ID/token or /grant with the application's Basic header.");
        }

        if (!OAuth.Revoke((string?)call.Json()?["access_token"] ?? ""))
        {
            throw new RefusalException(GitHubErrors.Body(404, "Not Found"));
        }

        exchange.Change();
        return Reply.Empty(204);
    }

    private static void Checked(Call call)
    {
        if (call.Header("X-GitHub-Api-Version") is not { } version || !Versions.Contains(version))
        {
            var wrong = $"X-GitHub-Api-Version must be one of {string.Join(", ", Versions)}.";
            throw new RefusalException(GitHubErrors.Body(400, wrong), wrong);
        }

        if (!Accepted.Contains((call.Header("Accept") ?? "").Split(',')[0].Split(';')[0].Trim()))
        {
            throw new RefusalException(GitHubErrors.Body(415, "Unsupported 'Accept' header"), $"GitHub does not answer in '{call.Header("Accept")}'.");
        }
    }
}
