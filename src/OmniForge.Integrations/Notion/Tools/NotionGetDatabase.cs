using OmniForge.Agents.Tools;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

internal static class NotionGetDatabase
{
    public static ITool Tool(NotionNames names) => new AccountTool(
        new()
        {
            Name = "notion_get_database",
            Title = "Look at a Notion database",
            Description = "Gives the columns of a Notion database with their types and options.",
            InputSchema = Arguments.Schema(
                """
                "database": {"type": "string", "minLength": 1, "description": "Name, address or id of the database."},
                "data_source": {"type": "string", "description": "Name of the table, when the database holds several."}
                """,
                "database"),
            Class = ToolClass.Read,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        async (call, cancellationToken) =>
        {
            var source = await names.SourceAsync(
                call.Account, call.Arguments.Text("database"), call.Arguments.OptionalText("data_source") ?? "", cancellationToken);
            return ToolResult.Of(
                ToolCall.Value(json =>
                {
                    json.WriteString("id", source.DatabaseId.Length > 0 ? source.DatabaseId : source.Id);
                    json.WriteString("data_source", source.Id);
                    json.WriteString("title", source.Title);
                    json.WriteString("url", source.Url);
                    json.WriteStartArray("properties");
                    foreach (var column in source.Columns)
                    {
                        json.WriteStartObject();
                        json.WriteString("name", column.Name);
                        json.WriteString("type", column.Type);
                        if (column.Options.Count > 0)
                        {
                            json.WriteStartArray("options");
                            foreach (var option in column.Options)
                            {
                                json.WriteStringValue(option);
                            }

                            json.WriteEndArray();
                        }

                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }),
                untrusted: true);
        },
        arguments => $"would look at the database {Arguments.Quoted(arguments, "database")} in Notion");
}
