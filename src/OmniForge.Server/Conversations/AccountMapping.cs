using OmniForge.Agents.Building;
using OmniForge.Server.Connections;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>Connected accounts in the builder's words.</summary>
internal static class AccountMapping
{
    public static KnownAccount Known(ConnectedAccount account) => new(
        account.Id, account.Integration, account.Name, account.Status == ConnectionStatus.Active ? AccountStanding.Usable : AccountStanding.NeedsSignIn);
}
