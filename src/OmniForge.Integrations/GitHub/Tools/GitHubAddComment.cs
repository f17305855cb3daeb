using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubAddComment
{
    public static ITool Tool(GitHubNames names) => new ProbedAccountTool(
        new()
        {
            Name = "github_add_comment",
            Title = "Comment on GitHub",
            Description = "Adds a comment to an issue or a pull request.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "number": {"type": "integer", "minimum": 1},
                "body": {"type": "string", "minLength": 1, "maxLength": 60000, "description": "Markdown."}
                """,
                "repository", "number", "body"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Probe,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var (path, what) = await PlaceAsync(names, call, cancellationToken);
            var body = new JsonObject { ["body"] = GitHubMark.Added(call.Arguments.Text("body"), call.Key) };
            return Made(await GitHubApi.ChangeAsync(call.Account, HttpMethod.Post, path, body, AccountRepeat.Doubles, what, cancellationToken));
        },
        async (call, cancellationToken) =>
        {
            var (path, what) = await PlaceAsync(names, call, cancellationToken);
            JsonElement? found = null;
            await GitHubApi.ListAsync(
                call.Account, $"{path}?per_page={GitHubApi.MostPerPage}&since={GitHubIntegration.Since(call)}", "",
                comment =>
                {
                    found = comment.Find("body").AsText().Contains(GitHubMark.Of(call.Key), StringComparison.Ordinal) ? comment : null;
                    return found is not null;
                },
                what, cancellationToken);
            return found is { } made ? Made(made) : null;
        },
        arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"would comment on {Arguments.Text(arguments, "number")} of {Arguments.Quoted(arguments, "repository")} on GitHub, {Arguments.Length(arguments, "body")} characters"));

    private static async Task<(string Path, string What)> PlaceAsync(GitHubNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var number = (call.Arguments.Number("number", 1, int.MaxValue) ?? throw ToolFault.Invalid("number", "is needed")).ToString(CultureInfo.InvariantCulture);
        var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
        return ($"repos/{repository}/issues/{number}/comments", $"the issue {number} of '{repository}'");
    }

    private static ToolResult Made(JsonElement comment) => ToolResult.Of(ToolCall.Value(json =>
    {
        json.WriteString("id", comment.Find("id").AsText());
        json.WriteString("url", comment.Find("html_url").AsText());
    }));
}
