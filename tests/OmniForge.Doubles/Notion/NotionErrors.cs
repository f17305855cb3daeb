using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Notion;

/// <summary>Errors as Notion words them.</summary>
internal static class NotionErrors
{
    public static Reply Body(int status, string code, string message, JsonObject? additional = null)
    {
        var body = new JsonObject { ["object"] = "error", ["status"] = status, ["code"] = code, ["message"] = message };
        if (additional is not null)
        {
            body["additional_data"] = additional;
        }

        body["request_id"] = Guid.NewGuid().ToString();
        return Reply.Json(status, body);
    }

    /// <summary>A request no client should send.</summary>
    public static RefusalException Invalid(string message) => new(Body(400, "validation_error", message), message);

    /// <summary>Something that is not there, or not shared with the connection: Notion does not tell which.</summary>
    public static RefusalException Missing(string what, string id) => new(Body(
        404,
        "object_not_found",
        $"Could not find {what} with ID: {id}. Make sure the relevant pages and databases are shared with your integration \"OmniForge\"."));
}
