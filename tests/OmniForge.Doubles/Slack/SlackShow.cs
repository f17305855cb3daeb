using System.Globalization;

namespace OmniForge.Doubles.Slack;

/// <summary>Objects as Slack sends them.</summary>
internal static class SlackShow
{
    public static JsonObject Channel(SlackChannel channel) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel.Name,
        ["is_channel"] = !channel.IsPrivate,
        ["is_group"] = channel.IsPrivate,
        ["is_im"] = false,
        ["is_private"] = channel.IsPrivate,
        ["is_archived"] = channel.IsArchived,
        ["is_general"] = channel.Name == "general",
        ["is_member"] = channel.BotIsMember,
        ["topic"] = new JsonObject { ["value"] = channel.Topic, ["creator"] = "", ["last_set"] = 0 },
        ["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
        ["num_members"] = 5,
    };

    public static JsonObject User(SlackUser user, bool withEmail)
    {
        var profile = new JsonObject { ["real_name"] = user.RealName, ["display_name"] = user.Name };
        if (withEmail)
        {
            profile["email"] = user.Email;
        }

        return new()
        {
            ["id"] = user.Id,
            ["name"] = user.Name,
            ["real_name"] = user.RealName,
            ["deleted"] = false,
            ["is_bot"] = false,
            ["tz"] = user.TimeZone,
            ["profile"] = profile,
        };
    }

    public static JsonObject Message(SlackTeam team, SlackChannel channel, SlackMessage message, bool withMetadata)
    {
        var shown = new JsonObject { ["type"] = "message", ["user"] = message.User, ["text"] = message.Text, ["ts"] = message.Ts };
        if (message.ByBot)
        {
            shown["bot_id"] = team.BotId;
            shown["app_id"] = "A0OMNIFORGE";
        }

        var answers = channel.Messages.Count(other => other.ThreadTs == message.Ts && other != message);
        if (message.ThreadTs is not null || answers > 0)
        {
            shown["thread_ts"] = message.ThreadTs ?? message.Ts;
        }

        if (answers > 0)
        {
            shown["reply_count"] = answers;
        }

        if (message.Edited)
        {
            shown["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = message.Ts };
        }

        if (message.Blocks is { } blocks)
        {
            shown["blocks"] = blocks.DeepClone();
        }

        if (withMetadata && message.Metadata is { } metadata)
        {
            shown["metadata"] = metadata.DeepClone();
        }

        if (message.Files.Count > 0)
        {
            shown["files"] = new JsonArray([.. message.Files.Select(file => File(team, file))]);
        }

        if (message.Reactions.Count > 0)
        {
            shown["reactions"] = new JsonArray([.. message.Reactions.GroupBy(reaction => reaction.Name).Select(same => new JsonObject
            {
                ["name"] = same.Key,
                ["users"] = new JsonArray([.. same.Select(reaction => (JsonNode)reaction.User)]),
                ["count"] = same.Count(),
            })]);
        }

        return shown;
    }

    public static JsonObject File(SlackTeam team, SlackFile file) => new()
    {
        ["id"] = file.Id,
        ["name"] = file.Name,
        ["title"] = file.Title,
        ["size"] = file.Length,
        ["permalink"] = string.Create(CultureInfo.InvariantCulture, $"{team.Url}files/{team.BotUserId}/{file.Id}/{file.Name}"),
    };
}
