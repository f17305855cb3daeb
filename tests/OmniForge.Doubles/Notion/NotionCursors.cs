using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Notion;

/// <summary>Lists, a page at a time, as Notion writes them.</summary>
internal sealed class NotionCursors(TimeProvider clock)
{
    private readonly CursorBook _book = new(clock);

    public TimeSpan Life
    {
        get => _book.Life;
        set => _book.Life = value;
    }

    /// <summary>One page of the list.</summary>
    public Reply Page<T>(string question, IReadOnlyList<T> all, JsonNode? cursor, JsonNode? size, Func<T, JsonNode> show, string type)
    {
        var count = size is null ? 100 : NotionShape.Number(size, "body.page_size");
        if (count is < 1 or > 100 || count != Math.Floor(count))
        {
            throw NotionErrors.Invalid($"body failed validation: body.page_size should be ≤ `100`, instead was `{count}`.");
        }

        var from = cursor is null ? 0 : Place(question, NotionShape.Text(cursor, "body.start_cursor"));
        var page = all.Skip(from).Take((int)count).ToList();
        var next = from + page.Count < all.Count ? _book.Remember(question, from + page.Count) : null;
        return Reply.Json(new JsonObject
        {
            ["object"] = "list",
            ["results"] = new JsonArray([.. page.Select(show)]),
            ["next_cursor"] = next,
            ["has_more"] = next is not null,
            ["type"] = type,
            [type] = new JsonObject(),
            ["request_id"] = Guid.NewGuid().ToString(),
        });
    }

    private int Place(string question, string cursor)
        => _book.Find(question, cursor)
            ?? throw new RefusalException(NotionErrors.Body(400, "validation_error", "The start_cursor provided is invalid."));
}
