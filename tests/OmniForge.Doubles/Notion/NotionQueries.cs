using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Notion;

/// <summary>Databases, their data sources and queries of rows, and the search over everything.</summary>
internal sealed class NotionQueries(NotionCursors cursors)
{
    public static Reply Database(NotionWorkspace workspace, string id)
        => Reply.Json(NotionShow.Database(workspace.FindDatabase(NotionIds.Read(id)) ?? throw NotionErrors.Missing("database", id)));

    public static Reply Source(NotionWorkspace workspace, string id) => Reply.Json(NotionShow.Source(Find(workspace, id)));

    public Reply Query(Call call, NotionWorkspace workspace, string id)
    {
        var data = Find(workspace, id);
        NotionShape.Asked(call, "filter_properties", "filter_properties[]");
        var body = NotionShape.Body(call, "filter", "sorts", "start_cursor", "page_size", "in_trash", "result_type");
        var only = NotionPages.Columns(call, data);
        var holds = body["filter"] is { } filter ? new NotionFilter(data, workspace.Now()).Read(filter) : _ => true;
        var trash = body["in_trash"] is { } wanted && NotionShape.Truth(wanted, "body.in_trash");
        var rows = workspace.Pages.Where(page => page.SourceId == data.SourceId && page.Shared && page.InTrash == trash && holds(page));
        var question = $"{workspace.Id} {data.SourceId} {body["filter"]?.ToJsonString()} {body["sorts"]?.ToJsonString()}";
        return cursors.Page(
            question, NotionSort.Apply(rows, body["sorts"], data), body["start_cursor"], body["page_size"],
            row => NotionShow.Page(row, workspace, only), "page_or_data_source");
    }

    public Reply Search(Call call, NotionWorkspace workspace)
    {
        NotionShape.Asked(call);
        var body = NotionShape.Body(call, "query", "sort", "filter", "start_cursor", "page_size");
        var query = body["query"] is { } text ? NotionShape.Text(text, "body.query") : "";
        var kind = Kind(body["filter"]);
        var descending = Descending(body["sort"]);
        var found = new List<(DateTimeOffset At, long Order, JsonObject Shown)>();
        if (kind != "page")
        {
            found.AddRange(workspace.Databases.Where(data => data.Shared && Matches(data.Title, query))
                .Select(data => (DateTimeOffset.MinValue, 0L, NotionShow.Source(data))));
        }

        if (kind != "data_source")
        {
            found.AddRange(workspace.SharedPages().Where(page => Matches(page.Title, query))
                .Select(page => (page.EditedAt, page.Order, NotionShow.Page(page, workspace))));
        }

        var ordered = descending ? found.OrderByDescending(item => item.At).ThenByDescending(item => item.Order) : found.OrderBy(item => item.At).ThenBy(item => item.Order);
        // Databases come first when the order was left to Notion.
        var list = body["sort"] is null ? [.. ordered.OrderBy(item => (string?)item.Shown["object"] == "page")] : ordered.ToList();
        return cursors.Page(
            $"{workspace.Id} search {query} {kind} {descending}", list, body["start_cursor"], body["page_size"], item => item.Shown, "page_or_data_source");
    }

    private static NotionDatabase Find(NotionWorkspace workspace, string id)
        => workspace.FindSource(NotionIds.Read(id)) ?? throw NotionErrors.Missing("data source", id);

    private static bool Matches(string title, string query) => title.Contains(query, StringComparison.OrdinalIgnoreCase);

    private static string? Kind(JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var filter = NotionShape.Object(node, "body.filter");
        NotionShape.Known(filter, "body.filter", "property", "value");
        var value = NotionShape.Text(filter["value"], "body.filter.value");
        return NotionShape.Text(filter["property"], "body.filter.property") == "object" && value is "page" or "data_source"
            ? value
            : throw NotionErrors.Invalid("body failed validation: body.filter.value should be `page` or `data_source`.");
    }

    private static bool Descending(JsonNode? node)
    {
        if (node is null)
        {
            return true;
        }

        var sort = NotionShape.Object(node, "body.sort");
        NotionShape.Known(sort, "body.sort", "direction", "timestamp");
        var direction = NotionShape.Text(sort["direction"], "body.sort.direction");
        return NotionShape.Text(sort["timestamp"], "body.sort.timestamp") == "last_edited_time" && direction is "ascending" or "descending"
            ? direction == "descending"
            : throw NotionErrors.Invalid("body failed validation: body.sort is by `last_edited_time`, `ascending` or `descending`.");
    }
}
