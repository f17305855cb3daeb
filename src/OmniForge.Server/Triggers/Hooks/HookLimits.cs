using System.Collections.Concurrent;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>So many deliveries per address and node: 50 a second, and 200 at once after a silence.</summary>
internal sealed class HookLimits(TimeProvider clock)
{
    private const double PerSecond = 50;
    private const double Burst = 200;

    /// <summary>Addresses that are remembered; above it those that have their whole burst again are forgotten.</summary>
    private const int Most = 10_000;

    private static readonly TimeSpan BetweenTold = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Tank> _tanks = new(StringComparer.Ordinal);

    public HookRoom Take(string endpoint)
    {
        var now = clock.GetUtcNow();
        if (_tanks.Count > Most)
        {
            foreach (var (key, full) in _tanks.Where(pair => (now - pair.Value.At).TotalSeconds * PerSecond >= Burst))
            {
                _tanks.TryRemove(new(key, full));
            }
        }

        var room = HookRoom.Enough;
        _tanks.AddOrUpdate(
            endpoint,
            _ => new Tank(Burst - 1, now, DateTimeOffset.MinValue),
            (_, tank) =>
            {
                var left = Math.Min(Burst, tank.Left + (Math.Max(0, (now - tank.At).TotalSeconds) * PerSecond));
                room = left >= 1 ? HookRoom.Enough : now - tank.ToldAt >= BetweenTold ? HookRoom.None : HookRoom.StillNone;
                return new Tank(left >= 1 ? left - 1 : left, now, room == HookRoom.None ? now : tank.ToldAt);
            });
        return room;
    }

    private sealed record Tank(double Left, DateTimeOffset At, DateTimeOffset ToldAt);
}

internal enum HookRoom
{
    Enough,

    /// <summary>Too much, and it is worth a line in the ledger.</summary>
    None,

    /// <summary>Too much, as was noted less than a second ago.</summary>
    StillNone,
}
