using OmniForge.Agents.Tools;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

internal static class SlackGetThread
{
    public static ITool Tool(SlackNames names, SlackMessages messages)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "slack_get_thread",
            Title = "Read a Slack thread",
            Description = "Reads a message and the replies to it. Slack may give only 15 of them once a minute.",
            InputSchema = Arguments.Schema(
                """
                "channel": {"type": "string", "minLength": 1, "description": "Name, address or id of the channel."},
                "ts": {"type": "string", "minLength": 1, "description": "ts of the first message of the thread."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "Default 50."}
                """,
                "channel", "ts"),
            Class = ToolClass.Read,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var name = call.Arguments.Text("channel");
                var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
                var records = await messages.ReadAsync(
                    call.Account, "conversations.replies", [("channel", channel), ("ts", call.Arguments.Text("ts"))],
                    call.Arguments.Number("limit", 1, 1_000) ?? 50, $"the channel '{name}'", cancellationToken);
                return records.Result(descriptor, json => json.WriteString("channel", channel));
            },
            arguments => $"would read a thread in {Arguments.Quoted(arguments, "channel")} in Slack");
    }
}
