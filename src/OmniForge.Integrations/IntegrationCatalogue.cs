using OmniForge.Integrations.Events;
using OmniForge.Integrations.OAuth;

namespace OmniForge.Integrations;

/// <summary>All integrations there are, and which of them an operator has set up.</summary>
public sealed class IntegrationCatalogue
{
    private readonly Dictionary<string, CatalogueEntry> _entries;

    /// <param name="settings">By the id of the integration, ignoring case; one that is missing is not set up. An unknown id throws.</param>
    public IntegrationCatalogue(IReadOnlyDictionary<string, IntegrationSettings> settings, TimeProvider clock)
    {
        var given = new Dictionary<string, IntegrationSettings>(settings, StringComparer.OrdinalIgnoreCase);
        IntegrationSettings Of(string id) => given.GetValueOrDefault(id) ?? new();
        All = Make(Of, clock).Select(integration => Entry(integration, Of(integration.Descriptor.Id))).ToList();
        _entries = All.ToDictionary(entry => entry.Integration.Descriptor.Id, StringComparer.OrdinalIgnoreCase);
        if (given.Keys.FirstOrDefault(id => !_entries.ContainsKey(id)) is { } unknown)
        {
            throw new ArgumentException(
                $"There is no integration '{unknown}'. Known are {string.Join(", ", _entries.Keys)}; correct the settings.", nameof(settings));
        }
    }

    /// <summary>In the order people see them.</summary>
    public IReadOnlyList<CatalogueEntry> All { get; }

    /// <summary>By id, ignoring case; null when there is none.</summary>
    public CatalogueEntry? Find(string id) => _entries.GetValueOrDefault(id);

    private static IEnumerable<IIntegration> Make(Func<string, IntegrationSettings> settings, TimeProvider clock)
    {
        yield return new Notion.NotionIntegration(settings(Notion.NotionIntegration.Id), clock);
        yield return new Slack.SlackIntegration(settings(Slack.SlackIntegration.Id), clock);
        yield return new Linear.LinearIntegration(settings(Linear.LinearIntegration.Id), clock);
        yield return new GitHub.GitHubIntegration(settings(GitHub.GitHubIntegration.Id), clock);
    }

    private static CatalogueEntry Entry(IIntegration integration, IntegrationSettings settings)
        => new(integration, App(settings)) { Hook = AppHook.Of(settings) };

    private static OAuthApp? App(IntegrationSettings settings)
        => settings.ClientId.Length == 0 ? null : new(settings.ClientId, settings.ClientSecret);
}

/// <summary>One integration.</summary>
/// <param name="App">Our registration there; null = the operator has not set one up, so nobody can connect it.</param>
public sealed record CatalogueEntry(IIntegration Integration, OAuthApp? App)
{
    /// <summary>Where our registration there posts its events; null = it posts none.</summary>
    public AppHook? Hook { get; init; }
}
