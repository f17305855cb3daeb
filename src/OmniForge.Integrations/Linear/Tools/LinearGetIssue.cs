using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

internal static class LinearGetIssue
{
    public static ITool Tool() => new AccountTool(
        new()
        {
            Name = "linear_get_issue",
            Title = "Read a Linear issue",
            Description = "Reads an issue of Linear with its text and its comments.",
            InputSchema = Arguments.Schema(""" "issue": {"type": "string", "minLength": 1, "description": "Key like WEB-12, address or id."} """, "issue"),
            Class = ToolClass.Read,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var key = LinearNames.Issue(call.Arguments.Text("issue"));
            var data = await LinearApi.AskAsync(
                call.Account, LinearDocuments.OneIssue, new JsonObject { ["id"] = key }, AccountRepeat.Read, $"the issue {key}", cancellationToken);
            var issue = data.Find("issue");
            var cells = LinearRecords.Cells(issue);
            var cut = issue.Find("comments.pageInfo.hasNextPage").IsTrue();
            return ToolResult.Of(
                ToolCall.Value(json =>
                {
                    for (var i = 0; i < cells.Length; i++)
                    {
                        json.WritePropertyName(LinearRecords.Issues[i].Name);
                        Records.Cell(json, cells[i]);
                    }

                    json.WriteString("creator", issue.Find("creator.name").AsText());
                    json.WriteString("created", issue.Find("createdAt").AsText());
                    json.WriteString("description", issue.Find("description").AsText());
                    json.WriteStartArray("comments");
                    foreach (var comment in issue.Find("comments.nodes").Items())
                    {
                        json.WriteStartObject();
                        json.WriteString("author", comment.Find("user.name").AsText());
                        json.WriteString("created", comment.Find("createdAt").AsText());
                        json.WriteString("text", comment.Find("body").AsText());
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteBoolean("truncated", cut);
                }),
                untrusted: true,
                truncated: cut);
        },
        arguments => $"would read the issue {Arguments.Text(arguments, "issue")} of Linear");
}
