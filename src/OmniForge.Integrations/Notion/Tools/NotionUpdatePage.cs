using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

internal static class NotionUpdatePage
{
    public static ITool Tool(NotionNames names) => new AccountTool(
        new()
        {
            Name = "notion_update_page",
            Title = "Change properties of a Notion page",
            Description = "Sets properties of a row, or the title of a page. Properties that are not named stay as they are; null empties one.",
            InputSchema = Arguments.Schema(
                """
                "page": {"type": "string", "minLength": 1, "description": "Address, id or title of the page."},
                "properties": {"type": "object", "minProperties": 1, "description": "New values by column name; a page that is no row has only title."}
                """,
                "page", "properties"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Safe,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        (call, cancellationToken) => UpdateAsync(names, call, cancellationToken),
        arguments => $"would set {Arguments.Names(arguments, "properties")} of the page {Arguments.Quoted(arguments, "page")} in Notion");

    private static async Task<ToolResult> UpdateAsync(NotionNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var name = call.Arguments.Text("page");
        var values = call.Arguments.Find("properties") ?? throw ToolFault.Invalid("properties", "is needed");
        var id = await names.PageAsync(call.Account, name, cancellationToken);
        var page = await NotionApi.ReadAsync(call.Account, $"pages/{id}", $"the page '{name}'", cancellationToken);
        var source = page.Find("parent.data_source_id").AsText() is { Length: > 0 } sourceId
            ? NotionSource.Read(await NotionApi.ReadAsync(call.Account, $"data_sources/{sourceId}", $"the database of '{name}'", cancellationToken))
            : new NotionSource("", "", name, "", [new NotionColumn("title", "title", "title", [])]);
        var properties = await new NotionProperties(names, call.Account).WriteAsync(source, values, cancellationToken);
        ToolFault.Require(properties.Count > 0, "properties", "at least one property is needed");
        var changed = properties.Select(property => property.Key).ToList();
        var answer = await NotionApi.ChangeAsync(
            call.Account, HttpMethod.Patch, $"pages/{id}", new JsonObject { ["properties"] = properties }, AccountRepeat.Same, $"the page '{name}'", cancellationToken);
        return ToolResult.Of(ToolCall.Value(json =>
        {
            json.WriteString("id", id);
            json.WriteString("url", answer.Find("url").AsText());
            json.WriteStartArray("changed");
            changed.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }));
    }
}
