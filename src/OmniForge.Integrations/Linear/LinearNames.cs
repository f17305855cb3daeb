using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear;

/// <summary>Finds teams, people, states and labels by id, key or name.</summary>
internal sealed partial class LinearNames(NameCache cache)
{
    public async Task<string> TeamAsync(IAccount account, string team, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(team, out var id))
        {
            return id.ToString("D");
        }

        return await cache.FindAsync(account, "team", team, async () =>
        {
            var all = await TeamsAsync(account, cancellationToken);
            var byKey = all.FirstOrDefault(found => string.Equals(found.Find("key").AsText(), team.Trim(), StringComparison.OrdinalIgnoreCase));
            return (byKey.ValueKind == JsonValueKind.Object ? byKey : NameCache.Only(
                "team", team, all, found => found.Find("name").AsText(), found => found.Find("key").AsText(), "Check its name or key in Linear."))
                .Find("id").AsText();
        });
    }

    public static async Task<IReadOnlyList<JsonElement>> TeamsAsync(IAccount account, CancellationToken cancellationToken)
        => await AllAsync(account, LinearDocuments.Teams, "teams", "the teams", cancellationToken);

    public async Task<string> PersonAsync(IAccount account, string person, string path, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(person, out var id))
        {
            return id.ToString("D");
        }

        var people = await cache.FindAsync(account, "people", "", () => AllAsync(account, LinearDocuments.Users, "users", "the people", cancellationToken));
        var exact = people.Where(found => Same(found.Find("email").AsText(), person) || Same(found.Find("displayName").AsText(), person.TrimStart('@'))).ToList();
        return (exact.Count == 1 ? exact[0] : NameCache.Only(
            path, person, people, found => found.Find("name").AsText(), found => found.Find("email").AsText(), "Check how it is written in Linear."))
            .Find("id").AsText();
    }

    /// <param name="part">`states` or `labels` of a team.</param>
    public async Task<string> PartAsync(IAccount account, string teamId, string part, string name, string path, CancellationToken cancellationToken)
    {
        var parts = await cache.FindAsync<object>(account, "parts", teamId, async () => await LinearApi.AskAsync(
            account, LinearDocuments.TeamParts, new JsonObject { ["id"] = teamId }, AccountRepeat.Read, "the team", cancellationToken));
        var all = ((JsonElement)parts).Find($"team.{part}.nodes").Items().ToList();
        return NameCache.Only(
            path, name, all, found => found.Find("name").AsText(), found => found.Find("id").AsText(),
            $"There are {string.Join(", ", all.Take(30).Select(found => $"'{found.Find("name").AsText()}'"))}.").Find("id").AsText();
    }

    /// <summary>The key or id of an issue, which people also copy as an address.</summary>
    public static string Issue(string issue)
        => Address().Match(issue.Trim()) is { Success: true } address ? address.Groups[1].Value
            : Key().IsMatch(issue.Trim()) || Guid.TryParse(issue, out _) ? issue.Trim()
            : throw ToolFault.Invalid("issue", $"'{issue}' is no issue; write its key like WEB-12, its address or its id");

    private static async Task<IReadOnlyList<JsonElement>> AllAsync(
        IAccount account, string document, string member, string what, CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>();
        await LinearApi.ListAsync(
            account, document, member, [],
            page =>
            {
                all.AddRange(page);
                return true;
            },
            what, cancellationToken);
        return all;
    }

    private static bool Same(string one, string other) => one.Length > 0 && string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,9}-[0-9]{1,9}$")]
    private static partial Regex Key();

    [GeneratedRegex("^https://linear\\.app/[^/]+/issue/([A-Za-z][A-Za-z0-9_]{0,9}-[0-9]{1,9})(?:[/?#].*)?$")]
    private static partial Regex Address();
}
