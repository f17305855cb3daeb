using System.Globalization;
using System.Text;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubGetPullRequest
{
    private const int MostFiles = 300;
    private const int MostDiff = 200 * 1024;

    public static ITool Tool(GitHubNames names) => new AccountTool(
        new()
        {
            Name = "github_get_pull_request",
            Title = "Read a GitHub pull request",
            Description = "Reads a pull request with its text, and if wanted its files and its diff, up to 200 KB.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "number": {"type": "integer", "minimum": 1},
                "include": {"type": "array", "maxItems": 2, "items": {"enum": ["files", "diff"]}, "description": "Default: neither."}
                """,
                "repository", "number"),
            Class = ToolClass.Read,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
            OutputCap = 512 * 1024,
        },
        (call, cancellationToken) => ReadAsync(names, call, cancellationToken),
        arguments => $"would read the pull request {Arguments.Text(arguments, "number")} of {Arguments.Quoted(arguments, "repository")} on GitHub");

    private static async Task<ToolResult> ReadAsync(GitHubNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var number = (call.Arguments.Number("number", 1, int.MaxValue) ?? throw ToolFault.Invalid("number", "is needed")).ToString(CultureInfo.InvariantCulture);
        var include = call.Arguments.Texts("include", 2);
        var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
        var (path, what) = ($"repos/{repository}/pulls/{number}", $"the pull request {number} of '{repository}'");
        var pull = await GitHubApi.ReadAsync(call.Account, path, what, cancellationToken);
        var files = new List<JsonElement>();
        var complete = !include.Contains("files") || await GitHubApi.ListAsync(
            call.Account, $"{path}/files?per_page={GitHubApi.MostPerPage}", "",
            file =>
            {
                files.Add(file);
                return files.Count > MostFiles;
            },
            what, cancellationToken);
        var diff = include.Contains("diff")
            ? Encoding.UTF8.GetString((await GitHubApi.ReadAsAsync(call.Account, path, "application/vnd.github.diff", what, cancellationToken)).Body.Span)
            : null;
        var cut = diff?.Length > MostDiff;
        return ToolResult.Of(
            ToolCall.Value(json =>
            {
                Head(json, pull);
                Files(json, include.Contains("files") ? files : null);
                if (diff is not null)
                {
                    json.WriteString("diff", cut ? diff[..MostDiff] : diff);
                }

                json.WriteBoolean("truncated", cut || !complete);
            }),
            untrusted: true,
            truncated: cut || !complete);
    }

    private static void Head(Utf8JsonWriter json, JsonElement pull)
    {
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)
        [
            ("number", "number"), ("title", "title"), ("state", "state"), ("author", "user.login"), ("head", "head.ref"), ("base", "base.ref"),
            ("merged", "merged_at"), ("updated", "updated_at"), ("url", "html_url"),
        ])
        {
            json.WriteString(name, pull.Find(path).AsText());
        }

        json.WriteBoolean("draft", pull.Find("draft").IsTrue());
        json.WriteString("body", GitHubMark.Removed(pull.Find("body").AsText()));
    }

    private static void Files(Utf8JsonWriter json, List<JsonElement>? files)
    {
        if (files is null)
        {
            return;
        }

        json.WriteStartArray("files");
        foreach (var file in files.Take(MostFiles))
        {
            json.WriteStartObject();
            json.WriteString("path", file.Find("filename").AsText());
            json.WriteString("status", file.Find("status").AsText());
            json.WriteNumber("additions", file.Find("additions").AsNumber() ?? 0);
            json.WriteNumber("deletions", file.Find("deletions").AsNumber() ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
