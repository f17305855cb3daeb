using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubUpdateIssue
{
    private static readonly string[] Texts = ["title", "body", "state"];
    private static readonly string[] Lists = ["labels", "assignees"];

    public static ITool Tool(GitHubNames names) => new AccountTool(
        new()
        {
            Name = "github_update_issue",
            Title = "Change a GitHub issue",
            Description = "Changes an issue: its title, text, state, labels or assignees. Lists replace those that are there; what is not named stays.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "number": {"type": "integer", "minimum": 1},
                "title": {"type": "string", "minLength": 1, "maxLength": 256},
                "body": {"type": "string", "maxLength": 60000, "description": "Markdown."},
                "state": {"enum": ["open", "closed"]},
                "labels": {"type": "array", "maxItems": 50, "items": {"type": "string"}},
                "assignees": {"type": "array", "maxItems": 10, "items": {"type": "string"}, "description": "Login names."}
                """,
                "repository", "number"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Safe,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var number = (call.Arguments.Number("number", 1, int.MaxValue) ?? throw ToolFault.Invalid("number", "is needed")).ToString(CultureInfo.InvariantCulture);
            var body = new JsonObject();
            foreach (var name in Texts.Where(call.Arguments.Has))
            {
                body[name] = call.Arguments.Text(name);
            }

            foreach (var name in Lists.Where(call.Arguments.Has))
            {
                body[name] = new JsonArray([.. call.Arguments.Texts(name, 50).Select(item => JsonValue.Create(item))]);
            }

            ToolFault.Require(body.Count > 0, "", "at least one of title, body, state, labels and assignees is needed");
            var changed = body.Select(member => member.Key).ToList();
            var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
            var issue = await GitHubApi.ChangeAsync(
                call.Account, HttpMethod.Patch, $"repos/{repository}/issues/{number}", body, AccountRepeat.Same, $"the issue {number} of '{repository}'", cancellationToken);
            return ToolResult.Of(ToolCall.Value(json =>
            {
                json.WriteNumber("number", issue.Find("number").AsNumber() ?? 0);
                json.WriteString("url", issue.Find("html_url").AsText());
                json.WriteStartArray("changed");
                changed.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }));
        },
        arguments => $"would change the issue {Arguments.Text(arguments, "number")} of {Arguments.Quoted(arguments, "repository")} on GitHub");
}
