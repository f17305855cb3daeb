using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

internal static class SlackAddReaction
{
    public static ITool Tool(SlackNames names) => new AccountTool(
        new()
        {
            Name = "slack_add_reaction",
            Title = "React to a Slack message",
            Description = "Adds an emoji to a message.",
            InputSchema = Arguments.Schema(
                """
                "channel": {"type": "string", "minLength": 1, "description": "Name, address or id of the channel."},
                "ts": {"type": "string", "minLength": 1, "description": "ts of the message."},
                "emoji": {"type": "string", "minLength": 1, "maxLength": 100, "description": "Name of the emoji, for instance white_check_mark."}
                """,
                "channel", "ts", "emoji"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Safe,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var (name, emoji) = (call.Arguments.Text("channel"), call.Arguments.Text("emoji").Trim().Trim(':'));
            var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
            try
            {
                await SlackApi.ChangeAsync(
                    call.Account, "reactions.add",
                    new JsonObject { ["channel"] = channel, ["timestamp"] = call.Arguments.Text("ts"), ["name"] = emoji },
                    AccountRepeat.Same, "reactions.add", $"'{emoji}'", cancellationToken);
            }
            catch (AccountException refused) when (refused.ProviderCode == "already_reacted")
            {
                // It is there, which is what was asked for.
            }

            return ToolResult.Of(ToolCall.Value(json => json.WriteBoolean("ok", true)));
        },
        arguments => $"would react with {Arguments.Text(arguments, "emoji")} to a message in {Arguments.Text(arguments, "channel")} in Slack");
}
