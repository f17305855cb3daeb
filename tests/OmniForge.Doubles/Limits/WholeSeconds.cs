using System.Globalization;

namespace OmniForge.Doubles.Limits;

/// <summary>Waits as `Retry-After` says them: whole seconds, at least one, rounded up.</summary>
public static class WholeSeconds
{
    public static string Of(TimeSpan wait)
        => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds - 1e-6)).ToString(CultureInfo.InvariantCulture);
}
