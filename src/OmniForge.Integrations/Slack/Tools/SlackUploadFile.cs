using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack.Tools;

/// <summary>Sends a file in Slack's three steps. Only the last one shows it to people.</summary>
internal static class SlackUploadFile
{
    private const long MostBytes = 20 * 1024 * 1024;

    public static ITool Tool(SlackNames names) => new AccountTool(
        new()
        {
            Name = "slack_upload_file",
            Title = "Send a file to Slack",
            Description = "Sends a file of the workspace to a Slack channel, up to 20 MB.",
            InputSchema = Arguments.Schema(
                """
                "channel": {"type": "string", "minLength": 1, "description": "Name, address or id of the channel."},
                "file_path": {"type": "string", "minLength": 1, "description": "The file, for instance output/report.md."},
                "title": {"type": "string", "maxLength": 255, "description": "Default: the name of the file."}
                """,
                "channel", "file_path"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Unsafe,
            Integration = SlackIntegration.Id,
            Timeout = TimeSpan.FromMinutes(2),
        },
        (call, cancellationToken) => SendAsync(names, call, cancellationToken),
        arguments => $"would send the file {Arguments.Text(arguments, "file_path")} to {Arguments.Text(arguments, "channel")} in Slack");

    private static async Task<ToolResult> SendAsync(SlackNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var (name, path) = (call.Arguments.Text("channel"), call.Arguments.Text("file_path"));
        var content = await call.Context.Workspace.ReadAsync(path, MostBytes, cancellationToken);
        ToolFault.Require(content.Length > 0, "file_path", $"'{path}' is empty, and Slack takes no empty files");
        var file = path.Split('/')[^1];
        var what = $"the channel '{name}'";
        var channel = await names.ChannelAsync(call.Account, name, cancellationToken);
        var place = await SlackApi.ReadAsync(
            call.Account, "files.getUploadURLExternal",
            [("filename", file), ("length", content.Length.ToString(CultureInfo.InvariantCulture))], what, cancellationToken);
        var taken = await call.Account.SendAsync(
            new()
            {
                Method = HttpMethod.Post,
                Address = place.Find("upload_url").AsText(),
                Bytes = content,
                ContentType = "application/octet-stream",
                Repeat = AccountRepeat.Same,
                Bucket = "files.upload",
            },
            cancellationToken);
        if (!taken.Ok)
        {
            throw new ToolFault(ToolErrorCode.Unavailable, "Slack did not take the file. Nobody saw anything of it; try again.");
        }

        var id = place.Find("file_id").AsText();
        var done = await SlackApi.ChangeAsync(
            call.Account, "files.completeUploadExternal",
            new JsonObject
            {
                ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = call.Arguments.OptionalText("title") ?? file }),
                ["channel_id"] = channel,
            },
            AccountRepeat.Doubles, "files.completeUploadExternal", what, cancellationToken);
        return ToolResult.Of(ToolCall.Value(json =>
        {
            json.WriteString("id", id);
            json.WriteString("permalink", done.Find("files.0.permalink").AsText());
        }));
    }
}
