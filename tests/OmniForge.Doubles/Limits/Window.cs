namespace OmniForge.Doubles.Limits;

/// <summary>So many in each period, counted from the first of it.</summary>
public sealed class Window(int limit, TimeSpan period, TimeProvider clock)
{
    private DateTimeOffset _until;

    public int Limit => limit;

    public int Used { get; private set; }

    public int Remaining => limit - Used;

    /// <summary>When counting begins anew, to the second.</summary>
    public DateTimeOffset ResetsAt
    {
        get
        {
            Turn();
            return _until;
        }
    }

    public bool TryTake()
    {
        Turn();
        if (Used >= limit)
        {
            return false;
        }

        Used++;
        return true;
    }

    private void Turn()
    {
        var now = clock.GetUtcNow();
        if (now >= _until)
        {
            _until = DateTimeOffset.FromUnixTimeSeconds((now + period).ToUnixTimeSeconds());
            Used = 0;
        }
    }
}
