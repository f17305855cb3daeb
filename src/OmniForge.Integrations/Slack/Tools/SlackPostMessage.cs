using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

/// <summary>Posts a message. It carries our key in its metadata, where a later look finds it again.</summary>
internal static class SlackPostMessage
{
    private const string EventType = "omniforge_call";
    private const int MostCharacters = 39_000;

    public static ITool Tool(SlackNames names) => new ProbedAccountTool(
        new()
        {
            Name = "slack_post_message",
            Title = "Post a Slack message",
            Description = "Posts a message to a Slack channel, or as a reply in a thread. Write Markdown; it is turned into what Slack shows. "
                + "Mentions of everybody (@channel, @here, @everyone) do not notify anybody.",
            InputSchema = Arguments.Schema(
                """
                "channel": {"type": "string", "minLength": 1, "description": "Name, address or id of the channel."},
                "channel_name": {"type": "string", "maxLength": 100, "description": "What people call it, when channel is an id; only shown."},
                "text": {"type": "string", "minLength": 1, "maxLength": 39000, "description": "The message in Markdown."},
                "thread": {"type": "string", "description": "ts of the message to reply to."}
                """,
                "channel", "text"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Probe,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        (call, cancellationToken) => PostAsync(names, call, cancellationToken),
        (call, cancellationToken) => ProbeAsync(names, call, cancellationToken),
        arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"would post to {Shown(arguments)} in Slack, {Arguments.Length(arguments, "text")} characters"));

    private static string Shown(System.Text.Json.JsonElement arguments)
        => Arguments.Text(arguments, "channel_name") is { Length: > 0 } name ? name : Arguments.Text(arguments, "channel");

    private static async Task<ToolResult> PostAsync(SlackNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var (name, text) = (call.Arguments.Text("channel"), Mrkdwn.Of(call.Arguments.Text("text")));
        ToolFault.Require(text.Length <= MostCharacters, "text", "the message is too long for Slack; shorten it, or send the long part as a file");
        var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
        var body = new JsonObject
        {
            ["channel"] = channel,
            ["text"] = text,
            ["metadata"] = new JsonObject { ["event_type"] = EventType, ["event_payload"] = new JsonObject { ["key"] = call.Key } },
        };
        if (call.Arguments.OptionalText("thread") is { } thread)
        {
            body["thread_ts"] = thread;
        }

        var posted = await SlackApi.ChangeAsync(
            call.Account, "chat.postMessage", body, AccountRepeat.Doubles, $"chat.postMessage:{channel}", $"the channel '{name}'", cancellationToken);
        return await PostedAsync(call, channel, posted.Find("ts").AsText(), cancellationToken);
    }

    private static async Task<ToolResult?> ProbeAsync(SlackNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var name = call.Arguments.Text("channel");
        var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
        var thread = call.Arguments.OptionalText("thread");
        var found = "";
        var complete = await SlackApi.ListAsync(
            call.Account,
            thread is null ? "conversations.history" : "conversations.replies",
            "messages",
            [
                ("channel", channel), ("ts", thread ?? ""), ("include_all_metadata", "true"), ("limit", "15"),
                ("oldest", (call.Context.Now.ToUnixTimeSeconds() - 60).ToString(CultureInfo.InvariantCulture)),
            ],
            message =>
            {
                found = message.Find("metadata.event_type").AsText() == EventType && message.Find("metadata.event_payload.key").AsText() == call.Key
                    ? message.Find("ts").AsText()
                    : "";
                return found.Length > 0;
            },
            $"the channel '{name}'",
            cancellationToken);
        return found.Length > 0 ? await PostedAsync(call, channel, found, cancellationToken)
            : complete ? null
            : throw new ToolFault(ToolErrorCode.InDoubt, $"There are too many messages in '{name}' to tell whether this one was posted. Look there.");
    }

    private static async Task<ToolResult> PostedAsync(AccountCall call, string channel, string ts, CancellationToken cancellationToken)
    {
        var permalink = await PermalinkAsync(call.Account, channel, ts, cancellationToken);
        return ToolResult.Of(ToolCall.Value(json =>
        {
            json.WriteString("channel", channel);
            json.WriteString("ts", ts);
            json.WriteString("permalink", permalink);
        }));
    }

    /// <summary>The message is there; that its address cannot be had must not make it look otherwise.</summary>
    private static async Task<string> PermalinkAsync(IAccount account, string channel, string ts, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await SlackApi.ReadAsync(account, "chat.getPermalink", [("channel", channel), ("message_ts", ts)], "the message", cancellationToken);
            return answer.Find("permalink").AsText();
        }
        catch (AccountException)
        {
            return "";
        }
    }
}
