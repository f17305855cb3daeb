using OmniForge.Agents.Building.Events;
using OmniForge.Integrations;
using OmniForge.Server.Connections;
using OmniForge.Server.Triggers.Looks;

namespace OmniForge.Server.Conversations;

/// <summary>What this server can notice, and how: by looking, by being told, or once somebody has entered an address at the other side.</summary>
internal sealed class EventWays(IntegrationCatalogue catalogue, ConnectionSettings settings)
{
    public IReadOnlyList<KnownEvent> All { get; } = [.. EventKind.All.Select(kind => Of(kind, catalogue, settings)).OfType<KnownEvent>()];

    private static KnownEvent? Of(EventKind kind, IntegrationCatalogue catalogue, ConnectionSettings settings)
    {
        if (kind.Integration.Length == 0)
        {
            // Whoever has a system of one's own may have it on this machine.
            return new(kind.Type, EventNotice.ToldOnceEntered, 0);
        }

        if (catalogue.Find(kind.Integration) is not { } entry)
        {
            return null;
        }

        return entry.Integration.Polls.Any(source => source.EventType == kind.Type) ? new(kind.Type, EventNotice.Looked, (int)LookRules.Normal.TotalMinutes)
            : entry.Integration.Webhooks?.EventTypes.Contains(kind.Type) != true ? null
            : entry.Hook is not null ? new(kind.Type, EventNotice.Told, 0)
            : settings.PublicUrl.Length > 0 ? new(kind.Type, EventNotice.ToldOnceEntered, 0)
            : null;
    }
}
