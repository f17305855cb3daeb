using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.OAuth;

namespace OmniForge.Doubles.Slack;

/// <summary>How Slack does OAuth: forms, comma separated scopes, rotating tokens of 12 hours, errors with status 200.</summary>
internal static class SlackSignIn
{
    private static readonly HashSet<string> Scopes = new(StringComparer.Ordinal)
    {
        "channels:read", "channels:history", "groups:read", "groups:history", "users:read", "users:read.email", "chat:write", "chat:write.public",
        "reactions:write", "reactions:read", "files:write", "files:read", "app_mentions:read", "im:history", "channels:join", "team:read",
    };

    public static OAuthProfile Profile(Func<OAuthAccount, SlackTeam> teams) => new()
    {
        Provider = "slack",
        DisplayName = "Slack",
        AuthorizePath = "/oauth/v2/authorize",
        TokenPath = "/api/oauth.v2.access",
        Authentication = ClientAuthentication.BasicOrForm,
        GrantTypeImplied = true,
        ScopeParameters = ["scope", "user_scope"],
        Scopes = Scopes,
        AccessLife = TimeSpan.FromHours(12),
        AccessPrefix = "xoxe.xoxb-1-",
        RefreshPrefix = "xoxe-1-",
        Granted = grant => Granted(grant, teams(grant.Account)),
        Refused = Refused,
    };

    private static JsonObject Granted(Grant grant, SlackTeam team)
    {
        var body = new JsonObject
        {
            ["ok"] = true,
            ["access_token"] = grant.AccessToken,
            ["refresh_token"] = grant.RefreshToken,
            ["token_type"] = "bot",
            ["scope"] = string.Join(',', grant.Scopes),
            ["bot_user_id"] = team.BotUserId,
            ["app_id"] = "A0OMNIFORGE",
            ["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
            ["authed_user"] = new JsonObject { ["id"] = team.Users is [var first, ..] ? first.Id : null },
        };
        if (grant.ExpiresIn is { } life)
        {
            body["expires_in"] = (int)life.TotalSeconds;
        }

        return body;
    }

    private static Reply Refused(OAuthProblem problem, string why) => SlackErrors.Body(problem switch
    {
        OAuthProblem.UnknownClient => why.Contains("twice", StringComparison.Ordinal) ? "invalid_client_id" : "bad_client_secret",
        OAuthProblem.UnknownCode => "invalid_code",
        OAuthProblem.WrongRedirect => "bad_redirect_uri",
        OAuthProblem.WrongVerifier => "pkce_verification_failed",
        OAuthProblem.UnknownRefreshToken => "invalid_refresh_token",
        OAuthProblem.UnknownGrant => "invalid_grant_type",
        _ => "invalid_arguments",
    });
}
