using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Slack;

/// <summary>What Slack refuses, in words for people who do not know what an API is.</summary>
internal static class SlackErrors
{
    public const string Inviting = "in Slack open the channel and write /invite @OmniForge.";

    /// <param name="what">What the request was about, for instance `#sales`.</param>
    public static AccountException Of(JsonElement answer, string what, AccountRepeat repeat)
    {
        var error = answer.Find("error").AsText();
        var code = error.Length is > 0 and <= 64 && error.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? error : "";
        var (fault, message) = code switch
        {
            "" when repeat == AccountRepeat.Doubles
                => (ToolErrorCode.InDoubt, "Slack answered with something that cannot be read. Look there before it is tried again."),
            "" => (ToolErrorCode.Unavailable, "Slack answered with something that cannot be read. Try again in a few minutes."),
            "channel_not_found" => (ToolErrorCode.NotFound, $"{Upper(what)} was not found in Slack, or it is private and OmniForge is not in it: {Inviting}"),
            "not_in_channel" => (ToolErrorCode.Forbidden, $"OmniForge is not in {what}: {Inviting}"),
            "is_archived" => (ToolErrorCode.Conflict, $"{Upper(what)} is archived in Slack. Choose another channel, or bring it back there."),
            "missing_scope" => (
                ToolErrorCode.Forbidden,
                $"The connection to Slack may not do this yet (it lacks {Needed(answer)}). Connect Slack again and agree to it."),
            "restricted_action" or "restricted_action_read_only_channel" or "cant_update_message" or "cant_delete_message" or "ekm_access_denied" or "edit_window_closed"
                => (ToolErrorCode.Forbidden, $"Slack does not let OmniForge do this with {what} ({code}). OmniForge changes only its own messages, and what the workspace allows."),
            "message_not_found" or "thread_not_found" => (ToolErrorCode.NotFound, "That message is not there any more."),
            "users_not_found" or "user_not_found" => (ToolErrorCode.NotFound, $"{Upper(what)} was not found among the people of this Slack."),
            "file_not_found" => (ToolErrorCode.NotFound, "The file did not arrive in Slack. Try again."),
            "msg_too_long" => (ToolErrorCode.Invalid, "The message is too long for Slack. Shorten it, or send the long part as a file."),
            "no_text" => (ToolErrorCode.Invalid, "The message is empty."),
            "invalid_name" => (ToolErrorCode.Invalid, $"Slack has no emoji of that name for {what}."),
            _ => (ToolErrorCode.Invalid, $"Slack did not accept this for {what} ({code})."),
        };
        return new(fault, message) { ProviderCode = code };
    }

    private static string Needed(JsonElement answer)
        => answer.Find("needed").AsText() is { Length: > 0 and <= 200 } needed ? needed.Replace(",", ", ", StringComparison.Ordinal) : "a permission";

    private static string Upper(string what) => $"{char.ToUpperInvariant(what[0])}{what[1..]}";
}
