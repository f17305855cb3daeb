using OmniForge.Integrations;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Connections;

/// <summary>The least that a sign-in asks for. Pure.</summary>
internal static class ScopeRules
{
    /// <summary>What the tools need; all tools of the integration when none is named.</summary>
    public static IReadOnlyList<string> For(IIntegration provider, IReadOnlyCollection<string> tools)
    {
        var known = provider.Tools.Select(tool => tool.Descriptor.Name).ToHashSet(StringComparer.Ordinal);
        if (tools.FirstOrDefault(tool => !known.Contains(tool)) is { } unknown)
        {
            throw DomainException.Field("tools", $"'{unknown}' is no tool of {provider.Descriptor.DisplayName}; it has {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        }

        var wanted = tools.Count > 0 ? tools : known;
        return
        [
            .. provider.Descriptor.OAuth.BaseScopes
                .Concat(wanted.SelectMany(tool => provider.Descriptor.Scopes.GetValueOrDefault(tool, []))).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    public static IReadOnlyList<string> Missing(IReadOnlyCollection<string> asked, IReadOnlyCollection<string> granted)
        => granted.Count == 0 ? [] : [.. asked.Except(granted)];
}
