namespace OmniForge.Client.Wire;

/// <summary>How long to wait before an attempt.</summary>
internal static class Pauses
{
    /// <summary>Doubles from attempt to attempt, spread by a quarter so that many clients do not return at one instant.</summary>
    public static TimeSpan Of(RetryOptions retry, int attempt, TimeSpan? asked)
    {
        var grown = retry.FirstPause * Math.Pow(2, Math.Min(attempt - 1, 20));
        var capped = grown < retry.LongestPause ? grown : retry.LongestPause;
        var spread = capped * (1 + (Random.Shared.NextDouble() / 4));
        return asked > spread ? asked.Value : spread;
    }
}
