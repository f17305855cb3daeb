using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Tests.Fakes;

/// <summary>A token that is renewed on demand: `token-1`, `token-2` ...</summary>
internal sealed class Token : IAccessToken
{
    public int Renewals { get; private set; }

    public ValueTask<IssuedToken> GetAsync(CancellationToken cancellationToken) => new(new IssuedToken($"token-{Renewals + 1}", Renewals + 1));

    public ValueTask<IssuedToken> RenewAsync(IssuedToken refused, CancellationToken cancellationToken)
    {
        Renewals++;
        return GetAsync(cancellationToken);
    }
}
