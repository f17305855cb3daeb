using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Limits;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Slack;

/// <summary>A strict Slack, with the team "Harbor Studio" in it.</summary>
public sealed class SlackDouble : ProviderDouble
{
    private const string RevokePath = "/api/auth.revoke";

    private readonly Dictionary<string, SlackTeam> _teams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackMethod> _methods;
    private readonly SlackUploads _uploads;

    public SlackDouble(Journal journal, TimeProvider clock)
        : base("slack", journal, clock)
    {
        OAuth = new(
            SlackSignIn.Profile(account => _teams[account.Id]), new("omniforge-at-slack", "secret-of-omniforge-at-slack"), journal, Faults, Gate, clock)
        {
            IsRevoke = call => call.Path == RevokePath,
        };
        var pages = new SlackPages(clock);
        _uploads = new(() => Address);
        _methods = new SlackConversations(pages, () => HistoryIsLimited).Methods
            .Concat(new SlackChat(PostsOf).Methods)
            .Concat(new SlackPeople(pages).Methods)
            .Concat(_uploads.Methods)
            .ToDictionary(method => method.Name, StringComparer.Ordinal);
        HarborStudio = AddTeam("Harbor Studio");
        Fill(HarborStudio);
    }

    public override AuthorizationServer OAuth { get; }

    /// <summary>The team that is always there, with the channels general, projects, sales, leads (private) and two without the bot.</summary>
    public SlackTeam HarborStudio { get; }

    /// <summary>
    /// Apps outside the Marketplace read history and threads once a minute, 15 messages at a time. On unless turned off.
    /// </summary>
    public bool HistoryIsLimited { get; set; } = true;

    /// <summary>Off lets requests come as fast as they like. On unless turned off.</summary>
    public bool HasLimits { get; set; } = true;

    /// <summary>One more team, empty, that can be signed in to.</summary>
    public SlackTeam AddTeam(string name)
    {
        lock (Gate)
        {
            var team = new SlackTeam(name, Gate, Clock);
            _teams.Add(team.Id, team);
            OAuth.Accounts.Add(new(team.Id, name));
            return team;
        }
    }

    internal static RefusalException MissingScope(string needed, AccessToken token) => new(Reply.Json(new JsonObject
    {
        ["ok"] = false,
        ["error"] = "missing_scope",
        ["needed"] = needed,
        ["provided"] = string.Join(',', token.Scopes),
    }));

    protected override Reply Answer(Call call, Exchange exchange)
    {
        if (call.Path.StartsWith("/upload/", StringComparison.Ordinal))
        {
            return _uploads.Receive(call);
        }

        var token = Token(call);
        if (call.Path == RevokePath)
        {
            OAuth.Revoke(token.Value);
            exchange.Change();
            return Reply.Json(new JsonObject { ["ok"] = true, ["revoked"] = true });
        }

        var name = call.Path.StartsWith("/api/", StringComparison.Ordinal) ? call.Path["/api/".Length..] : "";
        if (!_methods.TryGetValue(name, out var method))
        {
            throw new RefusalException(SlackErrors.Body("unknown_method"), $"There is no method '{name}'.");
        }

        Limited(method, token.Account.Id);
        if (method.Scopes.FirstOrDefault(scope => !token.Scopes.Contains(scope)) is { } missing)
        {
            throw MissingScope(missing, token);
        }

        return method.Answer(new(_teams[token.Account.Id], token, SlackArguments.Read(call, method), exchange));
    }

    protected override Reply Trouble(int status, TimeSpan? retryAfter)
    {
        var reply = status == 429
            ? SlackErrors.Limited(WholeSeconds.Of(retryAfter ?? TimeSpan.FromSeconds(1)))
            : Reply.Json(status, new JsonObject { ["ok"] = false, ["error"] = status == 503 ? "service_unavailable" : "internal_error" });
        if (status == 429 && retryAfter is null)
        {
            reply.Headers.Remove("Retry-After");
        }

        return status != 429 && retryAfter is { } wait ? reply.With("Retry-After", WholeSeconds.Of(wait)) : reply;
    }

    private AccessToken Token(Call call)
    {
        if (call.Bearer is not { } bearer)
        {
            throw new RefusalException(SlackErrors.Body("not_authed"), "The request has no token.");
        }

        return OAuth.Find(bearer) ?? throw SlackErrors.Refuse(OAuth.StateOf(bearer) switch
        {
            TokenState.Expired => "token_expired",
            TokenState.Revoked => "token_revoked",
            _ => "invalid_auth",
        });
    }

    private void Limited(SlackMethod method, string team)
    {
        if (!HasLimits)
        {
            return;
        }

        var perMinute = HistoryIsLimited && method.Name is ("conversations.history" or "conversations.replies") ? 1 : method.PerMinute;
        if (!BucketOf($"{team} {method.Name} {perMinute}", perMinute, perMinute / 60.0).TryTake(1, out var wait))
        {
            throw new RefusalException(SlackErrors.Limited(WholeSeconds.Of(wait)));
        }
    }

    private Bucket PostsOf(string channel) => HasLimits ? BucketOf($"posts {channel}", 1, 1) : new(1, 1, Clock);

    private Bucket BucketOf(string key, double capacity, double perSecond)
    {
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            _buckets[key] = bucket = new(capacity, perSecond, Clock);
        }

        return bucket;
    }

    private static void Fill(SlackTeam team)
    {
        foreach (var (name, real) in new[] { ("mara", "Mara Lindqvist"), ("derek", "Derek Osei"), ("ines", "Ines Carvalho"), ("tom", "Tom Becker"), ("yuki", "Yuki Tanaka") })
        {
            team.AddUser(name, real, $"{name}@harbor.example");
        }

        team.AddChannel("general").Topic = "Everybody";
        team.AddChannel("projects").Topic = "What goes on with clients";
        team.AddChannel("sales");
        team.AddChannel("leads", isPrivate: true);
        team.AddChannel("random", botIsMember: false);
        team.AddChannel("board", isPrivate: true, botIsMember: false);
        team.AddChannel("old-news").IsArchived = true;
        team.Say("general", "mara", "Good morning. The reports come on Mondays.");
        team.Say("projects", "derek", "The photo library for Bluefin Logistics is at risk.");
    }
}
