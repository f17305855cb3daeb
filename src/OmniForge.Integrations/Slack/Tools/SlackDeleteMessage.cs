using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

internal static class SlackDeleteMessage
{
    public static ITool Tool(SlackNames names) => new AccountTool(
        new()
        {
            Name = "slack_delete_message",
            Title = "Delete a Slack message",
            Description = "Deletes a message that OmniForge posted before. It cannot be brought back.",
            InputSchema = Arguments.Schema(
                """
                "channel": {"type": "string", "minLength": 1, "description": "Name, address or id of the channel."},
                "ts": {"type": "string", "minLength": 1, "description": "ts of the message."}
                """,
                "channel", "ts"),
            Class = ToolClass.Destructive,
            Repeat = ToolRepeat.Safe,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var (name, ts) = (call.Arguments.Text("channel"), call.Arguments.Text("ts"));
            var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
            var gone = false;
            try
            {
                await SlackApi.ChangeAsync(
                    call.Account, "chat.delete", new JsonObject { ["channel"] = channel, ["ts"] = ts }, AccountRepeat.Same, "chat.delete",
                    $"the channel '{name}'", cancellationToken);
            }
            catch (AccountException refused) when (refused.ProviderCode == "message_not_found")
            {
                gone = true;
            }

            return ToolResult.Of(ToolCall.Value(json =>
            {
                json.WriteString("ts", ts);
                json.WriteBoolean("was_gone", gone);
            }));
        },
        arguments => $"would delete the message {Arguments.Text(arguments, "ts")} in {Arguments.Text(arguments, "channel")} in Slack; it could not be brought back");
}
