using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

internal static class NotionGetPage
{
    public static ITool Tool(NotionNames names) => new AccountTool(
        new()
        {
            Name = "notion_get_page",
            Title = "Read a Notion page",
            Description = "Reads a page or a row of Notion: its properties, its text as Markdown, or both.",
            InputSchema = Arguments.Schema(
                """
                "page": {"type": "string", "minLength": 1, "description": "Address, id or title of the page."},
                "include": {"enum": ["both", "properties", "markdown"], "description": "Default: both."}
                """,
                "page"),
            Class = ToolClass.Read,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var name = call.Arguments.Text("page");
            var include = call.Arguments.Choice("include", "both", "properties", "markdown");
            var id = await names.PageAsync(call.Account, name, cancellationToken);
            var page = await NotionApi.ReadAsync(call.Account, $"pages/{id}", $"the page '{name}'", cancellationToken);
            var markdown = include == "properties"
                ? default
                : await NotionApi.ReadAsync(call.Account, $"pages/{id}/markdown", $"the page '{name}'", cancellationToken);
            var cut = markdown.Find("truncated").IsTrue();
            return ToolResult.Of(ToolCall.Value(json => Write(json, page, include == "markdown" ? default : page.Find("properties"), markdown)), untrusted: true, truncated: cut);
        },
        arguments => $"would read the page {Arguments.Quoted(arguments, "page")} in Notion");

    private static void Write(Utf8JsonWriter json, JsonElement page, JsonElement properties, JsonElement markdown)
    {
        json.WriteString("id", page.Find("id").AsText());
        json.WriteString("title", NotionText.Title(page));
        json.WriteString("url", page.Find("url").AsText());
        json.WriteString("last_edited", page.Find("last_edited_time").AsText());
        json.WriteBoolean("in_trash", page.Find("in_trash").IsTrue());
        if (properties.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject("properties");
            foreach (var property in properties.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                Records.Cell(json, NotionCell.Of(property.Value));
            }

            json.WriteEndObject();
        }

        if (markdown.ValueKind == JsonValueKind.Object)
        {
            json.WriteString("markdown", markdown.Find("markdown").AsText());
            json.WriteBoolean("truncated", markdown.Find("truncated").IsTrue());
        }
    }
}
