using System.Web;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.OAuth;

namespace OmniForge.Doubles.GitHub;

/// <summary>
/// How a GitHub App does OAuth for a user: permissions of the app instead of scopes, 8 hours, errors with status 200, and a form
/// instead of JSON for those who do not ask for JSON.
/// </summary>
internal static class GitHubSignIn
{
    public static readonly OAuthProfile Profile = new()
    {
        Provider = "github",
        DisplayName = "GitHub",
        AuthorizePath = "/login/oauth/authorize",
        TokenPath = "/login/oauth/access_token",
        Authentication = ClientAuthentication.Form,
        GrantTypeImplied = true,
        FixedScopes = ["metadata:read", "issues:write", "pull_requests:read", "contents:read"],
        AccessLife = TimeSpan.FromHours(8),
        RefreshLife = TimeSpan.FromSeconds(15_811_200),
        RefreshKillsAccess = true,
        AccessPrefix = "ghu_",
        RefreshPrefix = "ghr_",
        Granted = Granted,
        Refused = Refused,
        Shaped = Shaped,
    };

    private static JsonObject Granted(Grant grant)
    {
        var body = new JsonObject { ["access_token"] = grant.AccessToken };
        if (grant.ExpiresIn is { } life)
        {
            body["expires_in"] = (int)life.TotalSeconds;
        }

        body["refresh_token"] = grant.RefreshToken;
        body["refresh_token_expires_in"] = (int)grant.RefreshExpiresIn!.Value.TotalSeconds;
        body["token_type"] = "bearer";
        body["scope"] = "";
        return body;
    }

    private static Reply Refused(OAuthProblem problem, string why) => Reply.Json(new JsonObject
    {
        ["error"] = problem switch
        {
            OAuthProblem.UnknownClient => "incorrect_client_credentials",
            OAuthProblem.WrongRedirect => "redirect_uri_mismatch",
            OAuthProblem.UnknownRefreshToken => "bad_refresh_token",
            OAuthProblem.UnknownGrant => "unsupported_grant_type",
            OAuthProblem.MalformedRequest => "invalid_request",
            _ => "bad_verification_code",
        },
        ["error_description"] = why,
        ["error_uri"] = "https://docs.github.com/apps",
    });

    private static Reply Shaped(Call call, Reply reply)
    {
        if ((call.Header("Accept") ?? "").Contains("json", StringComparison.Ordinal))
        {
            return reply;
        }

        var form = JsonNode.Parse(reply.Body)!.AsObject().Select(pair => $"{pair.Key}={HttpUtility.UrlEncode(pair.Value?.ToString())}");
        return Reply.Text(reply.Status, "application/x-www-form-urlencoded; charset=utf-8", string.Join('&', form));
    }
}
