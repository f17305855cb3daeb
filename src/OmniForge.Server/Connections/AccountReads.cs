using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Connections;

/// <summary>Makes one reading call through an account for a person who is not running an agent.</summary>
internal sealed class AccountReads(ConnectionDirectory connections, Providers providers, AccountOpener accounts, TokenRenewal renewal, TimeProvider clock)
{
    /// <summary>The result of the tool. What it refuses is thrown in its own words.</summary>
    public async Task<JsonElement> ReadAsync(
        Caller caller, string connectionId, string tool, JsonElement arguments, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var row = await connections.RowAsync(caller, connectionId, cancellationToken);
        var provider = providers.Get(row.Integration);
        var found = provider.Tools.First(known => known.Descriptor.Name == tool && known.Descriptor.Class is ToolClass.Read);
        var context = new ToolContext(NoFiles.Instance, clock.GetUtcNow(), zone, "", new Dictionary<string, JsonElement>())
        {
            Accounts = new OneAccount(accounts.Stored(provider, row, renewal, caller.Id, AccountMode.DryRun)),
        };
        using var late = new CancellationTokenSource(found.Descriptor.Timeout, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var result = await found.InvokeAsync(arguments, context, patience.Token);
            return result.Error is { } error ? throw DomainException.Status("PROVIDER_UNAVAILABLE", error.Message) : result.Value!.Value;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw DomainException.Status("PROVIDER_UNAVAILABLE", $"{provider.Descriptor.DisplayName} did not answer in time. Try again in a moment.");
        }
    }

    private sealed class OneAccount(IAccount account) : IAccounts
    {
        public ValueTask<IAccount> OpenAsync(string integration, CancellationToken cancellationToken) => ValueTask.FromResult(account);
    }
}
