using OmniForge.Agents.Tools;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

internal static class SlackGetChannelHistory
{
    public static ITool Tool(SlackNames names, SlackMessages messages)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "slack_get_channel_history",
            Title = "Read messages of a Slack channel",
            Description = "Reads the messages of a channel, newest first. Slack may give only 15 of them once a minute.",
            InputSchema = Arguments.Schema(
                """
                "channel": {"type": "string", "minLength": 1, "description": "Name, address or id of the channel."},
                "since": {"type": "string", "description": "Only later ones: 2026-11-23, 2026-11-23T09:30, today or -7d."},
                "until": {"type": "string", "description": "Only earlier ones, the same way."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "Default 50."}
                """,
                "channel"),
            Class = ToolClass.Read,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var name = call.Arguments.Text("channel");
                var oldest = SlackMessages.Moment(call, "since", MomentEdge.Start);
                var latest = SlackMessages.Moment(call, "until", MomentEdge.End);
                var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
                var records = await messages.ReadAsync(
                    call.Account, "conversations.history",
                    [("channel", channel), ("oldest", oldest), ("latest", latest), ("inclusive", oldest.Length > 0 ? "true" : "")],
                    call.Arguments.Number("limit", 1, 1_000) ?? 50, $"the channel '{name}'", cancellationToken);
                return records.Result(descriptor, json => json.WriteString("channel", channel));
            },
            arguments => $"would read messages of {Arguments.Quoted(arguments, "channel")} in Slack");
    }
}
