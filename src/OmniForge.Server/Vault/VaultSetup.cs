using OmniForge.Server.Hosting;
using OmniForge.Server.Vault.Keys;

namespace OmniForge.Server.Vault;

internal static class VaultSetup
{
    public static void AddVault(this IHostApplicationBuilder host, ServerOptions options)
    {
        var keys = VaultOptions.Read(host.Configuration, options);
        var services = host.Services;
        services.AddSingleton(KeyLife.Normal);
        services.AddSingleton(provider => new KeySource(keys, provider.GetRequiredService<ILogger<KeySource>>()));
        services.AddSingleton<DataKeys>().AddSingleton<CredentialVault>().AddSingleton<VaultStart>();
    }
}
