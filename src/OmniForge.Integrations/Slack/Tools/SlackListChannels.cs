using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

internal static class SlackListChannels
{
    private static readonly RecordColumn[] Columns = [new("id", "text"), new("name", "text"), new("private", "bool"), new("member", "bool"), new("topic", "text")];

    public static ITool Tool()
    {
        var descriptor = new ToolDescriptor
        {
            Name = "slack_list_channels",
            Title = "List Slack channels",
            Description = "Lists the channels of Slack that are not archived. `member` says whether OmniForge is in it.",
            InputSchema = Arguments.Schema(
                """
                "query": {"type": "string", "description": "Part of the name. Default: all."},
                "private": {"type": "boolean", "description": "Also private channels that OmniForge is in. Default false."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "Default 100."}
                """),
            Class = ToolClass.Read,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var query = (call.Arguments.OptionalText("query") ?? "").Trim().TrimStart('#');
                var types = call.Arguments.Flag("private") ? "public_channel,private_channel" : "public_channel";
                var records = new Records(Columns, call.Arguments.Number("limit", 1, 1_000) ?? 100);
                var complete = await SlackApi.ListAsync(
                    call.Account, "conversations.list", "channels",
                    [("types", types), ("exclude_archived", "true"), ("limit", $"{SlackApi.MostPerPage}")],
                    channel =>
                    {
                        var (id, name) = (channel.Find("id").AsText(), channel.Find("name").AsText());
                        if (!name.Contains(query, StringComparison.OrdinalIgnoreCase))
                        {
                            return false;
                        }

                        var full = records.IsFull;
                        records.Add(
                            id, id, name, channel.Find("is_private").IsTrue(), channel.Find("is_member").IsTrue(),
                            channel.Find("topic.value").AsText() is { Length: > 0 } topic ? topic : null);
                        return full;
                    },
                    "the channels", cancellationToken);
                records.Truncated |= !complete;
                return records.Result(descriptor);
            },
            _ => "would list the channels of Slack");
    }
}
