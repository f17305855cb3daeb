using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Slack;

/// <summary>Errors as Slack tells them: status 200 and `ok: false`.</summary>
internal static class SlackErrors
{
    public static Reply Body(string error) => Reply.Json(new JsonObject { ["ok"] = false, ["error"] = error });

    /// <summary>Something that happens to good clients too.</summary>
    public static RefusalException Refuse(string error) => new(Body(error));

    /// <summary>Arguments that no client should send.</summary>
    public static RefusalException Invalid(string message) => new(
        Reply.Json(new JsonObject
        {
            ["ok"] = false,
            ["error"] = "invalid_arguments",
            ["response_metadata"] = new JsonObject { ["messages"] = new JsonArray($"[ERROR] {message}") },
        }),
        message);

    public static Reply Limited(string wait)
        => Reply.Json(429, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" }).With("Retry-After", wait);
}
