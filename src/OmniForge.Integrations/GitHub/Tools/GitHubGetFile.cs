using System.Text;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.GitHub.Tools;

internal static class GitHubGetFile
{
    private const int MostCharacters = 200 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ITool Tool(GitHubNames names) => new AccountTool(
        new()
        {
            Name = "github_get_file",
            Title = "Read a file on GitHub",
            Description = "Reads a text file of a repository, up to 200 KB, or says what is in a folder.",
            InputSchema = Arguments.Schema(
                """
                "repository": {"type": "string", "minLength": 1, "description": "owner/name, address, or name."},
                "path": {"type": "string", "description": "For instance docs/readme.md; empty for the top folder."},
                "ref": {"type": "string", "description": "Branch, tag or commit. Default: the default branch."}
                """,
                "repository", "path"),
            Class = ToolClass.Read,
            Integration = GitHubIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var path = call.Arguments.Text("path").Trim('/');
            ToolFault.Require(!path.Split('/').Any(part => part is "." or ".."), "path", "it must not lead out of the repository");
            var point = call.Arguments.OptionalText("ref") is { Length: > 0 } wanted ? $"?ref={Uri.EscapeDataString(wanted)}" : "";
            var repository = await names.RepositoryAsync(call.Account, call.Arguments.Text("repository"), cancellationToken);
            var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
            var answer = await GitHubApi.ReadAsAsync(
                call.Account, $"repos/{repository}/contents/{escaped}{point}", "application/vnd.github.raw+json", $"the file '{path}' of '{repository}'", cancellationToken);
            return answer.Json() is { ValueKind: JsonValueKind.Array } entries && !answer.Headers.GetValueOrDefault("content-type", "").Contains("raw", StringComparison.Ordinal)
                ? Folder(repository, path, entries)
                : File(repository, path, answer);
        },
        arguments => $"would read {Arguments.Quoted(arguments, "path")} of {Arguments.Quoted(arguments, "repository")} on GitHub");

    private static ToolResult Folder(string repository, string path, JsonElement entries) => ToolResult.Of(
        ToolCall.Value(json =>
        {
            json.WriteString("repository", repository);
            json.WriteString("path", path);
            json.WriteStartArray("folder");
            foreach (var entry in entries.EnumerateArray())
            {
                json.WriteStartObject();
                json.WriteString("name", entry.Find("name").AsText());
                json.WriteString("type", entry.Find("type").AsText());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }),
        untrusted: true);

    private static ToolResult File(string repository, string path, AccountAnswer answer)
    {
        string text;
        try
        {
            text = Strict.GetString(answer.Body.Span);
        }
        catch (DecoderFallbackException)
        {
            throw ToolFault.Invalid("path", $"'{path}' is no text file, so it was not read");
        }

        var cut = text.Length > MostCharacters;
        return ToolResult.Of(
            ToolCall.Value(json =>
            {
                json.WriteString("repository", repository);
                json.WriteString("path", path);
                json.WriteString("text", cut ? text[..MostCharacters] : text);
                json.WriteBoolean("truncated", cut);
            }),
            untrusted: true,
            truncated: cut);
    }
}
