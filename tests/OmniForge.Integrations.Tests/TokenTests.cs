using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Tests;

public sealed class TokenTests
{
    [Fact]
    public void A_token_is_not_in_what_is_printed_of_it()
    {
        Assert.DoesNotContain("hidden", new IssuedToken("hidden", 3).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", new TokenGrant("hidden", "hidden", null, ["read"], "1", "Harbor").ToString(), StringComparison.Ordinal);
    }
}
