using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.OAuth;

/// <summary>The token endpoint: codes and refresh tokens in, new tokens out.</summary>
internal sealed class TokenDesk(
    OAuthProfile profile, OAuthClient client, OAuthSwitches switches, TokenStore store, Dictionary<string, IssuedCode> codes, TimeProvider clock)
{
    private static readonly string[] CodeFields = ["grant_type", "code", "redirect_uri", "external_account"];
    private static readonly string[] RefreshFields = ["grant_type", "refresh_token"];
    private static readonly string[] ClientFields = ["client_id", "client_secret"];

    public Reply Answer(Call call, Exchange exchange)
    {
        if (call.Method != HttpMethods.Post)
        {
            throw Misuse(OAuthProblem.MalformedRequest, "The token endpoint takes POST only.");
        }

        foreach (var (name, value) in profile.TokenHeaders)
        {
            if (call.Header(name) != value)
            {
                throw Misuse(OAuthProblem.MalformedRequest, $"{name} header should be `{value}`, instead was `{call.Header(name) ?? "undefined"}`.");
            }
        }

        var fields = Fields(call);
        Authenticate(call, fields);
        var kind = fields.GetValueOrDefault("grant_type") ?? (profile.GrantTypeImplied ? "authorization_code" : null);
        var grant = kind switch
        {
            "authorization_code" => ForCode(fields),
            "refresh_token" => ForRefresh(fields),
            _ => throw Misuse(OAuthProblem.UnknownGrant, $"The grant_type is '{kind}'."),
        };
        exchange.Account = grant.Account.Id;
        return Reply.Json(profile.Granted(switches.WithoutExpiry ? grant with { ExpiresIn = null } : grant)).With("Cache-Control", "no-store");
    }

    private Grant ForCode(Dictionary<string, string> fields)
    {
        var allowed = profile.Pkce == PkceRule.Binding ? [.. CodeFields, "code_verifier"] : CodeFields;
        Only(fields, allowed);
        if (!codes.TryGetValue(fields.GetValueOrDefault("code", ""), out var code))
        {
            throw Refuse(OAuthProblem.UnknownCode, "The code is unknown.");
        }

        if (code.SpentOn is { } family)
        {
            family.Over = true;
            throw Misuse(OAuthProblem.UnknownCode, "The code was used before; the tokens it gave are revoked.");
        }

        if (code.ExpiresAt <= clock.GetUtcNow())
        {
            throw Refuse(OAuthProblem.UnknownCode, "The code is older than 60 seconds.");
        }

        if (fields.GetValueOrDefault("redirect_uri") != code.RedirectUri)
        {
            throw Misuse(OAuthProblem.WrongRedirect, "The redirect_uri is not the one of the authorize address.");
        }

        Verify(code, fields.GetValueOrDefault("code_verifier"));
        (var grant, code.SpentOn) = store.Start(code.Account, code.Scopes);
        return grant;
    }

    private Grant ForRefresh(Dictionary<string, string> fields)
    {
        Only(fields, RefreshFields);
        return store.Refresh(fields.GetValueOrDefault("refresh_token", ""))
            ?? throw Refuse(OAuthProblem.UnknownRefreshToken, "The refresh token is unknown, too old, used before or revoked.");
    }

    private void Verify(IssuedCode code, string? verifier)
    {
        if (code.Challenge is null)
        {
            if (verifier is not null)
            {
                throw Misuse(OAuthProblem.WrongVerifier, "A code_verifier came for a code that was asked for without a challenge.");
            }

            return;
        }

        if (verifier is not { Length: >= 43 and <= 128 } || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != code.Challenge)
        {
            throw Misuse(OAuthProblem.WrongVerifier, "The code_verifier does not belong to the challenge.");
        }
    }

    private void Authenticate(Call call, Dictionary<string, string> fields)
    {
        var form = ClientFields.Any(fields.ContainsKey);
        var basic = call.Header("Authorization") is not null;
        if (form && basic)
        {
            throw Misuse(OAuthProblem.UnknownClient, "The application says who it is twice, in a header and in the body.");
        }

        var wrong = profile.Authentication == ClientAuthentication.Basic ? !basic : profile.Authentication == ClientAuthentication.Form && !form;
        if (wrong)
        {
            throw Misuse(OAuthProblem.UnknownClient, $"{profile.DisplayName} wants client authentication by {profile.Authentication}.");
        }

        var (id, secret) = basic ? call.Basic ?? ("", "") : (fields.GetValueOrDefault("client_id", ""), fields.GetValueOrDefault("client_secret", ""));
        if (id != client.Id || secret != client.Secret)
        {
            throw Refuse(OAuthProblem.UnknownClient, "The client id or the client secret is wrong.");
        }
    }

    private Dictionary<string, string> Fields(Call call)
    {
        if (call.QueryText.Length > 0)
        {
            throw Misuse(OAuthProblem.MalformedRequest, "The token endpoint takes no query.");
        }

        var wanted = profile.JsonTokens ? "application/json" : "application/x-www-form-urlencoded";
        if (call.ContentType != wanted)
        {
            throw Misuse(OAuthProblem.MalformedRequest, $"The token endpoint takes {wanted}, not '{call.ContentType}'.");
        }

        var fields = profile.JsonTokens
            ? call.Json()?.ToDictionary(pair => pair.Key, pair => pair.Value is JsonValue value ? value.ToString() : pair.Value?.ToJsonString() ?? "")
            : call.Form();
        return fields ?? throw Misuse(OAuthProblem.MalformedRequest, "The body cannot be read.");
    }

    private void Only(Dictionary<string, string> fields, string[] allowed)
    {
        var clients = profile.Authentication == ClientAuthentication.Basic ? [] : ClientFields;
        if (fields.Keys.Except(allowed).Except(clients).FirstOrDefault() is { } unknown)
        {
            throw Misuse(OAuthProblem.MalformedRequest, $"body failed validation: body.{unknown} should be not present.");
        }
    }

    private RefusalException Refuse(OAuthProblem problem, string why) => new(profile.Refused(problem, why));

    private RefusalException Misuse(OAuthProblem problem, string why) => new(profile.Refused(problem, why), why);
}
