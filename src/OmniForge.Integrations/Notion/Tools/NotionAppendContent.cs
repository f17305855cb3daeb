using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

/// <summary>Adds text to the end of a page. Whether that was done is told by a page that was edited since the run began and ends with it.</summary>
internal static class NotionAppendContent
{
    public static ITool Tool(NotionNames names) => new ProbedAccountTool(
        new()
        {
            Name = "notion_append_content",
            Title = "Add text to a Notion page",
            Description = "Adds Markdown to the end of a Notion page.",
            InputSchema = Arguments.Schema(
                """
                "page": {"type": "string", "minLength": 1, "description": "Address, id or title of the page."},
                "markdown": {"type": "string", "minLength": 1, "maxLength": 400000}
                """,
                "page", "markdown"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Probe,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var name = call.Arguments.Text("page");
            var id = await names.PageAsync(call.Account, name, cancellationToken);
            var content = new JsonObject { ["content"] = call.Arguments.Text("markdown"), ["position"] = new JsonObject { ["type"] = "end" } };
            await NotionApi.ChangeAsync(
                call.Account, HttpMethod.Patch, $"pages/{id}/markdown", new JsonObject { ["type"] = "insert_content", ["insert_content"] = content },
                AccountRepeat.Doubles, $"the page '{name}'", cancellationToken);
            return NotionIntegration.Done(id);
        },
        async (call, cancellationToken) =>
        {
            var name = call.Arguments.Text("page");
            var id = await names.PageAsync(call.Account, name, cancellationToken);
            var page = await NotionApi.ReadAsync(call.Account, $"pages/{id}", $"the page '{name}'", cancellationToken);
            if (!NotionTimes.IsSince(page, "last_edited_time", call.Context.Now))
            {
                return null;
            }

            var text = await NotionApi.ReadAsync(call.Account, $"pages/{id}/markdown", $"the page '{name}'", cancellationToken);
            return Letters(text.Find("markdown").AsText()).EndsWith(Letters(call.Arguments.Text("markdown")), StringComparison.Ordinal)
                ? NotionIntegration.Done(id)
                : null;
        },
        arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"would add {Arguments.Length(arguments, "markdown")} characters to the page {Arguments.Quoted(arguments, "page")} in Notion"));

    /// <summary>Notion writes Markdown in its own way; what stays the same are letters and digits.</summary>
    private static string Letters(string markdown) => string.Concat(markdown.Where(char.IsLetterOrDigit));
}
