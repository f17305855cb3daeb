using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

internal static class NotionReplaceContent
{
    public static ITool Tool(NotionNames names) => new AccountTool(
        new()
        {
            Name = "notion_replace_content",
            Title = "Replace the text of a Notion page",
            Description = "Replaces the whole text of a Notion page, unless it was edited after the time that notion_get_page gave. "
                + "Pages and databases inside of it are never removed.",
            InputSchema = Arguments.Schema(
                """
                "page": {"type": "string", "minLength": 1, "description": "Address, id or title of the page."},
                "markdown": {"type": "string", "maxLength": 400000, "description": "The new text."},
                "expected_last_edited": {"type": "string", "minLength": 1, "description": "last_edited of the page as it was read before."}
                """,
                "page", "markdown", "expected_last_edited"),
            Class = ToolClass.Destructive,
            Repeat = ToolRepeat.Safe,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        (call, cancellationToken) => ReplaceAsync(names, call, cancellationToken),
        arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"would replace the whole text of the page {Arguments.Quoted(arguments, "page")} in Notion by {Arguments.Length(arguments, "markdown")} characters; the text there now would be lost"));

    private static async Task<ToolResult> ReplaceAsync(NotionNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var (name, markdown) = (call.Arguments.Text("page"), call.Arguments.Text("markdown"));
        var expected = NotionTimes.Read(call.Arguments.Text("expected_last_edited"))
            ?? throw ToolFault.Invalid("expected_last_edited", "the time that notion_get_page gave is needed here");
        var id = await names.PageAsync(call.Account, name, cancellationToken);
        var what = $"the page '{name}'";
        var page = await NotionApi.ReadAsync(call.Account, $"pages/{id}", what, cancellationToken);
        if (NotionTimes.Read(page.Find("last_edited_time").AsText()) != expected)
        {
            // The edit may be this one, made before somebody fell over.
            var text = await NotionApi.ReadAsync(call.Account, $"pages/{id}/markdown", what, cancellationToken);
            return text.Find("markdown").AsText().Trim() == markdown.Trim()
                ? NotionIntegration.Done(id)
                : throw new ToolFault(ToolErrorCode.Conflict, $"The page '{name}' was edited since it was read. Read it again, then decide what to replace.");
        }

        await NotionApi.ChangeAsync(
            call.Account, HttpMethod.Patch, $"pages/{id}/markdown",
            new JsonObject { ["type"] = "replace_content", ["replace_content"] = new JsonObject { ["new_str"] = markdown } },
            AccountRepeat.Same, what, cancellationToken);
        return NotionIntegration.Done(id);
    }
}
