using System.Globalization;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Limits;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Linear;

/// <summary>
/// A strict Linear, with the organisation "Harbor Studio" in it. It takes documents with one named operation whose values are
/// variables; one name always stands for the same document.
/// </summary>
public sealed class LinearDouble : ProviderDouble
{
    private const string RevokePath = "/oauth/revoke";
    private const double MostOfOneQuery = 10_000;

    private readonly Dictionary<string, LinearOrganization> _organizations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Bucket Requests, Bucket Complexity)> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _documents = new(StringComparer.Ordinal);
    private readonly CursorBook _cursors;
    private double _cost;

    public LinearDouble(Journal journal, TimeProvider clock)
        : base("linear", journal, clock)
    {
        _cursors = new(clock);
        OAuth = new(LinearSignIn.Profile, new("omniforge-at-linear", "secret-of-omniforge-at-linear"), journal, Faults, Gate, clock)
        {
            IsRevoke = call => call.Path == RevokePath,
        };
        HarborStudio = AddOrganization("Harbor Studio");
        Fill(HarborStudio);
    }

    public override AuthorizationServer OAuth { get; }

    /// <summary>The organisation that is always there, with the teams WEB and OPS.</summary>
    public LinearOrganization HarborStudio { get; }

    /// <summary>Requests per account and hour, as a leaky bucket. Default 1,500; counts for accounts that have not asked yet.</summary>
    public int RequestsPerHour { get; set; } = 1_500;

    /// <summary>Points of complexity per account and hour. Default 250,000; counts for accounts that have not asked yet.</summary>
    public int ComplexityPerHour { get; set; } = 250_000;

    /// <summary>The only operations there may be; null allows any name.</summary>
    public IReadOnlySet<string>? Operations { get; set; }

    /// <summary>One more organisation with one person and no team, that can be signed in to.</summary>
    public LinearOrganization AddOrganization(string name)
    {
        lock (Gate)
        {
            var organization = new LinearOrganization(name, Gate, Clock);
            organization.AddUser("Mara Lindqvist", "mara", "mara@harbor.example");
            _organizations.Add(organization.Id, organization);
            OAuth.Accounts.Add(new(organization.Id, name));
            return organization;
        }
    }

    protected override Reply Answer(Call call, Exchange exchange)
    {
        if (call.Path == RevokePath)
        {
            return Revoke(call, exchange);
        }

        if (call.Path != "/graphql" || call.Method != "POST")
        {
            throw new RefusalException(Reply.Text(404, "text/plain", "Not found"), "There is no such endpoint.");
        }

        _cost = 0;
        var token = (call.Bearer is { } bearer ? OAuth.Find(bearer) : null)
            ?? throw new RefusalException(LinearErrors.Body(401, "AUTHENTICATION_ERROR", "authentication error", "Authentication required, not authenticated"));
        var document = Read(call);
        _cost = CostOf(document);
        Limited(token.Account.Id);
        if (!token.Scopes.Contains("read") && !document.Mutates)
        {
            throw LinearErrors.Forbidden("read");
        }

        var organization = _organizations[token.Account.Id];
        var answers = new LinearAnswers(_cursors, Clock.GetUtcNow());
        var mutations = new LinearMutations(organization, token, exchange, answers);
        var data = new JsonObject();
        foreach (var field in document.Fields)
        {
            data[field.Alias] = document.Mutates ? mutations.Answer(field) : LinearQueries.Answer(field, organization, answers);
        }

        return Reply.Json(new JsonObject { ["data"] = data });
    }

    protected override Reply Finish(Call call, Exchange exchange, Reply reply)
    {
        if (exchange.Account is not { } account || exchange.Door != Door.Api)
        {
            return reply;
        }

        var (requests, complexity) = BucketsOf(account);
        string Whole(double number) => Math.Floor(number).ToString(CultureInfo.InvariantCulture);
        string At(Bucket bucket) => bucket.FullAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return reply
            .With("X-Complexity", Whole(Math.Ceiling(_cost)))
            .With("X-RateLimit-Requests-Limit", Whole(requests.Capacity))
            .With("X-RateLimit-Requests-Remaining", Whole(requests.Level))
            .With("X-RateLimit-Requests-Reset", At(requests))
            .With("X-RateLimit-Complexity-Limit", Whole(complexity.Capacity))
            .With("X-RateLimit-Complexity-Remaining", Whole(complexity.Level))
            .With("X-RateLimit-Complexity-Reset", At(complexity));
    }

    protected override Reply Trouble(int status, TimeSpan? retryAfter)
    {
        var reply = status == 429
            ? LinearErrors.Body(429, "RATELIMITED", "ratelimited", "Rate limit exceeded")
            : LinearErrors.Body(status, "INTERNAL_SERVER_ERROR", "internal error", "Internal server error");
        return retryAfter is { } wait ? reply.With("Retry-After", WholeSeconds.Of(wait)) : reply;
    }

    private GraphDocument Read(Call call)
    {
        if (call.ContentType != "application/json" || call.QueryText.Length > 0)
        {
            throw LinearErrors.Invalid($"A GraphQL request is a POST of application/json, not '{call.ContentType}'.");
        }

        var body = call.Json() ?? throw LinearErrors.Invalid("The body is not JSON.");
        if (body.Select(pair => pair.Key).Except(["query", "variables", "operationName"]).FirstOrDefault() is { } unknown)
        {
            throw LinearErrors.Invalid($"The body has the unknown field '{unknown}'.");
        }

        var text = body["query"] is JsonValue query && query.TryGetValue<string>(out var read) ? read : throw LinearErrors.Invalid("The body has no query.");
        var variables = body["variables"] switch
        {
            null => [],
            JsonObject given => given.DeepClone().AsObject(),
            _ => throw LinearErrors.Invalid("The variables must be an object."),
        };
        var document = GraphDocument.Read(text, variables);
        if (body["operationName"] is { } name && name.ToString() != document.Name)
        {
            throw LinearErrors.Invalid($"Unknown operation named \"{name}\".");
        }

        if (Operations?.Contains(document.Name) == false)
        {
            throw LinearErrors.Invalid($"The operation \"{document.Name}\" is not on the list.");
        }

        if (!_documents.TryAdd(document.Name, text) && _documents[document.Name] != text)
        {
            throw LinearErrors.Invalid($"The operation \"{document.Name}\" has changed: documents are fixed, only variables differ.");
        }

        return document;
    }

    private static double CostOf(GraphDocument document)
        => document.Fields.Sum(field =>
        {
            if (document.Mutates)
            {
                var (name, type) = LinearMutations.Known.GetValueOrDefault(field.Name, ("", "Issue"));
                return 1 + LinearAnswers.Cost(field.Fields.FirstOrDefault(part => part.Name == name)?.Fields ?? [], type);
            }

            return !LinearQueries.Known.TryGetValue(field.Name, out var known) ? 1
                : known.Many ? LinearAnswers.CostOfPage(field, known.Type)
                : 1 + LinearAnswers.Cost(field.Fields, known.Type);
        });

    private void Limited(string account)
    {
        if (_cost > MostOfOneQuery)
        {
            throw new RefusalException(LinearErrors.Body(400, "INPUT_ERROR", "invalid input", "Query too complex"), $"The query costs {_cost}, at most {MostOfOneQuery} is allowed.");
        }

        var (requests, complexity) = BucketsOf(account);
        if (complexity.Level < _cost || !requests.TryTake(1, out _))
        {
            throw new RefusalException(LinearErrors.Limited());
        }

        complexity.TryTake(_cost, out _);
    }

    private (Bucket Requests, Bucket Complexity) BucketsOf(string account)
    {
        const double SecondsPerHour = 3_600;
        if (!_buckets.TryGetValue(account, out var buckets))
        {
            _buckets[account] = buckets =
                (new(RequestsPerHour, RequestsPerHour / SecondsPerHour, Clock), new(ComplexityPerHour, ComplexityPerHour / SecondsPerHour, Clock));
        }

        return buckets;
    }

    private Reply Revoke(Call call, Exchange exchange)
    {
        var value = call.Bearer ?? call.Form()?.GetValueOrDefault("token") ?? call.Form()?.GetValueOrDefault("access_token");
        if (call.Method != "POST" || value is null)
        {
            throw new RefusalException(Reply.Json(400, new JsonObject { ["error"] = "invalid_request" }), "A revocation is a POST with the token.");
        }

        if (!OAuth.Revoke(value))
        {
            throw new RefusalException(Reply.Json(401, new JsonObject { ["error"] = "invalid_token" }));
        }

        exchange.Change();
        return Reply.Json(new JsonObject { ["success"] = true });
    }

    private static void Fill(LinearOrganization organization)
    {
        var derek = organization.AddUser("Derek Osei", "derek", "derek@harbor.example");
        var web = organization.AddTeam("WEB", "Website");
        var operations = organization.AddTeam("OPS", "Operations");
        for (var at = 0; at < 60; at++)
        {
            var team = at % 3 == 2 ? operations : web;
            var issue = organization.AddIssue(team, team == web ? $"Mend page {at + 1}" : $"Renew contract {at + 1}");
            issue.State = team.States[at % team.States.Count];
            issue.Priority = at % 5;
            issue.Assignee = at % 4 == 0 ? null : at % 2 == 0 ? derek : organization.Viewer;
            issue.Labels.Add(team.Labels[at % team.Labels.Count]);
        }
    }
}
