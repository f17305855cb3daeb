using OmniForge.Doubles.Notion;

namespace OmniForge.Doubles.Webhooks;

/// <summary>Notion's events: they say what changed and where, never what it says.</summary>
public static class NotionEvents
{
    public static WebhookMessage PageCreated(NotionWorkspace workspace, NotionPage page, DateTimeOffset at)
        => Event("page.created", workspace, page, page.CreatedBy, at, []);

    /// <param name="columns">Names of the columns that changed.</param>
    public static WebhookMessage PropertiesUpdated(NotionWorkspace workspace, NotionPage page, DateTimeOffset at, params string[] columns)
        => Event("page.properties_updated", workspace, page, page.EditedBy, at, new()
        {
            ["updated_properties"] = new JsonArray([.. columns.Select(column => (JsonNode?)(string?)page.Values[column]["id"])]),
        });

    public static WebhookMessage ContentUpdated(NotionWorkspace workspace, NotionPage page, DateTimeOffset at)
        => Event("page.content_updated", workspace, page, page.EditedBy, at, new() { ["updated_blocks"] = new JsonArray() });

    private static WebhookMessage Event(
        string type, NotionWorkspace workspace, NotionPage page, string author, DateTimeOffset at, JsonObject data)
    {
        var database = workspace.Databases.FirstOrDefault(known => known.SourceId == page.SourceId);
        data["parent"] = database is not null
            ? new JsonObject { ["id"] = database.Id, ["type"] = "database", ["data_source_id"] = database.SourceId }
            : page.ParentId is not null ? new JsonObject { ["id"] = page.ParentId, ["type"] = "page" }
            : new JsonObject { ["id"] = workspace.Id, ["type"] = "space" };
        var id = Guid.NewGuid().ToString();
        return new(id, type, new()
        {
            ["id"] = id,
            ["timestamp"] = NotionDates.Write(at),
            ["workspace_id"] = workspace.Id,
            ["workspace_name"] = workspace.Name,
            ["subscription_id"] = workspace.BotId,
            ["integration_id"] = workspace.BotId,
            ["authors"] = new JsonArray(new JsonObject { ["id"] = author, ["type"] = author == workspace.BotId ? "bot" : "person" }),
            ["attempt_number"] = 1,
            ["api_version"] = NotionDouble.Version,
            ["entity"] = new JsonObject { ["id"] = page.Id, ["type"] = "page" },
            ["type"] = type,
            ["data"] = data,
        });
    }
}
