namespace OmniForge.Doubles.Notion;

/// <summary>Objects as Notion sends them.</summary>
internal static class NotionShow
{
    public static JsonObject Page(NotionPage page, NotionWorkspace workspace, IReadOnlyCollection<string>? only = null)
    {
        var data = workspace.Databases.FirstOrDefault(data => data.SourceId == page.SourceId);
        var properties = new JsonObject();
        foreach (var (name, value) in page.Values)
        {
            if (only is null || only.Contains(name) || only.Contains((string)value["id"]!))
            {
                properties[name] = value.DeepClone();
            }
        }

        return new()
        {
            ["object"] = "page",
            ["id"] = page.Id,
            ["created_time"] = NotionDates.Write(page.CreatedAt),
            ["last_edited_time"] = NotionDates.Write(page.EditedAt),
            ["created_by"] = Author(page.CreatedBy),
            ["last_edited_by"] = Author(page.EditedBy),
            ["cover"] = null,
            ["icon"] = null,
            ["parent"] = data is not null
                ? new JsonObject { ["type"] = "data_source_id", ["data_source_id"] = data.SourceId, ["database_id"] = data.Id }
                : page.ParentId is not null
                    ? new JsonObject { ["type"] = "page_id", ["page_id"] = page.ParentId }
                    : new JsonObject { ["type"] = "workspace", ["workspace"] = true },
            ["in_trash"] = page.InTrash,
            ["is_locked"] = false,
            ["properties"] = properties,
            ["url"] = Url(page.Title, page.Id),
            ["public_url"] = null,
        };
    }

    public static JsonObject Database(NotionDatabase data) => new()
    {
        ["object"] = "database",
        ["id"] = data.Id,
        ["title"] = NotionValues.RichText(data.Title),
        ["description"] = new JsonArray(),
        ["parent"] = new JsonObject { ["type"] = "workspace", ["workspace"] = true },
        ["is_inline"] = false,
        ["in_trash"] = false,
        ["data_sources"] = new JsonArray(new JsonObject { ["id"] = data.SourceId, ["name"] = data.Title }),
        ["url"] = Url("", data.Id),
    };

    public static JsonObject Source(NotionDatabase data)
    {
        var properties = new JsonObject();
        foreach (var property in data.Properties)
        {
            properties[property.Name] = Property(property);
        }

        return new()
        {
            ["object"] = "data_source",
            ["id"] = data.SourceId,
            ["title"] = NotionValues.RichText(data.Title),
            ["description"] = new JsonArray(),
            ["parent"] = new JsonObject { ["type"] = "database_id", ["database_id"] = data.Id },
            ["database_parent"] = new JsonObject { ["type"] = "workspace", ["workspace"] = true },
            ["in_trash"] = false,
            ["properties"] = properties,
            ["url"] = Url("", data.Id),
        };
    }

    public static JsonObject Comment(NotionComment comment) => new()
    {
        ["object"] = "comment",
        ["id"] = comment.Id,
        ["parent"] = new JsonObject { ["type"] = "page_id", ["page_id"] = comment.PageId },
        ["discussion_id"] = comment.Id,
        ["created_time"] = NotionDates.Write(comment.CreatedAt),
        ["last_edited_time"] = NotionDates.Write(comment.CreatedAt),
        ["created_by"] = Author(comment.CreatedBy),
        ["rich_text"] = NotionValues.RichText(comment.Text),
    };

    public static JsonObject Bot(NotionWorkspace workspace) => new()
    {
        ["object"] = "user",
        ["id"] = workspace.BotId,
        ["name"] = "OmniForge",
        ["avatar_url"] = null,
        ["type"] = "bot",
        ["bot"] = new JsonObject
        {
            ["owner"] = new JsonObject { ["type"] = "workspace", ["workspace"] = true },
            ["workspace_id"] = workspace.Id,
            ["workspace_name"] = workspace.Name,
        },
    };

    private static JsonObject Property(NotionProperty property) => new()
    {
        ["id"] = property.Id,
        ["name"] = property.Name,
        ["type"] = property.Type,
        [property.Type] = property.Type is "select" or "multi_select" or "status"
            ? new JsonObject { ["options"] = new JsonArray([.. property.Options.Select(name => NotionValues.OptionObject(property, name))]) }
            : property.Type == "number" ? new JsonObject { ["format"] = "number" } : new JsonObject(),
    };

    private static JsonObject Author(string id) => new() { ["object"] = "user", ["id"] = id };

    private static string Url(string title, string id)
    {
        var words = string.Join('-', title.Split([' ', '/', '?', '#', '%', '&'], StringSplitOptions.RemoveEmptyEntries));
        return $"https://www.notion.so/{(words.Length == 0 ? "" : words + "-")}{id.Replace("-", "", StringComparison.Ordinal)}";
    }
}
