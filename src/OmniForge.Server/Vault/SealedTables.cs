using OmniForge.Server.Connections;
using OmniForge.Server.Mcp;
using OmniForge.Server.Storage;
using OmniForge.Server.Triggers;

namespace OmniForge.Server.Vault;

/// <summary>All tables with sealed values. One that is missing here would be left out when secrets are sealed again.</summary>
internal static class SealedTables
{
    public static IReadOnlyList<ISealedTable> Of(ForgeStore store) => [new CheckTable(store), new ConnectionTable(store), new TriggerTable(store), new McpTable(store)];
}
