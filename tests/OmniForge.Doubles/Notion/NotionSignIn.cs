using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.OAuth;

namespace OmniForge.Doubles.Notion;

/// <summary>How Notion does OAuth: Basic and JSON, no scopes, no expiry, no verifier.</summary>
internal static class NotionSignIn
{
    public static OAuthProfile Profile(Func<OAuthAccount, NotionWorkspace> workspaces) => new()
    {
        Provider = "notion",
        DisplayName = "Notion",
        AuthorizePath = "/v1/oauth/authorize",
        TokenPath = "/v1/oauth/token",
        Authentication = ClientAuthentication.Basic,
        JsonTokens = true,
        TokenHeaders = new Dictionary<string, string> { ["Notion-Version"] = NotionDouble.Version },
        Pkce = PkceRule.Unknown,
        Demanded = new Dictionary<string, string> { ["response_type"] = "code", ["owner"] = "user" },
        AccessPrefix = "ntn_",
        RefreshPrefix = "nrt_",
        Granted = grant => Granted(grant, workspaces(grant.Account)),
        Refused = Refused,
    };

    private static JsonObject Granted(Grant grant, NotionWorkspace workspace) => new()
    {
        ["access_token"] = grant.AccessToken,
        ["token_type"] = "bearer",
        ["refresh_token"] = grant.RefreshToken,
        ["bot_id"] = workspace.BotId,
        ["workspace_id"] = workspace.Id,
        ["workspace_name"] = workspace.Name,
        ["workspace_icon"] = null,
        ["owner"] = new JsonObject { ["type"] = "user", ["user"] = workspace.Users.FirstOrDefault() is { } user ? NotionValues.User(user) : null },
        ["duplicated_template_id"] = null,
        ["request_id"] = Guid.NewGuid().ToString(),
    };

    private static Reply Refused(OAuthProblem problem, string why) => problem switch
    {
        OAuthProblem.MalformedRequest => NotionErrors.Body(400, "validation_error", why),
        OAuthProblem.UnknownClient => Reply.Json(401, Error("invalid_client", why)),
        OAuthProblem.UnknownGrant => Reply.Json(400, Error("unsupported_grant_type", why)),
        _ => Reply.Json(400, Error("invalid_grant", why)),
    };

    private static JsonObject Error(string code, string why)
        => new() { ["error"] = code, ["error_description"] = why, ["request_id"] = Guid.NewGuid().ToString() };
}
