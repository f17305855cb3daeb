using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.OAuth;

namespace OmniForge.Doubles.Linear;

/// <summary>How Linear does OAuth: forms, comma separated scopes, rotating tokens of a day.</summary>
internal static class LinearSignIn
{
    public static readonly OAuthProfile Profile = new()
    {
        Provider = "linear",
        DisplayName = "Linear",
        AuthorizePath = "/oauth/authorize",
        TokenPath = "/oauth/token",
        Authentication = ClientAuthentication.Form,
        Demanded = new Dictionary<string, string> { ["response_type"] = "code" },
        ScopeParameters = ["scope"],
        Scopes = new HashSet<string>(StringComparer.Ordinal) { "read", "write", "issues:create", "comments:create", "admin" },
        AccessLife = TimeSpan.FromHours(24),
        AccessPrefix = "lin_oauth_",
        RefreshPrefix = "lin_refresh_",
        Granted = Granted,
        Refused = Refused,
    };

    private static JsonObject Granted(Grant grant)
    {
        var body = new JsonObject
        {
            ["access_token"] = grant.AccessToken,
            ["token_type"] = "Bearer",
            ["refresh_token"] = grant.RefreshToken,
            ["scope"] = string.Join(' ', grant.Scopes),
        };
        if (grant.ExpiresIn is { } life)
        {
            body["expires_in"] = (int)life.TotalSeconds;
        }

        return body;
    }

    private static Reply Refused(OAuthProblem problem, string why)
        => Reply.Json(problem == OAuthProblem.UnknownClient ? 401 : 400, new JsonObject
        {
            ["error"] = problem switch
            {
                OAuthProblem.UnknownClient => "invalid_client",
                OAuthProblem.MalformedRequest => "invalid_request",
                OAuthProblem.UnknownGrant => "unsupported_grant_type",
                _ => "invalid_grant",
            },
            ["error_description"] = why,
        });
}
