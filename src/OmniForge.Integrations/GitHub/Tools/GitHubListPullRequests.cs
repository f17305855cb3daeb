using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubListPullRequests
{
    private static readonly RecordColumn[] Columns =
    [
        new("number", "number"), new("title", "text"), new("state", "text"), new("author", "person"), new("draft", "bool"), new("merged", "datetime"),
        new("head", "text"), new("base", "text"), new("updated", "datetime"), new("url", "url"),
    ];

    public static ITool Tool(GitHubNames names)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "github_list_pull_requests",
            Title = "List GitHub pull requests",
            Description = "Lists the pull requests of a repository, newest first.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "state": {"enum": ["open", "closed", "all"], "description": "Default: open."},
                "base": {"type": "string", "description": "Only those into this branch."},
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
                var limit = call.Arguments.Number("limit", 1, 1_000) ?? 50;
                var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
                var into = call.Arguments.OptionalText("base") is { Length: > 0 } branch ? $"&base={Uri.EscapeDataString(branch)}" : "";
                var records = await GitHubRecords.ReadAsync(
                    call.Account, $"repos/{repository}/pulls?state={state}&per_page={GitHubRecords.PageSize(limit)}{into}", "", Columns, limit,
                    pull =>
                    [
                        pull.Find("number").AsNumber(), pull.Find("title").AsText(), pull.Find("state").AsText(), pull.Find("user.login").AsText(),
                        pull.Find("draft").IsTrue(), pull.Find("merged_at").AsText() is { Length: > 0 } merged ? merged : null,
                        pull.Find("head.ref").AsText(), pull.Find("base.ref").AsText(), pull.Find("updated_at").AsText(), pull.Find("html_url").AsText(),
                    ],
                    $"the repository '{repository}'", cancellationToken);
                return records.Result(descriptor, json => json.WriteString("repository", repository));
            },
            arguments => $"would list pull requests of {Arguments.Quoted(arguments, "repository")} on GitHub");
    }
}
