using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Egress;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp.Sessions;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Mcp;

/// <summary>The MCP servers of a tenant: add, show, change, look again, take away.</summary>
internal sealed class McpDirectory(
    ForgeStore store,
    McpSecrets secrets,
    McpSettings settings,
    McpSessions sessions,
    McpToolDesk tools,
    EgressOptions egress,
    ServerOptions options,
    Paging paging,
    TimeProvider clock)
{
    private const int MostServers = 100;

    private static readonly HashSet<string> Writable = ["command", "args", "env", "url", "credential", "credential_header", "disabled"];
    private static readonly HashSet<string> Program = ["command", "args", "env"];

    public async Task<McpServer> CreateAsync(Caller caller, CreateMcpServerRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Server ?? throw DomainException.Field("server", "is missing");
        var id = McpServerRules.Id(wish.Id);
        var now = clock.GetUtcNow();
        var row = new McpServerRow
        {
            Id = id,
            TenantId = caller.TenantId,
            CreatedBy = caller.ToActor().ToByteArray(),
            CreatedAt = now,
            UpdatedAt = now,
            Revision = 1,
            Generation = 1,
            Disabled = wish.Disabled,
        };
        await FillAsync(row, wish, new(wish.Credential, wish.Env.ToDictionary()), ConsentOf(request.AcceptCommand), cancellationToken);
        if (request.ValidateOnly)
        {
            return row.ToProto([]);
        }

        await store.TransactAsync(caller.TenantId, (db, ct) => AddAsync(db, row, ct), cancellationToken);
        await TryLookAsync(row, cancellationToken);
        return await GetAsync(caller, id, cancellationToken);
    }

    public async Task<McpServer> GetAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return await ShowAsync(db, await FindAsync(db, id, cancellationToken), cancellationToken);
    }

    public async Task<ListMcpServersResponse> ListAsync(Caller caller, ListMcpServersRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListMcpServers";
        var after = paging.After(request.PageToken, binding) ?? "";
        await using var db = store.Open(caller.TenantId);
        var page = await db.McpServers.AsNoTracking().Where(row => string.Compare(row.Id, after) > 0).OrderBy(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListMcpServersResponse { NextPageToken = page.Count > size ? paging.Next(page[size - 1].Id, binding) : "" };
        foreach (var row in page.Take(size))
        {
            response.Servers.Add(await ShowAsync(db, row, cancellationToken));
        }

        return response;
    }

    public async Task<McpServer> UpdateAsync(Caller caller, UpdateMcpServerRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Server ?? throw DomainException.Field("server", "is missing");
        var paths = FieldMasks.Resolve(request.UpdateMask, wish, Writable);
        McpServerRow before;
        await using (var db = store.Open(caller.TenantId))
        {
            before = await FindAsync(db, wish.Id, cancellationToken);
        }

        var target = await MergedAsync(before, wish, paths, cancellationToken);
        var consent = Program.Overlaps(paths) ? ConsentOf(request.AcceptCommand) : Consent.Given;
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await FindAsync(db, wish.Id, ct);
            if (row.Revision != before.Revision || (wish.Etag.Length > 0 && wish.Etag != row.Revision.ToString()))
            {
                throw DomainException.Stale(row.Revision.ToString());
            }

            row.Generation++;
            await FillAsync(row, target.Wish, target.Secrets, consent, ct);
            (row.Disabled, row.StatusMessage, row.UpdatedAt, row.Revision) = (target.Wish.Disabled, "", clock.GetUtcNow(), row.Revision + 1);
            return row;
        }, cancellationToken);
        await sessions.EndAsync(caller.TenantId, wish.Id, cancellationToken);
        await using (var db = store.Open(caller.TenantId))
        {
            await TryLookAsync(await FindAsync(db, wish.Id, cancellationToken), cancellationToken);
        }

        return await GetAsync(caller, wish.Id, cancellationToken);
    }

    public async Task DeleteAsync(Caller caller, DeleteMcpServerRequest request, CancellationToken cancellationToken)
    {
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await FindAsync(db, request.ServerId, ct);
            if (request.Etag.Length > 0 && request.Etag != row.Revision.ToString())
            {
                throw DomainException.Stale(row.Revision.ToString());
            }

            await db.McpTools.Where(tool => tool.ServerId == row.Id).ExecuteDeleteAsync(ct);
            db.McpServers.Remove(row);
            return row;
        }, cancellationToken);
        await sessions.EndAsync(caller.TenantId, request.ServerId, cancellationToken);
    }

    public async Task<RefreshMcpServerResponse> RefreshAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        McpServerRow row;
        await using (var db = store.Open(caller.TenantId))
        {
            row = await FindAsync(db, id, cancellationToken);
        }

        try
        {
            await sessions.LookAsync(row, cancellationToken);
        }
        catch (McpTrouble trouble)
        {
            throw new DomainException(Refusal.Unavailable, "MCP_SERVER_UNAVAILABLE", trouble.Message) { RetryAfter = TimeSpan.FromSeconds(5) }.With("id", id);
        }

        var response = new RefreshMcpServerResponse { Server = await GetAsync(caller, id, cancellationToken) };
        response.Tools.AddRange(await tools.ListAsync(caller, id, cancellationToken));
        return response;
    }

    /// <summary>A server that does not answer is kept all the same; its row says why.</summary>
    private async Task TryLookAsync(McpServerRow row, CancellationToken cancellationToken)
    {
        if (row.Disabled)
        {
            return;
        }

        try
        {
            await sessions.LookAsync(row, cancellationToken);
        }
        catch (McpTrouble)
        {
            // Written down where it was found.
        }
    }

    private async Task FillAsync(McpServerRow row, McpServer wish, PlainSecrets plain, Consent consent, CancellationToken cancellationToken)
    {
        row.Transport = McpServerRules.Check(wish, egress);
        if (row.Transport == McpTransport.Stdio)
        {
            settings.DemandProgram(options, consent);
        }

        (row.Command, row.Args, row.Url, row.CredentialHeader) = (wish.Command, McpMapping.Stored(wish.Args), wish.Url, wish.CredentialHeader);
        row.EnvNames = McpMapping.Stored(plain.Env.Keys.Order(StringComparer.Ordinal));
        row.Env = plain.Env.Count == 0 ? null : await secrets.SealAsync(McpSecrets.Place(row, McpSecrets.Env), plain.Env, cancellationToken);
        row.Credential = plain.Credential.Length == 0 ? null : await secrets.SealAsync(McpSecrets.Place(row, McpSecrets.Credential), plain.Credential, cancellationToken);
    }

    /// <summary>What the server will be: the fields of the wish over those there are.</summary>
    private async Task<(McpServer Wish, PlainSecrets Secrets)> MergedAsync(McpServerRow row, McpServer wish, IReadOnlySet<string> paths, CancellationToken cancellationToken)
    {
        var merged = row.ToProto([]);
        merged.EnvNames.Clear();
        if (paths.Contains("url") && wish.Url.Length > 0 && !paths.Contains("command"))
        {
            merged.Command = "";
            merged.Args.Clear();
        }
        else if (paths.Contains("command") && wish.Command.Length > 0 && !paths.Contains("url"))
        {
            merged.Url = merged.CredentialHeader = "";
        }

        foreach (var field in McpServer.Descriptor.Fields.InDeclarationOrder().Where(field => paths.Contains(field.Name) && !field.IsRepeated))
        {
            field.Accessor.SetValue(merged, field.Accessor.GetValue(wish));
        }

        if (paths.Contains("args"))
        {
            merged.Args.Clear();
            merged.Args.AddRange(wish.Args);
        }

        var env = paths.Contains("env") ? wish.Env.ToDictionary() : await secrets.EnvOfAsync(row, cancellationToken);
        var credential = wish.Credential.Length > 0 ? wish.Credential : await secrets.CredentialOfAsync(row, cancellationToken);
        var plain = merged.Url.Length > 0 ? new PlainSecrets(credential, []) : new PlainSecrets("", env);

        // A credential goes to the address it was given for and to no other.
        if (merged.Url.Length > 0 && wish.Credential.Length == 0 && merged.Url != row.Url)
        {
            plain = plain with { Credential = "" };
        }

        merged.Credential = plain.Credential;
        merged.Env.Add(plain.Env);
        return (merged, plain);
    }

    private static async Task<McpServer> ShowAsync(ForgeDb db, McpServerRow row, CancellationToken cancellationToken)
        => row.ToProto(await McpToolDesk.OfAsync(db, row, cancellationToken));

    private static async Task<McpServerRow> AddAsync(ForgeDb db, McpServerRow row, CancellationToken cancellationToken)
    {
        if (await db.McpServers.AnyAsync(other => other.Id == row.Id, cancellationToken))
        {
            throw new DomainException(Refusal.AlreadyExists, "ID_TAKEN", $"There is already an MCP server called {row.Id}. Choose another name.")
                .With("resource", "mcp_server").With("id", row.Id);
        }

        if (await db.McpServers.CountAsync(cancellationToken) >= MostServers)
        {
            throw new DomainException(Refusal.Exhausted, "QUOTA_EXCEEDED", $"There are already {MostServers} MCP servers. Take one away first.").With("scope", "mcp_servers");
        }

        db.McpServers.Add(row);
        return row;
    }

    internal static async Task<McpServerRow> FindAsync(ForgeDb db, string id, CancellationToken cancellationToken)
        => await db.McpServers.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw DomainException.NotFound("mcp_server", id);

    private static Consent ConsentOf(bool accepted) => accepted ? Consent.Given : Consent.Missing;

    /// <summary>Secrets as they were given; they live as long as one request.</summary>
    private sealed record PlainSecrets(string Credential, Dictionary<string, string> Env);
}
