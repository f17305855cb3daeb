namespace OmniForge.Cli.Chat;

/// <summary>The time zone of the person in front of the terminal.</summary>
internal static class PersonZone
{
    private static readonly string[] Unset = ["UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Zulu", "Universal", "Etc/GMT", "GMT", "Local"];

    /// <summary>
    /// IANA name: what was named, else the machine's. A machine on UTC says nothing about its person: empty, and the builder asks.
    /// </summary>
    public static string Of(string? named, TimeZoneInfo machine)
    {
        if (!string.IsNullOrWhiteSpace(named))
        {
            return named.Trim();
        }

        if (Unset.Contains(machine.Id, StringComparer.OrdinalIgnoreCase))
        {
            return "";
        }

        return machine.HasIanaId ? machine.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(machine.Id, out var iana) ? iana : "";
    }

    /// <summary>The zone of that name, else the machine's.</summary>
    public static TimeZoneInfo Find(string iana)
        => iana.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(iana, out var zone) ? zone : TimeZoneInfo.Local;
}
