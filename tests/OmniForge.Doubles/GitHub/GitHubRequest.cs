using System.Globalization;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.GitHub;

/// <summary>One request of a known account, with strict readers for its parts.</summary>
internal sealed class GitHubRequest(Call call, Exchange exchange, GitHubSite site, GitHubUser user, AccessToken token)
{
    public Call Call { get; } = call;

    public Exchange Exchange { get; } = exchange;

    public GitHubSite Site { get; } = site;

    public GitHubUser User { get; } = user;

    /// <summary>Refuses what the app was not given, and writing where it is not installed.</summary>
    public void Need(string permission, GitHubRepository repository)
    {
        var writes = permission.EndsWith(":write", StringComparison.Ordinal);
        var granted = token.Scopes.Contains(permission) || (!writes && token.Scopes.Contains(permission.Replace(":read", ":write", StringComparison.Ordinal)));
        if (!granted || (writes && (!repository.Installed || !Site.IsMember(User, repository))))
        {
            throw GitHubErrors.Forbidden();
        }
    }

    /// <summary>Parameters of the address; others are refused.</summary>
    public void Asked(params string[] known)
    {
        if (Call.Query.Keys.Except(known).FirstOrDefault() is { } unknown)
        {
            throw GitHubErrors.Invalid($"The address has no parameter '{unknown}'.");
        }
    }

    public string? Choice(string name, params string[] values)
        => Call.Asked(name) is not { } value || values.Contains(value) ? Call.Asked(name) : throw GitHubErrors.Invalid($"'{value}' is no {name}.");

    public DateTimeOffset? Time(string name)
        => Call.Asked(name) is not { } text ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
            : throw GitHubErrors.Invalid($"'{text}' is no time.");

    public JsonObject Body(params string[] known)
    {
        if (Call.ContentType != "application/json")
        {
            throw GitHubErrors.Invalid($"The content type must be application/json, not '{Call.ContentType}'.");
        }

        var body = Call.Json() ?? throw new RefusalException(GitHubErrors.Body(400, "Problems parsing JSON"), "The body is not JSON.");
        return body.Select(pair => pair.Key).Except(known).FirstOrDefault() is { } unknown
            ? throw GitHubErrors.Invalid($"The body has no field '{unknown}'.")
            : body;
    }

    public static string Text(JsonNode? value, string name)
        => value is JsonValue text && text.TryGetValue<string>(out var read) ? read : throw GitHubErrors.Invalid($"'{name}' must be a text.");

    public static List<string> Texts(JsonNode? value, string name)
        => value is JsonArray list ? [.. list.Select(item => Text(item, name))] : throw GitHubErrors.Invalid($"'{name}' must be a list of texts.");

    /// <summary>One page of a list, with the addresses of its neighbours in the Link header.</summary>
    public Reply Page<T>(IReadOnlyList<T> all, Func<T, JsonNode> show) => Page(all, page => new JsonArray([.. page.Select(show)]));

    public Reply Page<T>(IReadOnlyList<T> all, Func<IEnumerable<T>, JsonNode> wrap)
    {
        var size = Math.Min(Number("per_page", 30), 100);
        var at = Number("page", 1);
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var reply = Reply.Json(wrap(all.Skip((at - 1) * size).Take(size)));
        var links = new List<string>();
        if (at > 1)
        {
            links.Add(Link(at - 1, "prev"));
        }

        if (at < last)
        {
            links.Add(Link(at + 1, "next"));
            links.Add(Link(last, "last"));
        }

        if (at > 1)
        {
            links.Add(Link(1, "first"));
        }

        return links.Count > 0 ? reply.With("Link", string.Join(", ", links)) : reply;
    }

    private int Number(string name, int otherwise)
        => Call.Asked(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number
            : throw GitHubErrors.Invalid($"'{name}' must be a number of at least 1.");

    private string Link(int page, string relation)
    {
        var query = Call.Query.Where(pair => pair.Key != "page")
            .SelectMany(pair => pair.Value.Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value)}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"page={page}"));
        return $"<http://{Call.Header("Host")}{Uri.EscapeDataString(Call.Path).Replace("%2F", "/", StringComparison.Ordinal)}?{string.Join('&', query)}>; rel=\"{relation}\"";
    }
}
