using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests;

public sealed class SignInTests : StudioTests
{
    private static readonly Uri Back = new("http://127.0.0.1:9/oauth/callback");

    [Theory]
    [InlineData("notion", "Harbor Studio")]
    [InlineData("slack", "Harbor Studio")]
    [InlineData("github", "")]
    [InlineData("linear", "")]
    public async Task An_account_is_signed_in_renewed_identified_and_let_go(string provider, string name)
    {
        var entry = Place.Catalogue.Find(provider)!;
        var (oauth, app) = (entry.Integration.Descriptor.OAuth, entry.App!);
        var server = Place.Doubles.All.Single(one => one.Id == provider).OAuth;
        server.Client.RedirectUris.Add(Back.OriginalString);
        var client = new OAuthClient(Place.Http, Place.Clock);
        var verifier = PkceProof.NewVerifier();
        var address = OAuthClient.AuthorizeAddress(oauth, app, [.. entry.Integration.Descriptor.Scopes.Values.SelectMany(scopes => scopes).Distinct()], "the-state", Back, verifier);
        using var consent = await Place.Http.GetAsync(new Uri($"{address}&auto=allow"), TestContext.Current.CancellationToken);
        var query = System.Web.HttpUtility.ParseQueryString(consent.Headers.Location!.Query);
        Assert.Equal("the-state", query["state"]);

        var grant = await client.ExchangeAsync(oauth, app, query["code"]!, verifier, Back, TestContext.Current.CancellationToken);
        Assert.Equal(name, grant.AccountName);
        Assert.Equal(name.Length > 0 ? server.Accounts[0].Id : "", grant.AccountId);
        var renewed = await client.RefreshAsync(oauth, app, grant.RefreshToken!, TestContext.Current.CancellationToken);
        Assert.NotEqual(grant.AccessToken, renewed.AccessToken);
        Assert.NotNull(renewed.RefreshToken);

        Assert.True(await client.RevokeAsync(oauth, app, renewed.AccessToken, TestContext.Current.CancellationToken));
        var final = await Assert.ThrowsAsync<OAuthException>(
            () => client.RefreshAsync(oauth, app, renewed.RefreshToken!, TestContext.Current.CancellationToken));
        Assert.Equal(OAuthFault.Final, final.Fault);
    }
}
