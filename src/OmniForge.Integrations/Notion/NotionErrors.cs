using System.Globalization;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>What Notion refuses, in words for people who do not know what an API is.</summary>
internal static class NotionErrors
{
    public const string Sharing = "in Notion open it, click ••• at the top right, then Connections, and add OmniForge.";

    public static bool IsMissing(AccountAnswer answer) => answer.Status == 404;

    /// <param name="what">What the request was about, for instance `the database 'Projects'`.</param>
    public static AccountException Of(AccountAnswer answer, string what)
    {
        var message = Said(answer.Json().Find("message").AsText());
        return answer.Status switch
        {
            404 => Missing(what),
            403 => new(
                ToolErrorCode.Forbidden,
                $"OmniForge may not do this with {what}. Check in Notion what the connection OmniForge is allowed to do: {Sharing}"),
            409 => new(ToolErrorCode.Conflict, $"Somebody changed {what} at the same moment. Try again."),
            400 => new(ToolErrorCode.Invalid, $"Notion did not accept the request for {what}: {message}"),
            _ => new(
                ToolErrorCode.Unavailable,
                string.Create(CultureInfo.InvariantCulture, $"Notion could not answer about {what} (status {answer.Status}). Try again in a few minutes.")),
        };
    }

    public static AccountException Missing(string what)
        => new(ToolErrorCode.NotFound, $"{char.ToUpperInvariant(what[0])}{what[1..]} was renamed, removed, or is not shared with OmniForge: {Sharing}");

    private static string Said(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Length == 0 ? "it did not say why." : line.Length <= 300 ? line : $"{line[..300]}…";
    }
}
