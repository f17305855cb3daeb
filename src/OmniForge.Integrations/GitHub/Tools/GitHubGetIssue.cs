using System.Globalization;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubGetIssue
{
    private const int MostComments = 200;

    public static ITool Tool(GitHubNames names) => new AccountTool(
        new()
        {
            Name = "github_get_issue",
            Title = "Read a GitHub issue",
            Description = "Reads an issue with its text and comments.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "number": {"type": "integer", "minimum": 1}
                """,
                "repository", "number"),
            Class = ToolClass.Read,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var number = (call.Arguments.Number("number", 1, int.MaxValue) ?? throw ToolFault.Invalid("number", "is needed")).ToString(CultureInfo.InvariantCulture);
            var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
            var what = $"the issue {number} of '{repository}'";
            var issue = await GitHubApi.ReadAsync(call.Account, $"repos/{repository}/issues/{number}", what, cancellationToken);
            var comments = new List<JsonElement>();
            var complete = await GitHubApi.ListAsync(
                call.Account, $"repos/{repository}/issues/{number}/comments?per_page={GitHubApi.MostPerPage}", "",
                comment =>
                {
                    comments.Add(comment);
                    return comments.Count > MostComments;
                },
                what, cancellationToken);
            return ToolResult.Of(ToolCall.Value(json => Write(json, issue, comments, complete)), untrusted: true, truncated: !complete);
        },
        arguments => $"would read the issue {Arguments.Text(arguments, "number")} of {Arguments.Quoted(arguments, "repository")} on GitHub");

    private static void Write(Utf8JsonWriter json, JsonElement issue, IReadOnlyList<JsonElement> comments, bool complete)
    {
        var cells = GitHubRecords.Issue(issue);
        for (var i = 0; i < cells.Length; i++)
        {
            json.WritePropertyName(GitHubRecords.Issues[i].Name);
            Records.Cell(json, cells[i]);
        }

        json.WriteString("body", GitHubMark.Removed(issue.Find("body").AsText()));
        json.WriteStartArray("comments");
        foreach (var comment in comments.Take(MostComments))
        {
            json.WriteStartObject();
            json.WriteString("author", comment.Find("user.login").AsText());
            json.WriteString("created", comment.Find("created_at").AsText());
            json.WriteString("text", GitHubMark.Removed(comment.Find("body").AsText()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("truncated", !complete);
    }
}
