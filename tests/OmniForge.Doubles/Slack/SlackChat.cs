using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Limits;

namespace OmniForge.Doubles.Slack;

/// <summary>Messages: posted, changed, taken back, and reactions to them.</summary>
internal sealed class SlackChat(Func<string, Bucket> postsOf)
{
    private const int LongestText = 40_000;

    public IEnumerable<SlackMethod> Methods =>
    [
        new("chat.postMessage", 10_000, true, ["chat:write"],
            ["channel", "text", "thread_ts", "reply_broadcast", "mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media", "metadata", "blocks", "markdown_text"],
            Post),
        new("chat.update", 50, true, ["chat:write"], ["channel", "ts", "text", "metadata", "blocks", "parse", "link_names", "markdown_text"], Update),
        new("chat.delete", 50, true, ["chat:write"], ["channel", "ts"], Delete),
        new("chat.getPermalink", 100, false, [], ["channel", "message_ts"], Permalink),
        new("reactions.add", 50, true, ["reactions:write"], ["channel", "timestamp", "name"], React),
    ];

    private Reply Post(SlackRequest request)
    {
        var channel = SlackConversations.Find(request);
        if (channel.IsArchived)
        {
            throw SlackErrors.Refuse("is_archived");
        }

        if (!channel.BotIsMember && !request.Token.Scopes.Contains("chat:write.public"))
        {
            throw SlackErrors.Refuse("not_in_channel");
        }

        var text = TextOf(request);
        var thread = request.Arguments.Text("thread_ts");
        if (thread is not null && !channel.Messages.Exists(message => message.Ts == thread))
        {
            throw SlackErrors.Refuse("thread_not_found");
        }

        if (!postsOf(channel.Id).TryTake(1, out var wait))
        {
            throw new RefusalException(SlackErrors.Limited(WholeSeconds.Of(wait)));
        }

        var message = request.Team.Post(channel, new(channel.Id, request.Team.NewTs(), request.Team.BotUserId, text)
        {
            ThreadTs = thread,
            ByBot = true,
            Metadata = Metadata(request),
            Blocks = request.Arguments.Json("blocks")?.DeepClone(),
        });
        request.Exchange.Create(KeyOf(message.Metadata));
        return Reply.Json(new JsonObject
        {
            ["ok"] = true,
            ["channel"] = channel.Id,
            ["ts"] = message.Ts,
            ["message"] = SlackShow.Message(request.Team, channel, message, true),
        });
    }

    private static Reply Update(SlackRequest request)
    {
        var (channel, message) = Own(request, "ts", "cant_update_message");
        message.Text = TextOf(request);
        message.Blocks = request.Arguments.Json("blocks")?.DeepClone();
        message.Metadata = Metadata(request) ?? message.Metadata;
        message.Edited = true;
        request.Exchange.Change();
        return Reply.Json(new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts, ["text"] = message.Text });
    }

    private static Reply Delete(SlackRequest request)
    {
        var (channel, message) = Own(request, "ts", "cant_delete_message");
        channel.Messages.Remove(message);
        request.Exchange.Change();
        return Reply.Json(new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts });
    }

    private static Reply Permalink(SlackRequest request)
    {
        var (channel, message) = Find(request, "message_ts");
        var place = $"{request.Team.Url}archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}";
        return Reply.Json(new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["permalink"] = place });
    }

    private static Reply React(SlackRequest request)
    {
        var (_, message) = Find(request, "timestamp");
        var name = request.Arguments.Need("name").Trim(':');
        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '+' or ':'))
        {
            throw SlackErrors.Refuse("invalid_name");
        }

        if (message.Reactions.Contains((name, request.Team.BotUserId)))
        {
            throw SlackErrors.Refuse("already_reacted");
        }

        message.Reactions.Add((name, request.Team.BotUserId));
        request.Exchange.Change();
        return Reply.Json(new JsonObject { ["ok"] = true });
    }

    private static string TextOf(SlackRequest request)
    {
        var text = request.Arguments.Text("text") ?? request.Arguments.Text("markdown_text") ?? "";
        if (text.Length == 0 && request.Arguments.Json("blocks") is null)
        {
            throw SlackErrors.Refuse("no_text");
        }

        return text.Length <= LongestText ? text : throw SlackErrors.Refuse("msg_too_long");
    }

    private static JsonNode? Metadata(SlackRequest request)
        => request.Arguments.Json("metadata") switch
        {
            null => null,
            JsonObject metadata when (string?)metadata["event_type"] is { Length: > 0 } && metadata["event_payload"] is JsonObject => metadata.DeepClone(),
            _ => throw SlackErrors.Refuse("invalid_metadata_format"),
        };

    private static string? KeyOf(JsonNode? metadata)
        => metadata?["event_payload"]?.AsObject().FirstOrDefault(pair => pair.Key.Contains("key", StringComparison.OrdinalIgnoreCase)).Value?.ToString();

    private static (SlackChannel Channel, SlackMessage Message) Own(SlackRequest request, string argument, string error)
    {
        var found = Find(request, argument);
        return found.Message.ByBot ? found : throw SlackErrors.Refuse(error);
    }

    private static (SlackChannel Channel, SlackMessage Message) Find(SlackRequest request, string argument)
    {
        var channel = SlackConversations.Find(request);
        var ts = request.Arguments.Need(argument);
        return (channel, channel.Messages.Find(message => message.Ts == ts) ?? throw SlackErrors.Refuse("message_not_found"));
    }
}
