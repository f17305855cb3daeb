using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>What has come of a sign-in so far, from the rows alone.</summary>
internal sealed class SignInProgress(ForgeStore store, Providers providers, TimeProvider clock)
{
    public async Task<SignInStand> OfAsync(string tenantId, string connectionId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var row = await db.Connections.AsNoTracking().FirstOrDefaultAsync(known => known.Id == connectionId, cancellationToken);
        if (row is null)
        {
            return SignInStand.Ended(ConnectionText.TooLate);
        }

        var sign = await db.SignIns.AsNoTracking().Where(known => known.ConnectionId == connectionId)
            .OrderByDescending(known => known.TicketUntil).FirstOrDefaultAsync(cancellationToken);
        var title = providers.Get(row.Integration).Descriptor.DisplayName;
        return row switch
        {
            { Status: ConnectionStatus.Active, PendingUntil: null } => SignInStand.Signed(row),
            { MergedInto: { Length: > 0 } other } when row.PendingUntil is null || row.Status == ConnectionStatus.Expired
                => SignInStand.Signed(await db.Connections.AsNoTracking().FirstAsync(known => known.Id == other, cancellationToken)),
            { Status: ConnectionStatus.Expired or ConnectionStatus.Revoked } or { Status: ConnectionStatus.NeedsReconnect, PendingUntil: null }
                => SignInStand.Ended(row.StatusMessage is ConnectionText.Denied || row.PendingUntil is null ? Refused(title) : $"{row.StatusMessage.TrimEnd('.')}. Nothing was connected."),
            _ when (sign is null ? row.PendingUntil : sign.StateHash is null ? sign.TicketUntil : sign.StateUntil) is { } until && until > clock.GetUtcNow()
                => SignInStand.Open,
            _ => SignInStand.Ended($"The link for signing in to {title} was not used in time, so nothing was connected."),
        };
    }

    private static string Refused(string title) => $"The sign-in was not allowed at {title}, so nothing was connected.";
}

/// <summary>Open, or signed in with <paramref name="Account"/>, or ended with a plain sentence.</summary>
internal sealed record SignInStand(ConnectedAccount? Account, string? Reason)
{
    public static readonly SignInStand Open = new(null, null);

    public bool IsOpen => Account is null && Reason is null;

    public static SignInStand Signed(ConnectionRow account) => new(ConnectedAccount.Of(account), null);

    public static SignInStand Ended(string reason) => new(null, reason);
}
