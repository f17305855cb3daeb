using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OmniForge.Integrations.OAuth;

/// <summary>Requests to the token address, each as its provider wants them.</summary>
internal static class TokenRequest
{
    public static HttpRequestMessage Of(OAuthDescriptor descriptor, OAuthApp app, IReadOnlyDictionary<string, string> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, descriptor.Token);
        var body = new Dictionary<string, string>(fields, StringComparer.Ordinal);
        Sign(request, descriptor, app, body);
        request.Content = descriptor.Body == TokenBody.Json ? Json(body) : new FormUrlEncodedContent(body);
        return request;
    }

    public static HttpRequestMessage Revocation(OAuthDescriptor descriptor, OAuthApp app, string token)
    {
        var address = new Uri(descriptor.Revoke!.OriginalString.Replace("{client_id}", Uri.EscapeDataString(app.ClientId), StringComparison.Ordinal));
        var body = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (descriptor.Revoking)
        {
            case Revoking.AsBearer:
                var bearer = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(body) };
                bearer.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                return WithHeaders(bearer, descriptor);
            case Revoking.WholeGrant:
                var grant = new HttpRequestMessage(HttpMethod.Delete, address) { Content = Json(new() { ["access_token"] = token }) };
                grant.Headers.Authorization = Basic(app);
                return WithHeaders(grant, descriptor);
            default:
                body["token"] = token;
                var request = new HttpRequestMessage(HttpMethod.Post, address);
                Sign(request, descriptor, app, body);
                request.Content = descriptor.Body == TokenBody.Json ? Json(body) : new FormUrlEncodedContent(body);
                return request;
        }
    }

    private static void Sign(HttpRequestMessage request, OAuthDescriptor descriptor, OAuthApp app, Dictionary<string, string> body)
    {
        if (descriptor.ClientProof == ClientProof.Basic)
        {
            request.Headers.Authorization = Basic(app);
        }
        else
        {
            body["client_id"] = app.ClientId;
            body["client_secret"] = app.ClientSecret;
        }

        WithHeaders(request, descriptor);
    }

    private static HttpRequestMessage WithHeaders(HttpRequestMessage request, OAuthDescriptor descriptor)
    {
        foreach (var (name, value) in descriptor.TokenHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
        }

        return request;
    }

    private static AuthenticationHeaderValue Basic(OAuthApp app)
        => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app.ClientId}:{app.ClientSecret}")));

    private static ByteArrayContent Json(Dictionary<string, string> body)
        => new(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new("application/json") } };
}
