using System.Globalization;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.GitHub;

/// <summary>What GitHub refuses, in words for people who do not know what an API is.</summary>
internal static class GitHubErrors
{
    public const string Sharing = "on GitHub open Settings, Applications, OmniForge, Configure, and choose the repository.";

    /// <param name="what">What the request was about, for instance `the repository 'harbor/site'`.</param>
    public static AccountException Of(AccountAnswer answer, string what) => answer.Status switch
    {
        404 => new(ToolErrorCode.NotFound, $"{char.ToUpperInvariant(what[0])}{what[1..]} was renamed, removed, or OmniForge may not see it: {Sharing}"),
        403 => new(ToolErrorCode.Forbidden, $"OmniForge may not do this with {what}. It may write only where it is installed and you may: {Sharing}"),
        409 => new(ToolErrorCode.Conflict, $"Somebody changed {what} at the same moment, or it is empty. Look there, then try again."),
        410 => new(ToolErrorCode.Conflict, $"Issues are turned off or deleted in {what}."),
        400 or 422 => new(ToolErrorCode.Invalid, $"GitHub did not accept the request for {what}: {Said(answer)}"),
        _ => new(
            ToolErrorCode.Unavailable,
            string.Create(CultureInfo.InvariantCulture, $"GitHub could not answer about {what} (status {answer.Status}). Try again in a few minutes.")),
    };

    private static string Said(AccountAnswer answer)
    {
        var json = answer.Json();
        var detail = json.Find("errors.0.message").AsText();
        var field = json.Find("errors.0.field").AsText();
        var line = (detail.Length > 0 ? detail : field.Length > 0 ? $"{field} is not valid" : json.Find("message").AsText()).ReplaceLineEndings(" ");
        return line.Length == 0 ? "it did not say why." : line.Length <= 300 ? line : $"{line[..300]}…";
    }
}
