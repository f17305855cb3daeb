using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Limits;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Notion;

/// <summary>A strict Notion, version 2026-03-11, with the workspace "Harbor Studio" in it.</summary>
public sealed class NotionDouble : ProviderDouble
{
    /// <summary>The only version it speaks.</summary>
    public const string Version = "2026-03-11";

    private const string RevokePath = "/v1/oauth/revoke";

    private readonly Dictionary<string, NotionWorkspace> _workspaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly NotionCursors _cursors;
    private readonly NotionQueries _queries;
    private (double PerSecond, double Burst) _perConnection = (3, 9);
    private (double PerSecond, double Burst) _perWorkspace = (30, 90);

    public NotionDouble(Journal journal, TimeProvider clock)
        : base("notion", journal, clock)
    {
        _cursors = new(clock);
        _queries = new(_cursors);
        OAuth = new(
            NotionSignIn.Profile(account => _workspaces[account.Id]), new("omniforge-at-notion", "secret-of-omniforge-at-notion"),
            journal, Faults, Gate, clock)
        { IsRevoke = call => call.Path == RevokePath };
        HarborStudio = AddWorkspace("Harbor Studio");
        Notion.HarborStudio.Fill(HarborStudio, clock.GetUtcNow());
    }

    public override AuthorizationServer OAuth { get; }

    /// <summary>The workspace that is always there.</summary>
    public NotionWorkspace HarborStudio { get; }

    /// <summary>How long cursors live; 30 minutes unless changed.</summary>
    public TimeSpan CursorLife
    {
        get => _cursors.Life;
        set => _cursors.Life = value;
    }

    /// <summary>One more workspace, empty, that can be signed in to.</summary>
    public NotionWorkspace AddWorkspace(string name)
    {
        lock (Gate)
        {
            var id = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
            var workspace = new NotionWorkspace(id, name, Gate, Clock);
            _workspaces.Add(id, workspace);
            OAuth.Accounts.Add(new(id, name));
            return workspace;
        }
    }

    /// <summary>
    /// Other limits than 3 per second and connection (9 at once) and 30 per second and workspace (90 at once). Full buckets to begin with.
    /// </summary>
    public void Limit(double perConnection, double burst, double perWorkspace = 1_000, double workspaceBurst = 1_000)
    {
        lock (Gate)
        {
            _perConnection = (perConnection, burst);
            _perWorkspace = (perWorkspace, workspaceBurst);
            _buckets.Clear();
        }
    }

    protected override Reply Answer(Call call, Exchange exchange)
    {
        if (call.Path == RevokePath)
        {
            return Revoke(call, exchange);
        }

        var token = (call.Bearer is { } bearer ? OAuth.Find(bearer) : null)
            ?? throw new RefusalException(NotionErrors.Body(401, "unauthorized", "API token is invalid."));
        Checked(call);
        Limited($"connection {token.Account.Id} {token.Value}", _perConnection, "integration");
        Limited($"workspace {token.Account.Id}", _perWorkspace, "workspace");
        return Route(call, exchange, _workspaces[token.Account.Id]);
    }

    protected override Reply Trouble(int status, TimeSpan? retryAfter)
    {
        var reply = status switch
        {
            429 => NotionErrors.Body(429, "rate_limited", "You have been rate limited. Please try again in a few minutes.",
                new() { ["rate_limit_reason"] = "integration" }),
            529 => NotionErrors.Body(529, "service_overload", "Notion is overloaded. Please try again later."),
            502 or 504 => Reply.Html(status, "<html><body>Bad gateway</body></html>"),
            503 => NotionErrors.Body(503, "service_unavailable", "Notion is unavailable. Please try again later."),
            _ => NotionErrors.Body(status, "internal_server_error", "Unexpected error occurred."),
        };
        return retryAfter is { } wait ? reply.With("Retry-After", WholeSeconds.Of(wait)) : reply;
    }

    private Reply Route(Call call, Exchange exchange, NotionWorkspace workspace)
        => (call.Method, call.Path.Trim('/').Split('/')) switch
        {
            ("POST", ["v1", "search"]) => _queries.Search(call, workspace),
            ("GET", ["v1", "databases", var id]) => NotionQueries.Database(workspace, id),
            ("GET", ["v1", "data_sources", var id]) => NotionQueries.Source(workspace, id),
            ("POST", ["v1", "data_sources", var id, "query"]) => _queries.Query(call, workspace, id),
            ("POST", ["v1", "pages"]) => NotionPages.Create(call, exchange, workspace),
            ("GET", ["v1", "pages", var id]) => NotionPages.Get(call, workspace, id),
            ("PATCH", ["v1", "pages", var id]) => NotionPages.Update(call, exchange, workspace, id),
            ("GET", ["v1", "pages", var id, "markdown"]) => NotionMarkdown.Get(call, workspace, id),
            ("PATCH", ["v1", "pages", var id, "markdown"]) => NotionMarkdown.Update(call, exchange, workspace, id),
            ("GET", ["v1", "comments"]) => NotionComments.List(call, workspace, _cursors),
            ("POST", ["v1", "comments"]) => NotionComments.Create(call, exchange, workspace),
            ("GET", ["v1", "users", "me"]) => Reply.Json(NotionShow.Bot(workspace)),
            ("GET", ["v1", "users"]) => Users(call, workspace),
            _ => throw new RefusalException(NotionErrors.Body(400, "invalid_request_url", "Invalid request URL."), "There is no such endpoint."),
        };

    private Reply Users(Call call, NotionWorkspace workspace)
    {
        NotionShape.Asked(call, "start_cursor", "page_size");
        JsonNode? size = call.Asked("page_size") is { } text
            ? int.TryParse(text, out var number) ? number : throw NotionErrors.Invalid("query failed validation: page_size should be a number.")
            : null;
        return _cursors.Page($"{workspace.Id} users", [.. workspace.Users], call.Asked("start_cursor"), size, NotionValues.User, "user");
    }

    private Reply Revoke(Call call, Exchange exchange)
    {
        if (call.Basic is not var (id, secret) || !OAuth.IsOurClient(id, secret))
        {
            throw new RefusalException(Reply.Json(401, new JsonObject { ["error"] = "invalid_client" }), "A revocation without the application's Basic header.");
        }

        OAuth.Revoke(NotionShape.Text(NotionShape.Body(call, "token")["token"], "body.token"));
        exchange.Change();
        return Reply.Json(new JsonObject { ["request_id"] = Guid.NewGuid().ToString() });
    }

    private static void Checked(Call call)
    {
        var version = call.Header("Notion-Version");
        if (version is null)
        {
            const string Message = "Notion-Version header should be defined, instead was `undefined`.";
            throw new RefusalException(NotionErrors.Body(400, "missing_version", Message), Message);
        }

        if (version != Version)
        {
            throw NotionErrors.Invalid($"Notion-Version header should be `\"{Version}\"`, instead was `\"{version}\"`.");
        }
    }

    private void Limited(string key, (double PerSecond, double Burst) limit, string reason)
    {
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            _buckets[key] = bucket = new(limit.Burst, limit.PerSecond, Clock);
        }

        if (!bucket.TryTake(1, out var wait))
        {
            throw new RefusalException(NotionErrors.Body(
                429, "rate_limited", "You have been rate limited. Please try again in a few minutes.", new() { ["rate_limit_reason"] = reason })
                .With("Retry-After", WholeSeconds.Of(wait)));
        }
    }
}
