using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Linear;

/// <summary>Errors as Linear words them: GraphQL errors, also inside answers with status 200.</summary>
internal static class LinearErrors
{
    public static Reply Body(int status, string code, string type, string message)
        => Reply.Json(status, new JsonObject
        {
            ["errors"] = new JsonArray(new JsonObject
            {
                ["message"] = message,
                ["extensions"] = new JsonObject
                {
                    ["code"] = code,
                    ["type"] = type,
                    ["userError"] = type == "invalid input",
                    ["userPresentableMessage"] = message,
                },
            }),
            ["data"] = null,
        });

    /// <summary>A document or body no client should send.</summary>
    public static RefusalException Invalid(string message)
        => new(Body(400, "GRAPHQL_VALIDATION_FAILED", "graphql error", message), message);

    /// <summary>Values that do not fit; the request itself was well formed.</summary>
    public static RefusalException Input(string message) => new(Body(200, "INPUT_ERROR", "invalid input", message));

    public static RefusalException Missing(string entity) => Input($"Entity not found: {entity} - Could not find referenced {entity}.");

    public static RefusalException Forbidden(string scope) => new(Body(200, "FORBIDDEN", "forbidden", $"Invalid scope: `{scope}` required"));

    public static Reply Limited() => Body(400, "RATELIMITED", "ratelimited", "Rate limit exceeded");
}
