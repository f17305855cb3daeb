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
        await using var db = store.Open(run.TenantId);
        var rows = await db.Connections.AsNoTracking()
            .Where(row => row.Integration == integration && (row.Status == ConnectionStatus.Active || row.Status == ConnectionStatus.NeedsReconnect))
            .ToListAsync(cancellationToken);
        var bound = run.Bindings.GetValueOrDefault(integration, "");
        var row = bound.Length > 0
            ? rows.Find(row => row.Id == bound && Usable(row))
            : rows.Where(Usable).OrderByDescending(row => row.OwnerKind == OwnerKind.User).ThenByDescending(row => row.IsDefault)
                .ThenByDescending(row => row.Status == ConnectionStatus.Active).ThenBy(row => row.Id, StringComparer.Ordinal).FirstOrDefault();
        if (row is null)
        {
            throw new AccountException(ToolErrorCode.Auth, ConnectionText.Missing(provider.Descriptor.DisplayName, integration));
        }

        return row.Status == ConnectionStatus.Active
            ? opener.Stored(provider, row, renewal, run.ExecutionId, run.Mode)
            : throw new AccountException(
                ToolErrorCode.Auth, ConnectionText.Unusable(provider.Descriptor.DisplayName, ConnectionRules.NameOf(row), row.StatusMessage));
    }

    private bool Usable(ConnectionRow row) => row.OwnerKind == OwnerKind.Tenant || row.OwnerId == run.ActingId;
}

/// <param name="ActingId">Whom the run acts for.</param>
/// <param name="Bindings">Integration → connection, as the agent names them.</param>
internal sealed record RunAccountsOf(
    string TenantId, string ExecutionId, string ActingId, IReadOnlyDictionary<string, string> Bindings, AccountMode Mode);
