using System.Globalization;
using System.Text.Json;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.OAuth;

/// <summary>What an answer of a token address means. Providers say no with an error status, or with 200 and an error inside.</summary>
internal static class TokenAnswer
{
    /// <summary>Our own word for status 429: trying at once again would make it worse.</summary>
    public const string TooFast = "too_many_requests";

    public static TokenGrant Read(OAuthDescriptor descriptor, int status, byte[] body, DateTimeOffset now)
    {
        var host = descriptor.Token.Host;
        var answer = AnswerBody.Json(body);
        var token = answer.Find("access_token").AsText();
        if (status is >= 200 and < 300 && token.Length > 0 && Error(answer).Length == 0)
        {
            var life = answer.Find("expires_in").AsNumber();
            return new(
                token,
                answer.Find("refresh_token").AsText() is { Length: > 0 } refresh ? refresh : null,
                life is > 0 and < 1_000_000_000 ? now.AddSeconds((double)life) : null,
                answer.Find("scope").AsText().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                descriptor.AccountIdPath.Length == 0 ? "" : answer.Find(descriptor.AccountIdPath).AsText(),
                descriptor.AccountNamePath.Length == 0 ? "" : answer.Find(descriptor.AccountNamePath).AsText());
        }

        var code = Harmless(Error(answer));
        throw status switch
        {
            _ when descriptor.FinalErrors.Contains(code) => new OAuthException(
                OAuthFault.Final, code, $"{host} no longer accepts this sign-in ({code}). Connect the account again."),
            429 => new OAuthException(OAuthFault.Passing, TooFast, $"{host} asks for fewer sign-ins. Try again in a few minutes."),
            >= 500 => new OAuthException(OAuthFault.Passing, code, $"{host} has a trouble of its own. Try again in a few minutes."),
            >= 200 and < 300 when code.Length == 0 => new OAuthException(
                OAuthFault.Passing, "", $"{host} answered the sign-in with something that is no token. Try again later."),
            _ => new OAuthException(
                OAuthFault.Misconfigured,
                code,
                $"{host} refused the sign-in ({(code.Length > 0 ? code : status.ToString(CultureInfo.InvariantCulture))}). "
                    + "Whoever runs this server should check the client id, the client secret and the redirect address that are registered there."),
        };
    }

    public static bool Confirms(int status, byte[] body)
    {
        var answer = AnswerBody.Json(body);
        return status is >= 200 and < 300 && answer.Find("ok") is not { ValueKind: JsonValueKind.False } && Error(answer).Length == 0;
    }

    private static string Error(JsonElement answer) => answer.Find("error").AsText() is { Length: > 0 } word
        ? word
        : answer.Find("ok") is { ValueKind: JsonValueKind.False } ? "not_ok" : answer.Find("code").AsText();

    /// <summary>Only what looks like a provider's error word; anything else might hold what was sent.</summary>
    private static string Harmless(string code)
        => code.Length <= 48 && code.All(c => char.IsAsciiLetterLower(c) || c == '_') ? code : "";
}
