using OmniForge.Server.Connections;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Connections;

internal static class ConnectionSamples
{
    /// <summary>A connection as a sign-in leaves it, without a secret.</summary>
    public static ConnectionRow Active(string integration) => new()
    {
        Id = Ids.New(),
        Integration = integration,
        Status = ConnectionStatus.Active,
        AuthKind = AuthKind.Oauth2,
        AccountId = Ids.New(),
        WorkspaceName = "Harbor Studio",
        CreatedAt = DateTimeOffset.UtcNow,
        UpdatedAt = DateTimeOffset.UtcNow,
        Revision = 1,
    };
}
