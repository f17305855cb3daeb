namespace OmniForge.Server.Connections;

/// <summary>When a token is renewed before its end. Pure.</summary>
internal static class RenewalRules
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>
    /// At the earlier of 80 % of its life and five minutes before its end, but never in the first half of its life. One whose end is not
    /// known is renewed only when it is refused.
    /// </summary>
    public static bool IsDue(ConnectionRow row, DateTimeOffset now)
    {
        if (row is not { ExpiresAt: { } ends, IssuedAt: { } issued, Refresh: not null })
        {
            return false;
        }

        var life = ends - issued;
        var wished = issued + (life * 0.8 < life - Before ? life * 0.8 : life - Before);
        var earliest = issued + life * 0.5;
        return now >= (wished > earliest ? wished : earliest);
    }
}
