using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubSearchIssues
{
    private static readonly RecordColumn[] Columns = [new("repository", "text"), .. GitHubRecords.Issues];

    public static ITool Tool()
    {
        var descriptor = new ToolDescriptor
        {
            Name = "github_search_issues",
            Title = "Search GitHub issues",
            Description = "Searches issues over all repositories with GitHub's search words, for instance `login repo:harbor/site is:open label:bug`. "
                + "With is:pr it searches pull requests.",
            InputSchema = Arguments.Schema(
                """
                "query": {"type": "string", "minLength": 1, "maxLength": 250},
                "limit": {"type": "integer", "minimum": 1, "maximum": 300, "description": "Default 30."}
                """,
                "query"),
            Class = ToolClass.Read,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var query = call.Arguments.Text("query").Trim();
                var limit = call.Arguments.Number("limit", 1, 300) ?? 30;
                var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (!words.Any(word => word is "is:issue" or "is:pr" or "is:pull-request" or "type:issue" or "type:pr"))
                {
                    query += " is:issue";
                }

                var records = await GitHubRecords.ReadAsync(
                    call.Account, $"search/issues?q={Uri.EscapeDataString(query)}&per_page={GitHubRecords.PageSize(limit)}", "items", Columns, limit,
                    issue => [string.Join('/', issue.Find("repository_url").AsText().Split('/')[^2..]), .. GitHubRecords.Issue(issue)],
                    "the search", cancellationToken);
                return records.Result(descriptor);
            },
            arguments => $"would search GitHub for {Arguments.Quoted(arguments, "query")}");
    }
}
