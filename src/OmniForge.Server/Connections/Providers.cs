using OmniForge.Integrations;
using OmniForge.Integrations.OAuth;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Connections;

/// <summary>What can be connected, in the contract's words.</summary>
internal sealed class Providers(IntegrationCatalogue catalogue)
{
    public IReadOnlyList<IIntegration> All { get; } = [.. catalogue.All.Select(entry => entry.Integration)];

    public IIntegration Get(string id) => catalogue.Find(id)?.Integration ?? throw new DomainException(
        Refusal.Invalid, "INTEGRATION_UNKNOWN", $"There is no integration '{id}'. Known are {string.Join(", ", All.Select(known => known.Descriptor.Id))}.");

    public bool IsConfigured(IIntegration provider) => catalogue.Find(provider.Descriptor.Id)?.App is not null;

    public OAuthApp AppOf(IIntegration provider) => catalogue.Find(provider.Descriptor.Id)?.App ?? throw new DomainException(
        Refusal.WrongStatus,
        "INTEGRATION_NOT_CONFIGURED",
        $"OmniForge is not registered at {provider.Descriptor.DisplayName} yet. Whoever runs this server registers it there and sets "
        + $"Integrations__{provider.Descriptor.DisplayName}__ClientId and __ClientSecret; or connect with a secret instead.")
        .With("integration", provider.Descriptor.Id).With("title", provider.Descriptor.DisplayName);
}
