using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

internal static class NotionSearch
{
    private static readonly RecordColumn[] Columns = [new("id", "text"), new("kind", "text"), new("title", "text"), new("url", "url"), new("last_edited", "datetime")];

    public static ITool Tool()
    {
        var descriptor = new ToolDescriptor
        {
            Name = "notion_search",
            Title = "Search in Notion",
            Description = "Finds pages and databases by words of their titles, among those that are shared with OmniForge.",
            InputSchema = Arguments.Schema(
                """
                "query": {"type": "string", "description": "Words of the title. Default: everything."},
                "kind": {"enum": ["any", "page", "database"], "description": "Default: any."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 200, "description": "Default 20."}
                """),
            Class = ToolClass.Read,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var query = call.Arguments.OptionalText("query") ?? "";
                var kind = call.Arguments.Choice("kind", "any", "page", "database");
                var records = new Records(Columns, call.Arguments.Number("limit", 1, 200) ?? 20);
                var found = await NotionNames.SearchAsync(
                    call.Account, query, kind switch { "any" => "", "page" => "page", _ => "data_source" }, records.Room, cancellationToken);
                foreach (var item in found)
                {
                    var page = item.Find("object").AsText() == "page";
                    records.Add(
                        item.Find("id").AsText(), item.Find("id").AsText(), page ? "page" : "database", NotionText.Title(item), item.Find("url").AsText(),
                        item.Find("last_edited_time").AsText() is { Length: > 0 } edited ? edited : null);
                }

                return records.Result(descriptor);
            },
            arguments => $"would search Notion for {Arguments.Quoted(arguments, "query")}");
    }
}
