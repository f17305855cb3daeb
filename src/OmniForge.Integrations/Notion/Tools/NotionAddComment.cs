using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

/// <summary>Comments on a page. Whether that was done is told by a comment of ours with this text since the run began.</summary>
internal static class NotionAddComment
{
    private const int MostPages = 20;

    public static ITool Tool(NotionNames names) => new ProbedAccountTool(
        new()
        {
            Name = "notion_add_comment",
            Title = "Comment on a Notion page",
            Description = "Adds a comment to a Notion page.",
            InputSchema = Arguments.Schema(
                """
                "page": {"type": "string", "minLength": 1, "description": "Address, id or title of the page."},
                "text": {"type": "string", "minLength": 1, "maxLength": 20000}
                """,
                "page", "text"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Probe,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var name = call.Arguments.Text("page");
            var id = await names.PageAsync(call.Account, name, cancellationToken);
            var body = new JsonObject { ["parent"] = new JsonObject { ["page_id"] = id }, ["rich_text"] = NotionText.Runs(call.Arguments.Text("text")) };
            var comment = await NotionApi.ChangeAsync(
                call.Account, HttpMethod.Post, "comments", body, AccountRepeat.Doubles, $"the comments of '{name}'", cancellationToken);
            return NotionIntegration.Done(comment.Find("id").AsText());
        },
        (call, cancellationToken) => ProbeAsync(names, call, cancellationToken),
        arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"would comment on the page {Arguments.Quoted(arguments, "page")} in Notion, {Arguments.Length(arguments, "text")} characters"));

    private static async Task<ToolResult?> ProbeAsync(NotionNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var (name, text) = (call.Arguments.Text("page"), call.Arguments.Text("text"));
        var id = await names.PageAsync(call.Account, name, cancellationToken);
        var us = await NotionIntegration.ActorAsync(call.Account, cancellationToken);
        var made = new List<JsonElement>();
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var more = cursor.Length > 0 ? $"&start_cursor={Uri.EscapeDataString(cursor)}" : "";
            var answer = await NotionApi.ReadAsync(
                call.Account, $"comments?block_id={id}&page_size={NotionApi.MostPerPage}{more}", $"the comments of '{name}'", cancellationToken);
            made.AddRange(answer.Find("results").Items().Where(comment => comment.Find("created_by.id").AsText() == us
                && NotionTimes.IsSince(comment, "created_time", call.Context.Now) && NotionText.Plain(comment.Find("rich_text")) == text));
            cursor = answer.Find("next_cursor").AsText();
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return made.Count switch
        {
            0 => null,
            1 => NotionIntegration.Done(made[0].Find("id").AsText()),
            _ => throw new ToolFault(ToolErrorCode.InDoubt, $"There are {made.Count} new comments with this text, so nobody can tell whether this one was made."),
        };
    }
}
