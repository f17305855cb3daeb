using OmniForge.Integrations;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Cluster;
using OmniForge.Server.Connections.Pages;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddConnections(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton(ConnectionSettings.Read(host.Configuration)).AddSingleton(ProviderHttp.Read(host.Configuration));
        var settings = ProviderSettings.Read(host.Configuration);
        services.AddSingleton(Catalogue(settings));
        services.AddSingleton<ProviderHttp>().AddSingleton<Providers>().AddSingleton<PublicAddress>();
        services.AddSingleton(provider => new OAuthClient(provider.GetRequiredService<ProviderHttp>().Client, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RequestLimits(provider.GetRequiredService<TimeProvider>())
        {
            // One server alone keeps its limits itself.
            Shared = provider.GetRequiredService<ForgeStore>().Postgres ? provider.GetRequiredService<SharedPermits>().Of : null,
        });
        services.AddSingleton<ConnectionSecrets>().AddSingleton<AccountOpener>().AddSingleton<NewTokens>().AddSingleton<SignIns>();
        services.AddSingleton<SignInProgress>().AddSingleton<AccountReads>();
        services.AddSingleton<ConnectionLosses>().AddSingleton<TokenRenewal>().AddSingleton<Revocation>();
        services.AddSingleton<RunAccountsDesk>().AddSingleton<ConnectionNews>();
        services.AddSingleton<ConnectionDirectory>().AddSingleton<ConnectionChecks>();
    }

    private static IntegrationCatalogue Catalogue(IReadOnlyDictionary<string, IntegrationSettings> settings)
    {
        try
        {
            return new(settings, TimeProvider.System);
        }
        catch (ArgumentException wrong)
        {
            throw new StartRefused(wrong.Message);
        }
    }

    public static void UseConnections(this WebApplication app)
    {
        app.MapGrpcService<ConnectionRpc>();
        ConnectPages.Map(app);
    }
}
