using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.GitHub;

/// <summary>Errors as GitHub words them.</summary>
internal static class GitHubErrors
{
    public static Reply Body(int status, string message, JsonArray? errors = null)
    {
        var body = new JsonObject { ["message"] = message };
        if (errors is not null)
        {
            body["errors"] = errors;
        }

        body["documentation_url"] = "https://docs.github.com/rest";
        body["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Reply.Json(status, body);
    }

    /// <summary>Something that is not there, or that the account may not see: GitHub does not tell which.</summary>
    public static RefusalException Missing() => new(Body(404, "Not Found"));

    /// <summary>A request no client should send.</summary>
    public static RefusalException Invalid(string message)
        => new(Body(422, "Validation Failed", [new JsonObject { ["code"] = "custom", ["message"] = message }]), message);

    public static RefusalException Forbidden() => new(Body(403, "Resource not accessible by integration"));
}
