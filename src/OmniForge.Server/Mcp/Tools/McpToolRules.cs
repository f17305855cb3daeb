using OmniForge.Server.Agents;
using OmniForge.V1;

namespace OmniForge.Server.Mcp.Tools;

/// <summary>What becomes of the tools that a server offers, and which of them agents can use. Pure.</summary>
internal static class McpToolRules
{
    public const int MostTools = 64;

    public const string TooMany = "The server offers more than 64 tools; those beyond the first 64 are not used.";

    /// <summary>
    /// The rows after a look at the server. Whoever adds a server accepts what it offers then; whatever is new or different later waits
    /// for an administrator.
    /// </summary>
    public static IReadOnlyList<McpToolRow> Take(
        string serverId, IReadOnlyList<McpToolRow> known, IReadOnlyList<McpDefinition> offered, FirstLook look, DateTimeOffset now)
    {
        var rows = known.ToDictionary(row => row.ServerTool, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in offered.Take(MostTools))
        {
            if (!seen.Add(definition.ServerTool))
            {
                continue;
            }

            if (!rows.TryGetValue(definition.ServerTool, out var row))
            {
                row = new McpToolRow { ServerId = serverId, ServerTool = definition.ServerTool, Name = McpNames.Of(serverId, definition.ServerTool) };
                rows.Add(row.ServerTool, row);
            }

            var written = definition.Write();
            (row.Offered, row.OfferedHash, row.UpdatedAt) = (written, McpDefinition.HashOf(written), row.Offered == written ? row.UpdatedAt : now);
            if (look == FirstLook.Yes)
            {
                Approve(row, now);
            }
        }

        foreach (var gone in rows.Values.Where(row => !seen.Contains(row.ServerTool) && row.Offered.Length > 0))
        {
            (gone.Offered, gone.OfferedHash, gone.UpdatedAt) = ("", "", now);
        }

        return [.. rows.Values];
    }

    public static void Approve(McpToolRow row, DateTimeOffset now)
        => (row.Approved, row.ApprovedHash, row.UpdatedAt) = (row.Offered, row.OfferedHash, now);

    public static McpToolState StateOf(McpToolRow row) => row switch
    {
        { Disabled: true } => McpToolState.Disabled,
        { Approved: "" } => McpToolState.New,
        { Offered.Length: > 0 } when row.OfferedHash != row.ApprovedHash => McpToolState.Changed,
        _ => McpToolState.Approved,
    };

    /// <summary>Why agents cannot use it; null when they can.</summary>
    public static string? Obstacle(McpServerRow server, McpToolRow row, IReadOnlySet<string> shared) => row switch
    {
        _ when server.Disabled => $"The MCP server {server.Id} is switched off.",
        { Disabled: true } => "An administrator switched it off.",
        { Offered: "" } => "The server no longer offers it.",
        { Approved: "" } => $"It appeared after the server was added. Look at it and approve it with: omniforge mcp approve {row.Name}",
        _ when row.OfferedHash != row.ApprovedHash
            => $"The server describes it differently from what was approved. Look at the difference and approve it with: omniforge mcp approve {row.Name}",
        _ when shared.Contains(row.Name)
            => $"Two tools would both be called {row.Name}, so neither can be used. Switch one of them off, or give one of the servers another name.",
        _ when McpDefinition.Read(row.Approved).Problem is { } problem => $"The description of its arguments cannot be used: {problem}.",
        _ => null,
    };

    /// <summary>What changed since it was approved; empty = nothing, or it was never approved.</summary>
    public static string Difference(McpToolRow row)
        => row.Approved.Length == 0 || row.Offered.Length == 0 || row.Approved == row.Offered
            ? ""
            : UnifiedDiff.Of(row.Name, McpDefinition.Read(row.Approved).Show(), McpDefinition.Read(row.Offered).Show());
}

/// <summary>Whether a server's tools are read for the first time.</summary>
internal enum FirstLook
{
    Yes,
    No,
}
