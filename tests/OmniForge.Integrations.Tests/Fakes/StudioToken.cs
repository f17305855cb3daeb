using OmniForge.Doubles.OAuth;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Tests.Fakes;

/// <summary>Tokens as a server would keep them: renewed at the double, once however many ask.</summary>
internal sealed class StudioToken(Grant grant, Integrations.OAuth.OAuthClient client, CatalogueEntry entry) : IAccessToken, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private (string Access, string Refresh, long Generation) _now = (grant.AccessToken, grant.RefreshToken, 1);

    public int Renewals { get; private set; }

    public void Dispose() => _gate.Dispose();

    public ValueTask<IssuedToken> GetAsync(CancellationToken cancellationToken) => new(new IssuedToken(_now.Access, _now.Generation));

    public async ValueTask<IssuedToken> RenewAsync(IssuedToken refused, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_now.Generation == refused.Generation)
            {
                var fresh = await client.RefreshAsync(entry.Integration.Descriptor.OAuth, entry.App!, _now.Refresh, cancellationToken);
                _now = (fresh.AccessToken, fresh.RefreshToken!, _now.Generation + 1);
                Renewals++;
            }

            return await GetAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
