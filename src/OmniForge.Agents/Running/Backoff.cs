using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Agents.Running;

/// <summary>How long a step waits before it is tried again. Pure.</summary>
internal static class Backoff
{
    /// <summary>Grows with each attempt up to the limit, a tenth more or less; a provider that asks for more time gets it.</summary>
    /// <param name="spread">0 (a tenth less) to 1 (a tenth more).</param>
    public static TimeSpan Pause(StepRetry retry, int attempt, TimeSpan? asked, double spread)
    {
        var factor = Math.Pow(Math.Max(1, retry.Multiplier), attempt - 1) * (0.9 + 0.2 * spread);
        var seconds = Math.Min(retry.InitialBackoff.TotalSeconds * factor, retry.MaxBackoff.TotalSeconds);
        var own = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return asked is { } wish && wish > own ? wish : own;
    }

    /// <summary>
    /// Spreads executions that fail together, without chance: the same attempt of the same execution always waits the same time.
    /// </summary>
    public static double Spread(string executionId, string path, int attempt)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{executionId}:{path}:{attempt}"), hash);
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
    }
}
