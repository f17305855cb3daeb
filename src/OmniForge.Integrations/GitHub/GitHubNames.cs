using System.Text.Json;
using System.Text.RegularExpressions;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub;

/// <summary>Finds repositories by `owner/name`, address or name.</summary>
internal sealed partial class GitHubNames(NameCache cache)
{
    /// <summary>`owner/name`, safe to stand in a path.</summary>
    public async Task<string> RepositoryAsync(IAccount account, string repository, CancellationToken cancellationToken)
    {
        var text = repository.Trim().TrimEnd('/');
        if (FullName().Match(text) is { Success: true } full)
        {
            return Safe($"{full.Groups[1].Value}/{full.Groups[2].Value}", repository);
        }

        return await cache.FindAsync(account, "repository", text, async () =>
        {
            var all = await RepositoriesAsync(account, cancellationToken);
            return Safe(
                NameCache.Only(
                    "repository", text, all, found => found.Find("name").AsText(), found => found.Find("full_name").AsText(),
                    $"Write it as owner/name, or let OmniForge see it: {GitHubErrors.Sharing}").Find("full_name").AsText(),
                repository);
        });
    }

    /// <summary>Repositories in which OmniForge is installed.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RepositoriesAsync(IAccount account, CancellationToken cancellationToken)
    {
        var places = new List<string>();
        await GitHubApi.ListAsync(
            account, $"user/installations?per_page={GitHubApi.MostPerPage}", "installations", Keep<string>(places, item => item.Find("id").AsText()),
            "the places where OmniForge is installed", cancellationToken);
        var repositories = new List<JsonElement>();
        foreach (var place in places)
        {
            await GitHubApi.ListAsync(
                account, $"user/installations/{Uri.EscapeDataString(place)}/repositories?per_page={GitHubApi.MostPerPage}", "repositories",
                Keep<JsonElement>(repositories, item => item), "the repositories", cancellationToken);
        }

        return repositories;
    }

    private static Func<JsonElement, bool> Keep<T>(List<T> list, Func<JsonElement, T> of) => item =>
    {
        list.Add(of(item));
        return false;
    };

    private static string Safe(string fullName, string given)
        => fullName.Split('/') is [not ("." or ".."), not ("." or "..")]
            ? fullName
            : throw ToolFault.Invalid("repository", $"'{given}' is no repository; write it as owner/name");

    [GeneratedRegex(@"^(?:https://(?:www\.)?github\.com/)?([A-Za-z0-9._-]{1,100})/([A-Za-z0-9._-]{1,100}?)(?:\.git)?(?:(?<=github\.com/[^/]+/[^/]+)/.*)?$")]
    private static partial Regex FullName();
}
