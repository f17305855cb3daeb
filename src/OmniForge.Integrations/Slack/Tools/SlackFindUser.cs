using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

internal static class SlackFindUser
{
    public static ITool Tool(SlackNames names) => new AccountTool(
        new()
        {
            Name = "slack_find_user",
            Title = "Find a person in Slack",
            Description = "Finds a person of Slack by mail address, name or id. To mention somebody in a message write <@ID>.",
            InputSchema = Arguments.Schema(""" "person": {"type": "string", "minLength": 1, "description": "Mail address, name or id."} """, "person"),
            Class = ToolClass.Read,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var user = await names.PersonAsync(call.Account, call.Arguments.Text("person"), cancellationToken);
            return ToolResult.Of(
                ToolCall.Value(json =>
                {
                    json.WriteString("id", user.Find("id").AsText());
                    json.WriteString("name", SlackNames.RealName(user));
                    json.WriteString("time_zone", user.Find("tz").AsText());
                }),
                untrusted: true);
        },
        arguments => $"would look for {Arguments.Quoted(arguments, "person")} in Slack");
}
