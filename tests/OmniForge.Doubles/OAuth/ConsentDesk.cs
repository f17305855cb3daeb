using Microsoft.AspNetCore.WebUtilities;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.OAuth;

/// <summary>
/// The authorize page: Allow and Deny for a person, `auto=allow` and `auto=deny` (with `account=ID`) for tests. A request that cannot
/// be trusted is shown to the person and never sent back to an address.
/// </summary>
internal sealed class ConsentDesk(
    OAuthProfile profile, OAuthClient client, IList<OAuthAccount> accounts, OAuthSwitches switches, TokenStore store,
    Dictionary<string, IssuedCode> codes, TimeProvider clock)
{
    public Reply Answer(Call call)
    {
        var redirect = TrustedRedirect(call);
        if (Fault(call) is var (error, why))
        {
            throw new RefusalException(Back(call, redirect, ("error", error), ("error_description", why)), why);
        }

        var account = call.Asked("account");
        var decision = call.Asked("auto");
        if (call.Method == HttpMethods.Post)
        {
            var form = call.Form() ?? [];
            decision = form.GetValueOrDefault("decision");
            account = form.GetValueOrDefault("account");
        }

        if (decision is null && !switches.Denies)
        {
            return ConsentPage.Show(profile, Asked(call), accounts, call.QueryText);
        }

        if (decision != "allow" || switches.Denies)
        {
            return Back(call, redirect, ("error", "access_denied"), ("error_description", "The user denied the request"));
        }

        var who = accounts.FirstOrDefault(known => account is null || known.Id == account)
            ?? throw new RefusalException(ConsentPage.Refuse(profile, $"There is no account {account} here."));
        return Back(call, redirect, ("code", Issue(call, redirect, who)));
    }

    private string Issue(Call call, string redirect, OAuthAccount account)
    {
        var asked = profile.ScopeParameters.Count == 0 ? profile.FixedScopes : Asked(call);
        var granted = switches.GrantOnly is { } only ? [.. asked.Intersect(only)] : asked;
        var code = store.Invent("code-", SecretKind.Code);
        var challenge = profile.Pkce == PkceRule.Binding ? call.Asked("code_challenge") : null;
        codes[code] = new(account, granted, redirect, challenge, clock.GetUtcNow() + IssuedCode.Life);
        return code;
    }

    private string TrustedRedirect(Call call)
    {
        if (call.Asked("client_id") != client.Id)
        {
            throw Untrusted("No application is registered under this client_id.");
        }

        return call.Asked("redirect_uri") is { } redirect && client.Allows(redirect)
            ? redirect
            : throw Untrusted($"The redirect_uri is not registered. Registered: {string.Join(", ", client.RedirectUris)}");
    }

    private (string Error, string Why)? Fault(Call call)
    {
        if (call.Query.FirstOrDefault(pair => pair.Value.Length > 1).Key is { } twice)
        {
            return ("invalid_request", $"The parameter {twice} is there more than once.");
        }

        if (string.IsNullOrEmpty(call.Asked("state")))
        {
            return ("invalid_request", "The address has no state, so nobody could tell whose answer comes back.");
        }

        foreach (var (name, value) in profile.Demanded)
        {
            if (call.Asked(name) != value)
            {
                return (name == "response_type" ? "unsupported_response_type" : "invalid_request", $"{profile.DisplayName} demands {name}={value}.");
            }
        }

        if (profile.Pkce == PkceRule.Binding && call.Asked("code_challenge") is { } challenge
            && (challenge.Length != 43 || call.Asked("code_challenge_method") != "S256"))
        {
            return ("invalid_request", "The code_challenge must be one of method S256, 43 characters long.");
        }

        return profile.ScopeParameters.Count == 0 ? null
            : Asked(call) is { Count: 0 } ? ("invalid_scope", "No scope was asked for.")
            : Asked(call).FirstOrDefault(scope => !profile.Scopes.Contains(scope)) is { } unknown
                ? ("invalid_scope", $"There is no scope '{unknown}' (scopes are separated by commas).")
                : null;
    }

    private IReadOnlyList<string> Asked(Call call)
        => [.. profile.ScopeParameters.SelectMany(name => (call.Asked(name) ?? "").Split(',')).Where(scope => scope.Length > 0).Distinct()];

    private Reply Back(Call call, string redirect, params (string Name, string Value)[] said)
    {
        var values = said.ToDictionary(pair => pair.Name, pair => (string?)pair.Value);
        if ((switches.State ?? call.Asked("state")) is { } state)
        {
            values["state"] = state;
        }

        if (switches.Issuer is { } issuer)
        {
            values["iss"] = issuer;
        }

        return Reply.Redirect(StatusCodes.Status302Found, QueryHelpers.AddQueryString(redirect, values));
    }

    private RefusalException Untrusted(string why) => new(ConsentPage.Refuse(profile, why), why);
}
