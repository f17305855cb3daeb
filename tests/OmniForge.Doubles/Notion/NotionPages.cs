using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Notion;

/// <summary>Pages: read, made, changed and thrown away.</summary>
internal static class NotionPages
{
    public static Reply Get(Call call, NotionWorkspace workspace, string id)
    {
        NotionShape.Asked(call, "filter_properties", "filter_properties[]");
        var page = Find(workspace, id);
        return Reply.Json(NotionShow.Page(page, workspace, page.SourceId is { } source ? Columns(call, workspace.FindSource(source)!) : null));
    }

    public static Reply Create(Call call, Exchange exchange, NotionWorkspace workspace)
    {
        NotionShape.Asked(call);
        var body = NotionShape.Body(call, "parent", "properties", "markdown", "icon", "cover");
        var parent = NotionShape.Object(body["parent"], "body.parent");
        NotionShape.Known(parent, "body.parent", "type", "page_id", "data_source_id", "workspace");
        var properties = body["properties"] is { } sent ? NotionShape.Object(sent, "body.properties") : [];
        var markdown = body["markdown"] is { } text ? NotionShape.Text(text, "body.markdown") : "";
        NotionPage page;
        if (parent["data_source_id"] is { } source)
        {
            var id = NotionShape.Text(source, "body.parent.data_source_id");
            var data = workspace.FindSource(NotionIds.Read(id)) ?? throw NotionErrors.Missing("data source", id);
            var values = Read(properties, data, workspace);
            page = workspace.Make(data.SourceId, null, workspace.BotId);
            foreach (var property in data.Properties)
            {
                page.Values[property.Name] = values.GetValueOrDefault(property.Name) ?? NotionValues.Empty(property);
            }
        }
        else
        {
            var above = parent["page_id"] is { } over ? Find(workspace, NotionShape.Text(over, "body.parent.page_id")) : null;
            if (above is null && parent["workspace"] is null)
            {
                throw NotionErrors.Invalid("body failed validation: body.parent.page_id should be defined, instead was `undefined`.");
            }

            NotionShape.Known(properties, "body.properties", "title");
            (var title, markdown) = Title(properties["title"], markdown);
            page = workspace.Make(null, above?.Id, workspace.BotId);
            page.Values["title"] = NotionValues.Wrap("title", "title", NotionValues.RichText(title));
        }

        page.Markdown = markdown;
        exchange.Create();
        return Reply.Json(NotionShow.Page(page, workspace));
    }

    public static Reply Update(Call call, Exchange exchange, NotionWorkspace workspace, string id)
    {
        var page = Find(workspace, id);
        var body = NotionShape.Body(call, "properties", "in_trash", "icon", "cover", "is_locked", "erase_content");
        var properties = body["properties"] is { } sent ? NotionShape.Object(sent, "body.properties") : [];
        var trash = body["in_trash"] is { } wanted ? NotionShape.Truth(wanted, "body.in_trash") : page.InTrash;
        if (page.InTrash && trash)
        {
            throw new RefusalException(NotionErrors.Body(400, "validation_error", "Can't edit block that is archived. You must unarchive the block before editing."));
        }

        if (page.SourceId is { } source)
        {
            foreach (var (name, value) in Read(properties, workspace.FindSource(source)!, workspace))
            {
                page.Values[name] = value;
            }
        }
        else if (properties.Count > 0)
        {
            NotionShape.Known(properties, "body.properties", "title");
            page.Values["title"] = NotionValues.Wrap("title", "title", NotionValues.RichText(Title(properties["title"], "").Title));
        }

        if (body["erase_content"] is { } erase && NotionShape.Truth(erase, "body.erase_content"))
        {
            page.Markdown = "";
        }

        page.InTrash = trash;
        workspace.Touch(page, workspace.BotId);
        exchange.Change();
        return Reply.Json(NotionShow.Page(page, workspace));
    }

    public static NotionPage Find(NotionWorkspace workspace, string id)
        => workspace.FindPage(NotionIds.Read(id)) ?? throw NotionErrors.Missing("page", id);

    /// <summary>The columns that `filter_properties` names; null for all.</summary>
    public static IReadOnlyCollection<string>? Columns(Call call, NotionDatabase data)
    {
        var asked = call.Query.Where(pair => pair.Key.StartsWith("filter_properties", StringComparison.Ordinal)).SelectMany(pair => pair.Value).ToList();
        return asked.Find(name => data.Find(name) is null) is { } unknown
            ? throw NotionErrors.Invalid($"Could not find property with name or id: {unknown}")
            : asked.Count == 0 ? null : asked;
    }

    private static Dictionary<string, JsonObject> Read(JsonObject properties, NotionDatabase data, NotionWorkspace workspace)
        => properties.ToDictionary(
            pair => (data.Find(pair.Key) ?? throw NotionErrors.Invalid($"{pair.Key} is not a property that exists.")).Name,
            pair => NotionValues.FromClient(data.Find(pair.Key)!, pair.Value, workspace),
            StringComparer.Ordinal);

    // Without a title, a first heading of the text becomes the title.
    private static (string Title, string Markdown) Title(JsonNode? sent, string markdown)
    {
        if (sent is null)
        {
            var (first, rest) = markdown.Split('\n', 2) is [var line, var others] ? (line, others) : (markdown, "");
            return first.StartsWith("# ", StringComparison.Ordinal) ? (first[2..].Trim(), rest.TrimStart('\n')) : ("", markdown);
        }

        var list = sent is JsonObject named ? named["title"] : sent;
        return (NotionValues.ReadText(list, "body.properties.title"), markdown);
    }
}
