using OmniForge.Integrations;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Provider to contract.</summary>
internal static class IntegrationMapping
{
    public static Integration ToProto(IIntegration provider, bool configured, int connections)
    {
        var proto = new Integration
        {
            Id = provider.Descriptor.Id,
            DisplayName = provider.Descriptor.DisplayName,
            Configured = configured,
            Connections = connections,
        };
        proto.Tools.AddRange(provider.Tools.Select(tool => tool.Descriptor.Name));
        proto.ResourceKinds.AddRange(provider.ResourceKinds);
        proto.EventTypes.AddRange(provider.Polls.Select(poll => poll.EventType).Concat(provider.Webhooks?.EventTypes ?? []).Distinct());
        return proto;
    }
}
