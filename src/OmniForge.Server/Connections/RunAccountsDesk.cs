using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Gives each execution the accounts it may act through.</summary>
internal sealed class RunAccountsDesk(ForgeStore store, Providers providers, AccountOpener opener, TokenRenewal renewal)
{
    public RunAccounts Of(RunAccountsOf run) => new(store, providers, opener, renewal, run);

    /// <summary>Whoever started it. What a schedule starts acts through the tenant's accounts.</summary>
    /// <param name="triggeredBy">An Actor in proto bytes.</param>
    public static string ActingId(byte[] triggeredBy)
        => triggeredBy.Length > 0 && Actor.Parser.ParseFrom(triggeredBy) is { Kind: ActorKind.User or ActorKind.ApiKey } person ? person.Id : "";
}
