using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Slack.Tools;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack;

/// <summary>Slack: channels and messages of a workspace, as the bot OmniForge.</summary>
internal sealed class SlackIntegration : IIntegration
{
    public const string Id = "slack";

    public SlackIntegration(IntegrationSettings settings, TimeProvider clock)
    {
        var facts = settings.Apply(Facts);
        Descriptor = settings.HistoryLimited
            ? facts with { Limits = new Dictionary<string, Limit>(facts.Limits) { ["conversations.history"] = PerMinute(1), ["conversations.replies"] = PerMinute(1) } }
            : facts;
        var names = new SlackNames(new NameCache(clock));
        var messages = new SlackMessages(settings.HistoryLimited);
        Tools =
        [
            SlackListChannels.Tool(), SlackGetChannelHistory.Tool(names, messages), SlackGetThread.Tool(names, messages), SlackFindUser.Tool(names),
            SlackPostMessage.Tool(names), SlackUpdateMessage.Tool(names), SlackAddReaction.Tool(names), SlackUploadFile.Tool(names), SlackDeleteMessage.Tool(names),
        ];
    }

    public IntegrationDescriptor Descriptor { get; }

    public IReadOnlyList<ITool> Tools { get; }

    public IReadOnlyList<string> ResourceKinds => ["channel"];

    public IWebhookScheme? Webhooks { get; } = new SlackWebhooks();

    /// <summary>Reading again and again is what Slack limits most; its events come by themselves.</summary>
    public IReadOnlyList<IPollSource> Polls => [];

    private static IntegrationDescriptor Facts { get; } = new()
    {
        Id = Id,
        DisplayName = "Slack",
        Api = new("https://slack.com/api"),
        MoreHosts = ["files.slack.com"],
        OAuth = new()
        {
            Authorize = new("https://slack.com/oauth/v2/authorize"),
            Token = new("https://slack.com/api/oauth.v2.access"),
            Revoke = new("https://slack.com/api/auth.revoke"),
            Revoking = Revoking.AsBearer,
            ScopeSeparator = ",",
            BaseScopes = ["channels:read"],

            // The proof would have to be switched on in the app, which makes it a public one for good.
            Pkce = Pkce.Omit,
            Refreshing = Refreshing.Rotates,
            FinalErrors = ["invalid_refresh_token", "token_revoked", "account_inactive", "invalid_grant", "invalid_code", "code_already_used", "token_expired"],
            AccountIdPath = "team.id",
            AccountNamePath = "team.name",
        },
        ErrorCodePath = "error",
        TokenErrors = ["invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive"],
        HasteErrors = ["ratelimited", "rate_limited", "message_limit_exceeded"],
        TroubleErrors = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"],
        Limit = PerMinute(50),
        Limits = new Dictionary<string, Limit>
        {
            ["conversations.list"] = PerMinute(20),
            ["users.list"] = PerMinute(20),
            ["users.lookupByEmail"] = PerMinute(50),
            ["conversations.history"] = PerMinute(50),
            ["conversations.replies"] = PerMinute(50),
            ["chat.postMessage"] = new(1, TimeSpan.FromSeconds(1), 1),
            ["chat.getPermalink"] = PerMinute(100),
            ["files.getUploadURLExternal"] = PerMinute(100),
            ["files.completeUploadExternal"] = PerMinute(100),
        },
        Scopes = new Dictionary<string, IReadOnlyList<string>>
        {
            ["slack_list_channels"] = ["channels:read", "groups:read"],
            ["slack_get_channel_history"] = ["channels:read", "channels:history", "groups:read", "groups:history"],
            ["slack_get_thread"] = ["channels:read", "channels:history", "groups:read", "groups:history"],
            ["slack_find_user"] = ["users:read", "users:read.email"],
            ["slack_post_message"] = ["channels:read", "chat:write"],
            ["slack_update_message"] = ["channels:read", "chat:write"],
            ["slack_add_reaction"] = ["channels:read", "reactions:write"],
            ["slack_upload_file"] = ["channels:read", "files:write"],
            ["slack_delete_message"] = ["channels:read", "chat:write"],
        },
        SharingHint = $"OmniForge sees and writes in channels it is in: {SlackErrors.Inviting}",
    };

    public async Task<IReadOnlyList<AccountResource>> ResourcesAsync(
        IAccount account, string kind, string query, int limit, CancellationToken cancellationToken)
    {
        if (kind != "channel")
        {
            throw ToolFault.Invalid("kind", $"'{kind}' is not channel, the only kind there is");
        }

        var wanted = query.Trim().TrimStart('#');
        var address = await SlackApi.IdentityAsync(account, cancellationToken);
        return
        [
            .. (await SlackNames.ChannelsAsync(account, cancellationToken))
                .Where(channel => Name(channel).Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(channel => channel.Find("is_member").IsTrue()).ThenBy(Name, StringComparer.Ordinal)
                .Take(limit)
                .Select(channel => new AccountResource(
                    channel.Find("id").AsText(), $"#{Name(channel)}", $"{address.Find("url").AsText()}archives/{channel.Find("id").AsText()}")),
        ];
    }

    public async Task<AccountIdentity> IdentifyAsync(IAccount account, CancellationToken cancellationToken)
    {
        var us = await SlackApi.IdentityAsync(account, cancellationToken);
        return new(us.Find("team_id").AsText(), us.Find("team").AsText(), us.Find("user_id").AsText());
    }

    private static string Name(JsonElement channel) => channel.Find("name").AsText();

    private static Limit PerMinute(int requests) => new(requests, TimeSpan.FromMinutes(1), requests);
}
