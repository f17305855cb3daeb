using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;
using AccountResource = OmniForge.V1.AccountResource;

namespace OmniForge.Server.Connections;

/// <summary>Asks providers on behalf of a person: whether a connection works, and what there is to choose from.</summary>
internal sealed class ConnectionChecks(
    ForgeStore store, ConnectionDirectory connections, Providers providers, AccountOpener accounts, TokenRenewal renewal, TimeProvider clock)
{
    private const int Usual = 20;
    private const int Most = 100;

    public async Task<Connection> TestAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var row = await connections.RowAsync(caller, id, cancellationToken);
        var provider = providers.Get(row.Integration);
        await AskAsync(async () => await provider.IdentifyAsync(accounts.Stored(provider, row, renewal, caller.Id, AccountMode.DryRun), cancellationToken));
        var now = clock.GetUtcNow();
        await store.TransactAsync(
            row.TenantId,
            (db, ct) => db.Connections.Where(own => own.Id == id).ExecuteUpdateAsync(change => change.SetProperty(own => own.LastCheckedAt, now), ct),
            cancellationToken);
        return await connections.GetAsync(caller, id, cancellationToken);
    }

    public async Task<Connection> RefreshAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var row = await connections.RowAsync(caller, id, cancellationToken);
        await AskAsync(() => renewal.RenewAsync(row.TenantId, row.Id, row.Generation, cancellationToken));
        return await connections.GetAsync(caller, id, cancellationToken);
    }

    public async Task<ListResourcesResponse> ResourcesAsync(Caller caller, ListResourcesRequest request, CancellationToken cancellationToken)
    {
        var row = await connections.RowAsync(caller, request.ConnectionId, cancellationToken);
        var provider = providers.Get(row.Integration);
        var kind = request.Kind.Length > 0 ? request.Kind : provider.ResourceKinds.FirstOrDefault("");
        if (!provider.ResourceKinds.Contains(kind))
        {
            throw DomainException.Field("kind", $"'{kind}' is nothing that can be chosen in {provider.Descriptor.DisplayName}; it has {string.Join(", ", provider.ResourceKinds)}");
        }

        var limit = request.Limit is > 0 and <= Most ? request.Limit : request.Limit == 0 ? Usual : throw DomainException.Field("limit", "must be 1 to 100");
        var found = await AskAsync(() => provider.ResourcesAsync(
            accounts.Stored(provider, row, renewal, caller.Id, AccountMode.DryRun), kind, request.Query, limit, cancellationToken));
        var response = new ListResourcesResponse();
        foreach (var resource in found)
        {
            var proto = new AccountResource { Id = resource.Id, Name = resource.Name, Url = resource.Url };
            if (resource.Items is { } items)
            {
                proto.Items = items;
            }

            response.Resources.Add(proto);
        }

        return response;
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AccountException refused) when (refused.Code == ToolErrorCode.Auth)
        {
            throw new DomainException(Refusal.WrongStatus, "CONNECTION_NEEDS_RECONNECT", refused.Message);
        }
        catch (AccountException refused) when (refused.Code is ToolErrorCode.NotFound or ToolErrorCode.Forbidden or ToolErrorCode.Invalid)
        {
            throw new DomainException(Refusal.WrongStatus, "PROVIDER_UNAVAILABLE", refused.Message);
        }
        catch (AccountException refused)
        {
            throw new DomainException(Refusal.Unavailable, "PROVIDER_UNAVAILABLE", refused.Message) { RetryAfter = TimeSpan.FromSeconds(5) };
        }
    }
}
