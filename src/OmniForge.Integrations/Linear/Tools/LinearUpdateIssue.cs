using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

internal static class LinearUpdateIssue
{
    private static readonly string[] Fields = ["title", "description", "state", "assignee", "labels", "priority", "due"];

    public static ITool Tool(LinearNames names) => new AccountTool(
        new()
        {
            Name = "linear_update_issue",
            Title = "Change a Linear issue",
            Description = "Changes an issue of Linear. Labels replace those that are there; what is not named stays.",
            InputSchema = Arguments.Schema(
                $$"""
                "issue": {"type": "string", "minLength": 1, "description": "Key like WEB-12, address or id."},
                "title": {"type": "string", "minLength": 1, "maxLength": 500},
                "state": {"type": "string", "description": "Name of the state, for instance In Progress."},
                {{LinearInput.Schema}}
                """,
                "issue"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Safe,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var key = LinearNames.Issue(call.Arguments.Text("issue"));
            var changed = Fields.Where(call.Arguments.Has).ToList();
            ToolFault.Require(changed.Count > 0, "", $"at least one of {string.Join(", ", Fields)} is needed");
            var what = $"the issue {key}";
            var found = await LinearApi.AskAsync(call.Account, LinearDocuments.OneIssue, new JsonObject { ["id"] = key }, AccountRepeat.Read, what, cancellationToken);
            var team = found.Find("issue.team.id").AsText();
            var input = await LinearInput.ReadAsync(names, call, team, cancellationToken);
            if (call.Arguments.OptionalText("state") is { } state)
            {
                input["stateId"] = await names.PartAsync(call.Account, team, "states", state, "state", cancellationToken);
            }

            var data = await LinearApi.AskAsync(
                call.Account, LinearDocuments.UpdateIssue, new JsonObject { ["id"] = found.Find("issue.id").AsText(), ["input"] = input },
                AccountRepeat.Same, what, cancellationToken);
            return ToolResult.Of(ToolCall.Value(json =>
            {
                json.WriteString("key", data.Find("issueUpdate.issue.identifier").AsText());
                json.WriteString("url", data.Find("issueUpdate.issue.url").AsText());
                json.WriteStartArray("changed");
                changed.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }));
        },
        arguments => $"would change the issue {Arguments.Text(arguments, "issue")} in Linear");
}
