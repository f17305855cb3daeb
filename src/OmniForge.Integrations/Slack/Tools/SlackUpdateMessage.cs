using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

internal static class SlackUpdateMessage
{
    public static ITool Tool(SlackNames names) => new AccountTool(
        new()
        {
            Name = "slack_update_message",
            Title = "Change a Slack message",
            Description = "Replaces the text of a message that OmniForge posted before. Write Markdown.",
            InputSchema = Arguments.Schema(
                """
                "channel": {"type": "string", "minLength": 1, "description": "Name, address or id of the channel."},
                "ts": {"type": "string", "minLength": 1, "description": "ts of the message."},
                "text": {"type": "string", "minLength": 1, "maxLength": 39000, "description": "The new message in Markdown."}
                """,
                "channel", "ts", "text"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Safe,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var (name, ts) = (call.Arguments.Text("channel"), call.Arguments.Text("ts"));
            var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
            await SlackApi.ChangeAsync(
                call.Account, "chat.update", new JsonObject { ["channel"] = channel, ["ts"] = ts, ["text"] = Mrkdwn.Of(call.Arguments.Text("text")) },
                AccountRepeat.Same, "chat.update", $"the channel '{name}'", cancellationToken);
            return ToolResult.Of(ToolCall.Value(json => json.WriteString("ts", ts)));
        },
        arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"would replace a message in {Arguments.Text(arguments, "channel")} in Slack by {Arguments.Length(arguments, "text")} characters"));
}
