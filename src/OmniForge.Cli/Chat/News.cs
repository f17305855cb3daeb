using Grpc.Core;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Chat;

/// <summary>What happened since the person was last here, told at the beginning of a chat.</summary>
internal static class News
{
    private const int Most = 5;

    public static async Task TellAsync(OmniForgeClient client, Terminal terminal, CancellationToken cancellationToken)
    {
        List<Notice> notices;
        try
        {
            notices = await client.Notices.ListAsync(cancellationToken: cancellationToken).Take(Most + 1).ToListAsync(cancellationToken);
        }
        catch (OmniForgeException old) when (old.StatusCode is StatusCode.Unimplemented or StatusCode.PermissionDenied)
        {
            // An older server, or a key that may not see runs: there are no news for this person.
            return;
        }
        catch (OmniForgeException away)
        {
            terminal.Line($"  What happened while you were away could not be fetched ({away.Message}). Look later: omniforge inbox");
            return;
        }

        if (notices.Count == 0)
        {
            return;
        }

        terminal.Line("  While you were away:");
        foreach (var notice in notices.Take(Most))
        {
            terminal.Line($"  - {notice.Text}");
        }

        if (notices.Count > Most)
        {
            terminal.Line("  There is more: omniforge inbox");
        }

        var told = notices.Take(Most).Where(notice => !Waits(notice.Cause)).Select(notice => notice.Id).ToList();
        if (told.Count > 0)
        {
            await client.Notices.MarkReadAsync(told, cancellationToken);
        }
    }

    /// <summary>It is said again until somebody has done something about it.</summary>
    private static bool Waits(NoticeCause cause)
        => cause is NoticeCause.Paused or NoticeCause.WaitsForAnswer or NoticeCause.WaitsForConnection;
}
