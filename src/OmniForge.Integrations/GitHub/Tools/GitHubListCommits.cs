using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubListCommits
{
    private static readonly RecordColumn[] Columns = [new("sha", "text"), new("author", "person"), new("date", "datetime"), new("message", "text"), new("url", "url")];

    public static ITool Tool(GitHubNames names)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "github_list_commits",
            Title = "List GitHub commits",
            Description = "Lists the commits of a branch, newest first.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "branch": {"type": "string", "description": "Default: the default branch."},
                "since": {"type": "string", "description": "Only later ones: 2026-11-23, today or -7d."},
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
                var limit = call.Arguments.Number("limit", 1, 1_000) ?? 50;
                var since = GitHubTimes.Since(call);
                var branch = call.Arguments.OptionalText("branch") is { Length: > 0 } wanted ? $"&sha={Uri.EscapeDataString(wanted)}" : "";
                var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
                var records = await GitHubRecords.ReadAsync(
                    call.Account, $"repos/{repository}/commits?per_page={GitHubRecords.PageSize(limit)}{branch}{since}", "", Columns, limit,
                    commit =>
                    [
                        commit.Find("sha").AsText(),
                        commit.Find("author.login").AsText() is { Length: > 0 } login ? login : commit.Find("commit.author.name").AsText(),
                        commit.Find("commit.author.date").AsText(), commit.Find("commit.message").AsText(), commit.Find("html_url").AsText(),
                    ],
                    $"the repository '{repository}'", cancellationToken);
                return records.Result(descriptor, json => json.WriteString("repository", repository));
            },
            arguments => $"would list commits of {Arguments.Quoted(arguments, "repository")} on GitHub");
    }
}
