using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubCreateIssue
{
    public static ITool Tool(GitHubNames names) => new ProbedAccountTool(
        new()
        {
            Name = "github_create_issue",
            Title = "Open a GitHub issue",
            Description = "Opens an issue in a repository.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "title": {"type": "string", "minLength": 1, "maxLength": 256},
                "body": {"type": "string", "maxLength": 60000, "description": "Markdown."},
                "labels": {"type": "array", "maxItems": 50, "items": {"type": "string"}},
                "assignees": {"type": "array", "maxItems": 10, "items": {"type": "string"}, "description": "Login names."}
                """,
                "repository", "title"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Probe,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
            var body = new JsonObject { ["title"] = call.Arguments.Text("title"), ["body"] = GitHubMark.Added(call.Arguments.OptionalText("body") ?? "", call.Key) };
            foreach (var list in (string[])["labels", "assignees"])
            {
                if (call.Arguments.Texts(list, 50) is { Count: > 0 } items)
                {
                    body[list] = new JsonArray([.. items.Select(item => JsonValue.Create(item))]);
                }
            }

            return Made(await GitHubApi.ChangeAsync(
                call.Account, HttpMethod.Post, $"repos/{repository}/issues", body, AccountRepeat.Doubles, $"the repository '{repository}'", cancellationToken));
        },
        async (call, cancellationToken) =>
        {
            var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
            JsonElement? found = null;
            await GitHubApi.ListAsync(
                call.Account, $"repos/{repository}/issues?state=all&per_page={GitHubApi.MostPerPage}&since={GitHubIntegration.Since(call)}", "",
                issue =>
                {
                    found = issue.Find("body").AsText().Contains(GitHubMark.Of(call.Key), StringComparison.Ordinal) ? issue : null;
                    return found is not null;
                },
                $"the repository '{repository}'", cancellationToken);
            return found is { } made ? Made(made) : null;
        },
        arguments => $"would open the issue {Arguments.Quoted(arguments, "title")} in {Arguments.Quoted(arguments, "repository")} on GitHub");

    private static ToolResult Made(JsonElement issue) => ToolResult.Of(ToolCall.Value(json =>
    {
        json.WriteNumber("number", issue.Find("number").AsNumber() ?? 0);
        json.WriteString("url", issue.Find("html_url").AsText());
    }));
}
