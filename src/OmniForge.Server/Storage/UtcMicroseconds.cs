using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OmniForge.Server.Storage;

/// <summary>Instants are stored as microseconds since 1970 in UTC: the contract's precision, and comparable on both databases.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, long>(instant => Write(instant), stored => Read(stored))
{
    public static long Write(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Read(long stored) => DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond);
}
