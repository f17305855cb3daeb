using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.GitHub.Tools;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub;

/// <summary>GitHub, as an App that acts for a user: what it may do is set in the App, not asked for.</summary>
internal sealed class GitHubIntegration : IIntegration
{
    public const string Id = "github";

    public GitHubIntegration(IntegrationSettings settings, TimeProvider clock)
    {
        Descriptor = settings.Apply(Facts);
        var names = new GitHubNames(new NameCache(clock));
        Tools =
        [
            GitHubListIssues.Tool(names), GitHubSearchIssues.Tool(), GitHubGetIssue.Tool(names), GitHubListPullRequests.Tool(names),
            GitHubGetPullRequest.Tool(names), GitHubListCommits.Tool(names), GitHubGetFile.Tool(names), GitHubCreateIssue.Tool(names),
            GitHubAddComment.Tool(names), GitHubUpdateIssue.Tool(names),
        ];
    }

    public IntegrationDescriptor Descriptor { get; }

    public IReadOnlyList<ITool> Tools { get; }

    public IReadOnlyList<string> ResourceKinds => ["repository"];

    public IWebhookScheme? Webhooks { get; } = new GitHubWebhooks();

    public IReadOnlyList<IPollSource> Polls => [];

    private static IntegrationDescriptor Facts { get; } = new()
    {
        Id = Id,
        DisplayName = "GitHub",
        Api = new("https://api.github.com"),
        Headers = new Dictionary<string, string> { ["Accept"] = "application/vnd.github+json", ["X-GitHub-Api-Version"] = "2022-11-28" },
        OAuth = new()
        {
            Authorize = new("https://github.com/login/oauth/authorize"),
            Token = new("https://github.com/login/oauth/access_token"),
            Revoke = new("https://api.github.com/applications/{client_id}/grant"),
            Revoking = Revoking.WholeGrant,
            ClientProof = ClientProof.Form,
            TokenHeaders = new Dictionary<string, string> { ["Accept"] = "application/json", ["User-Agent"] = "OmniForge" },
            Pkce = Pkce.Both,
            Refreshing = Refreshing.RotatesAndEndsAccess,
            FinalErrors = ["bad_refresh_token", "bad_verification_code", "invalid_grant"],
        },
        Limit = new(5_000, TimeSpan.FromHours(1), 100),
        Limits = new Dictionary<string, Limit>
        {
            ["search"] = new(30, TimeSpan.FromMinutes(1), 10),
            ["write"] = new(1, TimeSpan.FromSeconds(1), 1),
        },
        FirstWait = TimeSpan.FromMinutes(1),
        SharingHint = $"OmniForge works in the repositories where it is installed: {GitHubErrors.Sharing}",
    };

    public async Task<IReadOnlyList<AccountResource>> ResourcesAsync(
        IAccount account, string kind, string query, int limit, CancellationToken cancellationToken)
    {
        if (kind != "repository")
        {
            throw ToolFault.Invalid("kind", $"'{kind}' is not repository, the only kind there is");
        }

        return
        [
            .. (await GitHubNames.RepositoriesAsync(account, cancellationToken))
                .Select(found => new AccountResource(found.Find("full_name").AsText(), found.Find("full_name").AsText(), found.Find("html_url").AsText()))
                .Where(found => found.Name.Contains(query.Trim(), StringComparison.OrdinalIgnoreCase))
                .OrderBy(found => found.Name, StringComparer.OrdinalIgnoreCase)
                .Take(limit),
        ];
    }

    public async Task<AccountIdentity> IdentifyAsync(IAccount account, CancellationToken cancellationToken)
    {
        var user = await GitHubApi.ReadAsync(account, "user", "the account", cancellationToken);
        return new(user.Find("id").AsText(), user.Find("login").AsText(), user.Find("id").AsText());
    }

    /// <summary>A repetition looks at what changed in the minutes before the run too: clocks differ.</summary>
    internal static string Since(AccountCall call)
        => Uri.EscapeDataString((call.Context.Now - TimeSpan.FromMinutes(5)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
}
