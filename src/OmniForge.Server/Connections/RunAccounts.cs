using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>The accounts of one run: those its agent names, otherwise the default ones of whoever it acts for, otherwise the tenant's.</summary>
internal sealed class RunAccounts(ForgeStore store, Providers providers, AccountOpener opener, TokenRenewal renewal, RunAccountsOf run) : IAccounts
{
    public async ValueTask<IAccount> OpenAsync(string integration, CancellationToken cancellationToken)
    {
        var provider = providers.Get(integration);
        var name = provider.Descriptor.DisplayName;
        await using var db = store.Open(run.TenantId);
        var rows = await db.Connections.AsNoTracking()
            .Where(row => row.Integration == integration && (row.Status == ConnectionStatus.Active || row.Status == ConnectionStatus.NeedsReconnect))
            .ToListAsync(cancellationToken);
        var bound = run.Bindings.GetValueOrDefault(integration, "");
        if (ConnectionChoice.Of(rows, run.ActingId, bound) is not { } row)
        {
            // A connection that the agent names and that is gone does not come back, whoever signs in.
            throw new AccountException(ToolErrorCode.Auth, ConnectionText.Missing(name, integration))
            {
                Account = bound.Length > 0 ? null : new(integration, name, ""),
            };
        }

        return row.Status == ConnectionStatus.Active
            ? opener.Stored(provider, row, renewal, run.ExecutionId, run.Mode)
            : throw new AccountException(ToolErrorCode.Auth, ConnectionText.Unusable(name, ConnectionRules.NameOf(row), row.StatusMessage))
            {
                Account = new(integration, name, row.Id),
            };
    }
}

/// <param name="ActingId">Whom the run acts for.</param>
/// <param name="Bindings">Integration → connection, as the agent names them.</param>
internal sealed record RunAccountsOf(
    string TenantId, string ExecutionId, string ActingId, IReadOnlyDictionary<string, string> Bindings, AccountMode Mode);
