using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Connections;

namespace OmniForge.Server.Triggers.Looks;

/// <summary>Opens the account that a trigger looks into; nothing but reads goes through it.</summary>
internal sealed class TriggerAccounts(RunAccountsDesk desk)
{
    public async Task<IAccount> OpenAsync(TriggerRow trigger, CancellationToken cancellationToken)
    {
        var bound = new Dictionary<string, string> { [trigger.Integration] = trigger.ConnectionId };
        return await desk.Of(new(trigger.TenantId, $"trigger {trigger.Id}", "", bound, AccountMode.DryRun)).OpenAsync(trigger.Integration, cancellationToken);
    }
}
