using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

internal static class LinearArchiveIssue
{
    public static ITool Tool() => new AccountTool(
        new()
        {
            Name = "linear_archive_issue",
            Title = "Archive a Linear issue",
            Description = "Moves an issue of Linear to the archive, where people can restore it.",
            InputSchema = Arguments.Schema(""" "issue": {"type": "string", "minLength": 1, "description": "Key like WEB-12, address or id."} """, "issue"),
            Class = ToolClass.Destructive,
            Repeat = ToolRepeat.Safe,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var key = LinearNames.Issue(call.Arguments.Text("issue"));
            await LinearApi.AskAsync(
                call.Account, LinearDocuments.ArchiveIssue, new JsonObject { ["id"] = key }, AccountRepeat.Same, $"the issue {key}", cancellationToken);
            return ToolResult.Of(ToolCall.Value(json => json.WriteString("key", key)));
        },
        arguments => $"would archive the issue {Arguments.Text(arguments, "issue")} in Linear");
}
