using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp.Tools;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Mcp;

/// <summary>What an administrator sees and decides about the tools of MCP servers.</summary>
internal sealed class McpToolDesk(ForgeStore store, TimeProvider clock)
{
    private static readonly HashSet<string> Writable = ["effect", "idempotent", "disabled"];

    public async Task<IReadOnlyList<McpTool>> ListAsync(Caller caller, string serverId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return await OfAsync(db, await McpDirectory.FindAsync(db, serverId, cancellationToken), cancellationToken);
    }

    public Task<McpTool> ApproveAsync(Caller caller, ApproveMcpToolRequest request, CancellationToken cancellationToken)
        => store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await FindAsync(db, request.ToolName, request.Hash, ct);
            if (row.Offered.Length == 0 || row.OfferedHash != request.Hash)
            {
                throw new DomainException(
                    Refusal.Conflict, "MCP_TOOL_CHANGED", "The server offers something else by now than what you have seen. Look at the tool again, then approve it.").With("id", row.Name);
            }

            McpToolRules.Approve(row, clock.GetUtcNow());
            return await ShowAsync(db, row, ct);
        }, cancellationToken);

    public Task<McpTool> UpdateAsync(Caller caller, UpdateMcpToolRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Tool ?? throw DomainException.Field("tool", "is missing");
        var paths = FieldMasks.Resolve(request.UpdateMask, wish, Writable);
        return store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await FindAsync(db, wish.Name, wish.Hash, ct);
            if (paths.Contains("effect"))
            {
                row.Effect = wish.Effect is ToolEffect.Read or ToolEffect.Write or ToolEffect.External
                    ? wish.Effect
                    : throw DomainException.Field("tool.effect", "must be READ, WRITE or EXTERNAL");
            }

            row.Idempotent = paths.Contains("idempotent") ? wish.Idempotent : row.Idempotent;
            row.Disabled = paths.Contains("disabled") ? wish.Disabled : row.Disabled;
            row.UpdatedAt = clock.GetUtcNow();
            return await ShowAsync(db, row, ct);
        }, cancellationToken);
    }

    public static async Task<IReadOnlyList<McpTool>> OfAsync(ForgeDb db, McpServerRow server, CancellationToken cancellationToken)
    {
        var tools = await db.McpTools.AsNoTracking().Where(tool => tool.ServerId == server.Id).ToListAsync(cancellationToken);
        var shared = await McpCatalogue.SharedAsync(db, tools, cancellationToken);
        return [.. tools.OrderBy(tool => tool.Name, StringComparer.Ordinal).ThenBy(tool => tool.ServerTool, StringComparer.Ordinal).Select(tool => tool.ToProto(server, shared))];
    }

    private static async Task<McpTool> ShowAsync(ForgeDb db, McpToolRow row, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var server = await McpDirectory.FindAsync(db, row.ServerId, cancellationToken);
        return row.ToProto(server, await McpCatalogue.SharedAsync(db, [row], cancellationToken));
    }

    /// <summary>Of several tools with one name the one of this hash, so that each of them can be switched off.</summary>
    private static async Task<McpToolRow> FindAsync(ForgeDb db, string name, string hash, CancellationToken cancellationToken)
    {
        var rows = await db.McpTools.Where(tool => tool.Name == name).OrderBy(tool => tool.ServerId).ThenBy(tool => tool.ServerTool).ToListAsync(cancellationToken);
        return rows.Find(tool => hash.Length > 0 && tool.OfferedHash == hash) ?? rows.FirstOrDefault() ?? throw DomainException.NotFound("tool", name);
    }
}
