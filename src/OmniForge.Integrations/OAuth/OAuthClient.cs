using System.Globalization;
using OmniForge.Agents.Egress;

namespace OmniForge.Integrations.OAuth;

/// <summary>
/// Signs accounts in at providers: makes the address people are sent to, and trades codes and refresh tokens for tokens. Holds nothing
/// between calls. What it throws never holds a code, a token or a client secret.
/// </summary>
/// <param name="http">Goes through the egress guard; its own time limit is off.</param>
public sealed class OAuthClient(HttpClient http, TimeProvider clock)
{
    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromSeconds(2);

    /// <summary>Where a person agrees. Every value is percent-encoded.</summary>
    /// <param name="scopes">Added to those the provider is always asked for.</param>
    /// <param name="codeVerifier">Of <see cref="PkceProof.NewVerifier"/>; only its challenge leaves, and only where the provider takes one.</param>
    public static Uri AuthorizeAddress(
        OAuthDescriptor descriptor, OAuthApp app, IReadOnlyCollection<string> scopes, string state, Uri redirectUri, string codeVerifier)
    {
        var query = new List<KeyValuePair<string, string>>
        {
            new("response_type", "code"),
            new("client_id", app.ClientId),
            new("redirect_uri", redirectUri.OriginalString),
            new("state", state),
        };
        query.AddRange(descriptor.Parameters);
        var asked = descriptor.BaseScopes.Union(scopes, StringComparer.Ordinal).ToList();
        if (asked.Count > 0)
        {
            query.Add(new(descriptor.ScopeParameter, string.Join(descriptor.ScopeSeparator, asked)));
        }

        if (descriptor.Pkce != Pkce.Omit)
        {
            query.Add(new("code_challenge", PkceProof.Challenge(codeVerifier)));
            query.Add(new("code_challenge_method", "S256"));
        }

        var text = string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var given = descriptor.Authorize.Query.TrimStart('?');
        return new UriBuilder(descriptor.Authorize) { Query = given.Length == 0 ? text : $"{given}&{text}" }.Uri;
    }

    /// <summary>Trades a code for tokens: exactly one request, 10 s, never repeated. Throws <see cref="OAuthException"/>.</summary>
    public async Task<TokenGrant> ExchangeAsync(
        OAuthDescriptor descriptor, OAuthApp app, string code, string codeVerifier, Uri redirectUri, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri.OriginalString,
        };
        if (descriptor.Pkce == Pkce.Both)
        {
            fields["code_verifier"] = codeVerifier;
        }

        return await GrantAsync(descriptor, app, fields, cancellationToken);
    }

    /// <summary>
    /// New tokens for a refresh token. A network error or a trouble of the provider is tried once more after 2 s. Throws
    /// <see cref="OAuthException"/>; <see cref="OAuthFault.Final"/> means that only a new sign-in helps.
    /// </summary>
    public async Task<TokenGrant> RefreshAsync(OAuthDescriptor descriptor, OAuthApp app, string refreshToken, CancellationToken cancellationToken)
    {
        if (descriptor.Refreshing == Refreshing.None)
        {
            throw new OAuthException(OAuthFault.Final, "", "This provider renews no access. Connect the account again.");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
        };
        try
        {
            return await GrantAsync(descriptor, app, fields, cancellationToken);
        }
        catch (OAuthException trouble) when (trouble is { Fault: OAuthFault.Passing, Code: not TokenAnswer.TooFast })
        {
            await Task.Delay(BeforeRetry, clock, cancellationToken);
            return await GrantAsync(descriptor, app, fields, cancellationToken);
        }
    }

    /// <summary>Tells the provider that a token is no longer wanted. False when it cannot be told or does not confirm; never throws for that.</summary>
    public async Task<bool> RevokeAsync(OAuthDescriptor descriptor, OAuthApp app, string token, CancellationToken cancellationToken)
    {
        if (descriptor.Revoke is null)
        {
            return false;
        }

        try
        {
            using var request = TokenRequest.Revocation(descriptor, app, token);
            var (status, body) = await SendAsync(request, cancellationToken);
            return TokenAnswer.Confirms(status, body);
        }
        catch (OAuthException)
        {
            return false;
        }
    }

    private async Task<TokenGrant> GrantAsync(
        OAuthDescriptor descriptor, OAuthApp app, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        using var request = TokenRequest.Of(descriptor, app, fields);
        var (status, body) = await SendAsync(request, cancellationToken);
        return TokenAnswer.Read(descriptor, status, body, clock.GetUtcNow());
    }

    private async Task<(int Status, byte[] Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A redirect would carry the code or the token to an address that nobody configured.
            request.Options.Set(GuardedHttp.KeepRedirects, true);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await Requests.AnswerBody.ReadAsync(response.Content, MostBytes, either.Token)
                ?? throw Passing($"The sign-in of {host} answered with more than can be read. Try again later.");
            return ((int)response.StatusCode, body);
        }
        catch (Exception error) when (GuardedHttp.Refusal(error) is { } refusal)
        {
            throw new OAuthException(OAuthFault.Misconfigured, "", refusal.Message);
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw Passing(string.Create(
                CultureInfo.InvariantCulture, $"The sign-in of {host} did not answer within {Patience.TotalSeconds:0} seconds. Try again later."));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Passing($"The sign-in of {host} could not be reached or broke off. Try again later.");
        }
    }

    private static OAuthException Passing(string message) => new(OAuthFault.Passing, "", message);
}
