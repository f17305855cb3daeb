using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

/// <summary>Comments under an id that we make from the key of the call: a repetition is refused because it is there.</summary>
internal static class LinearAddComment
{
    public static ITool Tool() => new AccountTool(
        new()
        {
            Name = "linear_add_comment",
            Title = "Comment on a Linear issue",
            Description = "Adds a comment to an issue of Linear.",
            InputSchema = Arguments.Schema(
                """
                "issue": {"type": "string", "minLength": 1, "description": "Key like WEB-12, address or id."},
                "text": {"type": "string", "minLength": 1, "maxLength": 100000, "description": "Markdown."}
                """,
                "issue", "text"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Keyed,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var key = LinearNames.Issue(call.Arguments.Text("issue"));
            var what = $"the issue {key}";
            var found = await LinearApi.AskAsync(call.Account, LinearDocuments.OneIssue, new JsonObject { ["id"] = key }, AccountRepeat.Read, what, cancellationToken);
            var id = LinearInput.NewId(call);
            var input = new JsonObject { ["id"] = id, ["issueId"] = found.Find("issue.id").AsText(), ["body"] = call.Arguments.Text("text") };
            try
            {
                await LinearApi.AskAsync(
                    call.Account, LinearDocuments.AddComment, new JsonObject { ["input"] = input }, AccountRepeat.Same, what, cancellationToken);
            }
            catch (AccountException refused) when (refused.Code == ToolErrorCode.Invalid && refused.Message.Contains("already exists", StringComparison.OrdinalIgnoreCase))
            {
                // An earlier try of this call made it.
            }

            return ToolResult.Of(ToolCall.Value(json => json.WriteString("id", id)));
        },
        arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"would comment on the issue {Arguments.Text(arguments, "issue")} in Linear, {Arguments.Length(arguments, "text")} characters"));
}
