using OmniForge.Doubles.Slack;

namespace OmniForge.Doubles.Webhooks;

/// <summary>Slack's events.</summary>
public static class SlackEvents
{
    public static WebhookMessage MessagePosted(SlackTeam team, SlackChannel channel, SlackMessage message, DateTimeOffset at)
        => Event("message", team, channel, message, at);

    public static WebhookMessage AppMentioned(SlackTeam team, SlackChannel channel, SlackMessage message, DateTimeOffset at)
        => Event("app_mention", team, channel, message, at);

    private static WebhookMessage Event(string type, SlackTeam team, SlackChannel channel, SlackMessage message, DateTimeOffset at)
    {
        var told = new JsonObject
        {
            ["type"] = type,
            ["user"] = message.User,
            ["text"] = message.Text,
            ["ts"] = message.Ts,
            ["channel"] = channel.Id,
            ["event_ts"] = message.Ts,
        };
        if (type == "message")
        {
            told["channel_type"] = channel.IsPrivate ? "group" : "channel";
        }

        if (message.ThreadTs is { } thread)
        {
            told["thread_ts"] = thread;
        }

        if (message.ByBot)
        {
            told["bot_id"] = team.BotId;
            told["app_id"] = "A0OMNIFORGE";
        }

        var id = "Ev" + Guid.NewGuid().ToString("N")[..10].ToUpperInvariant();
        return new(id, type, new()
        {
            ["token"] = "unused",
            ["team_id"] = team.Id,
            ["api_app_id"] = "A0OMNIFORGE",
            ["event"] = told,
            ["type"] = "event_callback",
            ["event_id"] = id,
            ["event_time"] = at.ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null,
                ["team_id"] = team.Id,
                ["user_id"] = team.BotUserId,
                ["is_bot"] = true,
                ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = false,
        });
    }
}
