using System.Diagnostics;
using System.Text.Json;
using System.Web;
using OmniForge.Integrations.OAuth;
using OmniForge.TestKit;

namespace OmniForge.Integrations.Tests.OAuth;

/// <summary>
/// The sign-in against an authorization server that nobody here wrote. It is easy-going (it takes one refresh token twice), so the doubles
/// stay the judge; what it adds are somebody else's reading of the proof of possession and of the token address.
/// </summary>
public sealed class SecondOpinionTests : IAsyncLifetime
{
    private static readonly string Modules = Path.Combine(SourceTree.Root, "artifacts", "node", "node_modules");
    private static readonly OAuthApp App = new("omniforge", "not-so-secret");
    private static readonly Uri Back = new("http://127.0.0.1:5080/oauth/callback/harbor");

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private Process? _process;
    private OAuthDescriptor _descriptor = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Modules, "oauth2-mock-server")), "The authorization server of others is not installed: ./dev test installs it.");
        _process = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(SourceTree.Root, "tests", "OmniForge.Integrations.Tests", "OAuth", "authorization-server.mjs"), Modules])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var address = await _process.StandardOutput.ReadLineAsync(Ct).AsTask().WaitAsync(Patience.Limit, Ct)
            ?? throw new InvalidOperationException("The authorization server ended.");
        using var discovered = JsonDocument.Parse(await _http.GetStringAsync($"{address}/.well-known/openid-configuration", Ct));
        Uri Named(string name) => new Uri(new Uri(address), new Uri(discovered.RootElement.GetProperty(name).GetString()!).PathAndQuery);
        _descriptor = new() { Authorize = Named("authorization_endpoint"), Token = Named("token_endpoint"), Revoke = Named("revocation_endpoint") };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
    }

    [Fact]
    public async Task A_code_with_its_verifier_gives_tokens_that_can_be_renewed_and_given_back()
    {
        var verifier = PkceProof.NewVerifier();
        var client = new OAuthClient(_http, TimeProvider.System);
        var grant = await client.ExchangeAsync(_descriptor, App, await CodeAsync(verifier), verifier, Back, Ct);
        Assert.NotEqual("", grant.AccessToken);
        Assert.InRange(grant.ExpiresAt!.Value, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        var renewed = await client.RefreshAsync(_descriptor, App, grant.RefreshToken!, Ct);
        Assert.NotEqual("", renewed.AccessToken);
        Assert.True(await client.RevokeAsync(_descriptor, App, renewed.AccessToken, Ct));
    }

    [Fact]
    public async Task A_code_with_the_verifier_of_somebody_else_gives_nothing()
    {
        var code = await CodeAsync(PkceProof.NewVerifier());
        var refused = await Assert.ThrowsAsync<OAuthException>(
            () => new OAuthClient(_http, TimeProvider.System).ExchangeAsync(_descriptor, App, code, PkceProof.NewVerifier(), Back, Ct));
        Assert.NotEqual(OAuthFault.Passing, refused.Fault);
    }

    /// <summary>What the browser of a person who agrees brings back.</summary>
    private async Task<string> CodeAsync(string verifier)
    {
        using var answer = await _http.GetAsync(OAuthClient.AuthorizeAddress(_descriptor, App, ["read"], "st&te", Back, verifier), Ct);
        var back = answer.Headers.Location;
        Assert.True(back is not null, await answer.Content.ReadAsStringAsync(Ct));
        var query = HttpUtility.ParseQueryString(back.Query);
        Assert.Equal((Back.AbsolutePath, "st&te"), (back.AbsolutePath, query["state"]));
        return query["code"]!;
    }
}
