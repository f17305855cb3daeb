using OmniForge.Integrations.OAuth;
using OmniForge.Server.Vault.Sealing;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Tells a provider that its access is no longer wanted, as well as that can be done.</summary>
internal sealed partial class Revocation(Providers providers, ConnectionSecrets secrets, OAuthClient oauth, ILogger<Revocation> log)
{
    public async Task TellAsync(ConnectionRow row, CancellationToken cancellationToken)
    {
        if (row.AuthKind != AuthKind.Oauth2 || row.Access is null)
        {
            return;
        }

        var provider = providers.Get(row.Integration);
        try
        {
            var token = await secrets.OpenAsync(ConnectionSecrets.Place(row.TenantId, row.Id, ConnectionSecrets.Access, row.Generation), row.Access, cancellationToken);
            await oauth.RevokeAsync(provider.Descriptor.OAuth, providers.AppOf(provider), token, cancellationToken);
        }
        catch (Exception untold) when (untold is OAuthException or VaultException or Hosting.DomainException)
        {
            LogUntold(provider.Descriptor.DisplayName, row.Id, untold.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Provider} could not be told that connection {ConnectionId} ended: {Trouble}")]
    private partial void LogUntold(string provider, string connectionId, string trouble);
}
