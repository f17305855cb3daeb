using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

internal static class NotionTrashPage
{
    public static ITool Tool(NotionNames names) => new AccountTool(
        new()
        {
            Name = "notion_trash_page",
            Title = "Move a Notion page to the trash",
            Description = "Moves a page or a row of Notion to the trash, where people can restore it.",
            InputSchema = Arguments.Schema(""" "page": {"type": "string", "minLength": 1, "description": "Address, id or title of the page."} """, "page"),
            Class = ToolClass.Destructive,
            Repeat = ToolRepeat.Safe,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var name = call.Arguments.Text("page");
            var id = await names.PageAsync(call.Account, name, cancellationToken);
            var page = await NotionApi.ReadAsync(call.Account, $"pages/{id}", $"the page '{name}'", cancellationToken);
            if (!page.Find("in_trash").IsTrue())
            {
                await NotionApi.ChangeAsync(
                    call.Account, HttpMethod.Patch, $"pages/{id}", new JsonObject { ["in_trash"] = true }, AccountRepeat.Same, $"the page '{name}'", cancellationToken);
            }

            return NotionIntegration.Done(id);
        },
        arguments => $"would move the page {Arguments.Quoted(arguments, "page")} with everything in it to the trash of Notion");
}
