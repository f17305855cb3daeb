using System.Globalization;

namespace OmniForge.Server.Cluster;

/// <summary>A membership entry as a row and back. Pure.</summary>
internal static class NodeRows
{
    public static NodeRow ToRow(this MembershipEntry entry) => new()
    {
        Address = entry.SiloAddress.ToParsableString(),
        Status = (int)entry.Status,
        HostName = entry.HostName ?? "",
        SiloName = entry.SiloName ?? "",
        RoleName = entry.RoleName ?? "",
        ProxyPort = entry.ProxyPort,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        Suspects = Write(entry.SuspectTimes),
        StartTime = Instant(entry.StartTime),
        AliveAt = Instant(entry.IAmAliveTime),
    };

    public static MembershipEntry ToEntry(this NodeRow row) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(row.Address),
        Status = (SiloStatus)row.Status,
        HostName = row.HostName,
        SiloName = row.SiloName,
        RoleName = row.RoleName,
        ProxyPort = row.ProxyPort,
        UpdateZone = row.UpdateZone,
        FaultZone = row.FaultZone,
        SuspectTimes = Read(row.Suspects),
        StartTime = row.StartTime.UtcDateTime,
        IAmAliveTime = row.AliveAt.UtcDateTime,
    };

    /// <summary>The membership protocol counts in UTC and does not always say so.</summary>
    public static DateTimeOffset Instant(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));

    public static string Write(List<Tuple<SiloAddress, DateTime>>? suspects) => string.Join(
        '\n', (suspects ?? []).Select(vote => string.Create(CultureInfo.InvariantCulture, $"{vote.Item1.ToParsableString()} {vote.Item2.Ticks}")));

    private static List<Tuple<SiloAddress, DateTime>> Read(string written)
        => [.. written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(vote => Tuple.Create(
            SiloAddress.FromParsableString(vote[0]), new DateTime(long.Parse(vote[1], CultureInfo.InvariantCulture), DateTimeKind.Utc)))];
}
