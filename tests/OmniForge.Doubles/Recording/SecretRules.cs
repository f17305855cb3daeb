using System.Text.RegularExpressions;

namespace OmniForge.Doubles.Recording;

/// <summary>Where a secret may be seen: at its own provider, never in an address, and only at the door it opens.</summary>
internal static partial class SecretRules
{
    public static IEnumerable<string> Judge(Exchange exchange, IReadOnlyDictionary<string, KnownSecret> secrets)
    {
        foreach (var secret in Find(exchange.Path + exchange.Call.QueryText, secrets))
        {
            yield return $"{exchange}: {Words(secret)} is part of the address, where every log keeps it.";
        }

        var sent = string.Join('\n', exchange.Call.Headers.Values) + "\n" + exchange.Body;
        if (exchange.Call.Basic is { } basic)
        {
            sent += $"\n{basic.User}\n{basic.Password}";
        }

        foreach (var secret in Find(sent, secrets))
        {
            if (secret.Provider != exchange.Provider)
            {
                yield return $"{exchange}: {Words(secret)} was sent to {exchange.Provider}.";
            }
            else if (secret.Kind != SecretKind.Access && exchange.Door == Door.Api)
            {
                yield return $"{exchange}: {Words(secret)} was sent to the API, which has no use for it.";
            }
        }
    }

    private static IEnumerable<KnownSecret> Find(string text, IReadOnlyDictionary<string, KnownSecret> secrets)
        => Word().Matches(text).Select(word => secrets.GetValueOrDefault(word.Value)).OfType<KnownSecret>().Distinct();

    private static string Words(KnownSecret secret) => secret.Kind switch
    {
        SecretKind.Code => $"an authorization code of {secret.Provider}",
        SecretKind.Access => $"an access token of {secret.Provider}",
        SecretKind.Refresh => $"a refresh token of {secret.Provider}",
        _ => $"the client secret of {secret.Provider}",
    };

    [GeneratedRegex(@"[A-Za-z0-9_.\-]{16,}")]
    private static partial Regex Word();
}
