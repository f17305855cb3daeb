namespace OmniForge.Doubles.Limits;

/// <summary>A leaky bucket: so many at once, then as they refill.</summary>
public sealed class Bucket(double capacity, double perSecond, TimeProvider clock)
{
    private double _missing;
    private DateTimeOffset _at = clock.GetUtcNow();

    /// <summary>How many could be taken now.</summary>
    public double Level
    {
        get
        {
            var now = clock.GetUtcNow();
            _missing = Math.Max(0, _missing - ((now - _at).TotalSeconds * perSecond));
            _at = now;
            return capacity - _missing;
        }
    }

    public double Capacity => capacity;

    /// <summary>When it will be full again, if nobody takes anything.</summary>
    public DateTimeOffset FullAt => clock.GetUtcNow() + TimeSpan.FromSeconds((capacity - Level) / perSecond);

    /// <summary>Takes, or says how long to wait before there is enough.</summary>
    public bool TryTake(double amount, out TimeSpan wait)
    {
        var level = Level;
        // A rounding error of the refill must not refuse the last one.
        if (level + 1e-9 >= amount)
        {
            _missing += amount;
            wait = TimeSpan.Zero;
            return true;
        }

        wait = TimeSpan.FromSeconds((amount - level) / perSecond);
        return false;
    }
}
