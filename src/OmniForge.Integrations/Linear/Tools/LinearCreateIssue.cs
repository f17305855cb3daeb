using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

/// <summary>Opens an issue under an id that we make from the key of the call: a repetition finds it there.</summary>
internal static class LinearCreateIssue
{
    public static ITool Tool(LinearNames names) => new AccountTool(
        new()
        {
            Name = "linear_create_issue",
            Title = "Open a Linear issue",
            Description = "Opens an issue in a team of Linear.",
            InputSchema = Arguments.Schema(
                $$"""
                "team": {"type": "string", "minLength": 1, "description": "Name, key or id."},
                "title": {"type": "string", "minLength": 1, "maxLength": 500},
                {{LinearInput.Schema}}
                """,
                "team", "title"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Keyed,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        (call, cancellationToken) => CreateAsync(names, call, cancellationToken),
        arguments => $"would open the issue {Arguments.Quoted(arguments, "title")} in {Arguments.Quoted(arguments, "team")} in Linear");

    private static async Task<ToolResult> CreateAsync(LinearNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var team = await names.TeamAsync(call.Account, call.Arguments.Text("team"), cancellationToken);
        var input = await LinearInput.ReadAsync(names, call, team, cancellationToken);
        var id = LinearInput.NewId(call);
        (input["id"], input["teamId"]) = (id, team);
        try
        {
            var data = await LinearApi.AskAsync(
                call.Account, LinearDocuments.CreateIssue, new JsonObject { ["input"] = input }, AccountRepeat.Same, "the new issue", cancellationToken);
            return Made(data.Find("issueCreate.issue"));
        }
        catch (AccountException refused) when (refused.Code == ToolErrorCode.Invalid)
        {
            return await FindAsync(call, id, cancellationToken) is { } there ? Made(there) : ToolResult.Fail(refused.Code, refused.Message);
        }
    }

    /// <summary>The issue that an earlier try of this call made; null = there is none.</summary>
    private static async Task<JsonElement?> FindAsync(AccountCall call, string id, CancellationToken cancellationToken)
    {
        try
        {
            var data = await LinearApi.AskAsync(
                call.Account, LinearDocuments.OneIssue, new JsonObject { ["id"] = id }, AccountRepeat.Read, "the new issue", cancellationToken);
            return data.Find("issue") is { ValueKind: JsonValueKind.Object } issue ? issue : null;
        }
        catch (AccountException missing) when (missing.Code is ToolErrorCode.NotFound or ToolErrorCode.Invalid)
        {
            return null;
        }
    }

    private static ToolResult Made(JsonElement issue) => ToolResult.Of(ToolCall.Value(json =>
    {
        json.WriteString("id", issue.Find("id").AsText());
        json.WriteString("key", issue.Find("identifier").AsText());
        json.WriteString("url", issue.Find("url").AsText());
    }));
}
