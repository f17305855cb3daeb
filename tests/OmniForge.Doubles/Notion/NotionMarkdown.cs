using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Notion;

/// <summary>The text of pages as Markdown: read, searched and replaced, replaced as a whole, inserted.</summary>
internal static class NotionMarkdown
{
    public static Reply Get(Call call, NotionWorkspace workspace, string id)
    {
        NotionShape.Asked(call, "include_transcript");
        return Show(NotionPages.Find(workspace, id));
    }

    public static Reply Update(Call call, Exchange exchange, NotionWorkspace workspace, string id)
    {
        var page = NotionPages.Find(workspace, id);
        var type = NotionShape.Text(NotionShape.Body(call, "type", "update_content", "replace_content", "insert_content")["type"], "body.type");
        var body = NotionShape.Body(call, "type", type);
        var command = NotionShape.Object(body[type], $"body.{type}");
        page.Markdown = type switch
        {
            "update_content" => Replace(page.Markdown, command),
            "replace_content" => Whole(command),
            "insert_content" => Insert(page.Markdown, command),
            _ => throw NotionErrors.Invalid("body failed validation: body.type should be `update_content`, `replace_content` or `insert_content`."),
        };
        workspace.Touch(page, workspace.BotId);
        if (type == "insert_content")
        {
            exchange.Create();
        }
        else
        {
            exchange.Change();
        }

        return Show(page);
    }

    private static string Whole(JsonObject command)
    {
        NotionShape.Known(command, "body.replace_content", "new_str", "allow_deleting_content");
        return NotionShape.Text(command["new_str"], "body.replace_content.new_str");
    }

    private static string Replace(string text, JsonObject command)
    {
        NotionShape.Known(command, "body.update_content", "content_updates", "allow_deleting_content");
        foreach (var item in NotionShape.Array(command["content_updates"], "body.update_content.content_updates"))
        {
            var update = NotionShape.Object(item, "body.update_content.content_updates[]");
            NotionShape.Known(update, "body.update_content.content_updates[]", "old_str", "new_str", "replace_all_matches");
            var old = NotionShape.Text(update["old_str"], "old_str");
            var found = old.Length == 0 ? 0 : text.Split(old).Length - 1;
            var all = update["replace_all_matches"] is { } wanted && NotionShape.Truth(wanted, "replace_all_matches");
            if (found == 0 || (found > 1 && !all))
            {
                throw new RefusalException(NotionErrors.Body(400, "validation_error", found == 0
                    ? "old_str was not found in the page." : "old_str was found more than once in the page."));
            }

            text = text.Replace(old, NotionShape.Text(update["new_str"], "new_str"), StringComparison.Ordinal);
        }

        return text;
    }

    private static string Insert(string text, JsonObject command)
    {
        NotionShape.Known(command, "body.insert_content", "content", "position");
        var content = NotionShape.Text(command["content"], "body.insert_content.content");
        var place = "end";
        if (command["position"] is { } node)
        {
            var position = NotionShape.Object(node, "body.insert_content.position");
            NotionShape.Known(position, "body.insert_content.position", "type");
            place = NotionShape.Text(position["type"], "body.insert_content.position.type");
        }

        return place switch
        {
            "end" => Join(text, content),
            "start" => Join(content, text),
            _ => throw NotionErrors.Invalid("body failed validation: body.insert_content.position.type should be `start` or `end`."),
        };
    }

    private static string Join(string first, string second)
        => first.Length == 0 ? second : second.Length == 0 ? first : $"{first.TrimEnd('\n')}\n\n{second}";

    private static Reply Show(NotionPage page) => Reply.Json(new JsonObject
    {
        ["object"] = "page_markdown",
        ["id"] = page.Id,
        ["markdown"] = page.Markdown,
        ["truncated"] = false,
        ["unknown_block_ids"] = new JsonArray(),
        ["request_id"] = Guid.NewGuid().ToString(),
    });
}
