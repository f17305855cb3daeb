using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Slack;

/// <summary>Lists a page at a time, with `response_metadata.next_cursor`.</summary>
internal sealed class SlackPages(TimeProvider clock)
{
    private readonly CursorBook _book = new(clock);

    public Reply Page<T>(string question, IReadOnlyList<T> all, SlackArguments arguments, int otherwise, int most, string name, Func<T, JsonNode> show)
    {
        var limit = arguments.Number("limit", otherwise, most);
        var from = arguments.Text("cursor") is { Length: > 0 } cursor ? _book.Find(question, cursor) ?? throw SlackErrors.Refuse("invalid_cursor") : 0;
        var page = all.Skip(from).Take(limit).ToList();
        var more = from + page.Count < all.Count;
        var body = new JsonObject { ["ok"] = true, [name] = new JsonArray([.. page.Select(show)]) };
        if (name == "messages")
        {
            body["has_more"] = more;
        }

        body["response_metadata"] = new JsonObject { ["next_cursor"] = more ? _book.Remember(question, from + page.Count) : "" };
        return Reply.Json(body);
    }
}
