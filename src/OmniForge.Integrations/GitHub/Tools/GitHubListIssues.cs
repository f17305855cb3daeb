using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubListIssues
{
    public static ITool Tool(GitHubNames names)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "github_list_issues",
            Title = "List GitHub issues",
            Description = "Lists the issues of a repository, newest first. Pull requests are not among them.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "state": {"enum": ["open", "closed", "all"], "description": "Default: open."},
                "labels": {"type": "array", "items": {"type": "string"}, "description": "Only issues with all of these."},
                "since": {"type": "string", "description": "Only those changed since: 2026-11-23, today or -7d."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "Default 50."}
                """,
                "repository"),
            Class = ToolClass.Read,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var state = call.Arguments.Choice("state", "open", "closed", "all");
                var labels = string.Join(',', call.Arguments.Texts("labels", 20));
                var limit = call.Arguments.Number("limit", 1, 1_000) ?? 50;
                var since = GitHubTimes.Since(call);
                var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
                var path = $"repos/{repository}/issues?state={state}&per_page={GitHubApi.MostPerPage}{since}"
                    + (labels.Length > 0 ? $"&labels={Uri.EscapeDataString(labels)}" : "");
                var records = await GitHubRecords.ReadAsync(
                    call.Account, path, "", GitHubRecords.Issues, limit,
                    issue => issue.Find("pull_request").ValueKind == JsonValueKind.Object ? null : GitHubRecords.Issue(issue),
                    $"the repository '{repository}'", cancellationToken);
                return records.Result(descriptor, json => json.WriteString("repository", repository));
            },
            arguments => $"would list issues of {Arguments.Quoted(arguments, "repository")} on GitHub");
    }
}
