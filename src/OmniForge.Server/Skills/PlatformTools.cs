using OmniForge.Agents.Tools;
using OmniForge.Integrations;

namespace OmniForge.Server.Skills;

/// <summary>What every agent of this server can be granted, connected or not.</summary>
internal static class PlatformTools
{
    private static readonly IReadOnlyList<IIntegration> Providers =
        [.. new IntegrationCatalogue(new Dictionary<string, IntegrationSettings>(), TimeProvider.System).All.Select(entry => entry.Integration)];

    public static readonly IReadOnlyList<ToolDescriptor> All =
        [.. BuiltInTools.All().Concat(Providers.SelectMany(provider => provider.Tools)).Select(tool => tool.Descriptor).OrderBy(tool => tool.Name, StringComparer.Ordinal)];

    public static readonly IReadOnlyList<string> Names = [.. All.Select(tool => tool.Name)];

    /// <summary>What a tool asks for at its provider; empty = nothing special, or no tool of a provider.</summary>
    public static IReadOnlyList<string> ScopesOf(string tool)
        => [.. Providers.SelectMany(provider => provider.Descriptor.Scopes.GetValueOrDefault(tool, []))];

    public static string DisplayNameOf(string integration)
        => Providers.FirstOrDefault(provider => provider.Descriptor.Id == integration)?.Descriptor.DisplayName ?? integration;
}
