using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.Linear.Tools;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear;

/// <summary>Linear: issues of an organisation.</summary>
internal sealed class LinearIntegration : IIntegration
{
    public const string Id = "linear";

    public LinearIntegration(IntegrationSettings settings, TimeProvider clock)
    {
        Descriptor = settings.Apply(Facts);
        var names = new LinearNames(new NameCache(clock));
        Tools =
        [
            LinearListTeams.Tool(), LinearListIssues.Tool(names), LinearSearchIssues.Tool(names), LinearGetIssue.Tool(), LinearCreateIssue.Tool(names),
            LinearUpdateIssue.Tool(names), LinearAddComment.Tool(), LinearArchiveIssue.Tool(),
        ];
    }

    public IntegrationDescriptor Descriptor { get; }

    public IReadOnlyList<ITool> Tools { get; }

    public IReadOnlyList<string> ResourceKinds => ["team"];

    public IWebhookScheme? Webhooks { get; } = new LinearWebhooks();

    /// <summary>It asks not to be polled.</summary>
    public IReadOnlyList<IPollSource> Polls => [];

    private static IntegrationDescriptor Facts { get; } = new()
    {
        Id = Id,
        DisplayName = "Linear",
        Api = new("https://api.linear.app"),
        OAuth = new()
        {
            Authorize = new("https://linear.app/oauth/authorize"),
            Token = new("https://api.linear.app/oauth/token"),
            Revoke = new("https://api.linear.app/oauth/revoke"),
            ClientProof = ClientProof.Form,
            ScopeSeparator = ",",
            BaseScopes = ["read"],
            Parameters = new Dictionary<string, string> { ["prompt"] = "consent" },
            Pkce = Pkce.Both,
            Refreshing = Refreshing.Rotates,
        },
        ErrorCodePath = "errors.0.extensions.code",
        TokenErrors = ["AUTHENTICATION_ERROR"],
        HasteErrors = ["RATELIMITED"],
        TroubleErrors = ["INTERNAL_SERVER_ERROR"],
        Limit = new(1_000, TimeSpan.FromHours(1), 200),
        Scopes = new Dictionary<string, IReadOnlyList<string>>
        {
            ["linear_list_teams"] = ["read"],
            ["linear_list_issues"] = ["read"],
            ["linear_search_issues"] = ["read"],
            ["linear_get_issue"] = ["read"],
            ["linear_create_issue"] = ["read", "issues:create"],
            ["linear_update_issue"] = ["read", "write"],
            ["linear_add_comment"] = ["read", "comments:create"],
            ["linear_archive_issue"] = ["read", "write"],
        },
        SharingHint = "OmniForge sees in Linear what you see. For a private team, join it first.",
    };

    public async Task<IReadOnlyList<AccountResource>> ResourcesAsync(
        IAccount account, string kind, string query, int limit, CancellationToken cancellationToken)
        => kind != "team"
            ? throw ToolFault.Invalid("kind", $"'{kind}' is not team, the only kind there is")
            :
            [
                .. (await LinearNames.TeamsAsync(account, cancellationToken))
                    .Where(team => $"{team.Find("key").AsText()} {team.Find("name").AsText()}".Contains(query.Trim(), StringComparison.OrdinalIgnoreCase))
                    .Take(limit)
                    .Select(team => new AccountResource(
                        team.Find("id").AsText(), $"{team.Find("name").AsText()} ({team.Find("key").AsText()})", "https://linear.app")),
            ];

    public async Task<AccountIdentity> IdentifyAsync(IAccount account, CancellationToken cancellationToken)
    {
        var data = await LinearApi.AskAsync(account, LinearDocuments.Viewer, [], AccountRepeat.Read, "the account", cancellationToken);
        return new(data.Find("organization.id").AsText(), data.Find("organization.name").AsText(), data.Find("viewer.id").AsText());
    }
}
