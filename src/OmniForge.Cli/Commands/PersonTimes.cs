using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.Chat;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Commands;

/// <summary>Times and spans as a person types and reads them.</summary>
internal static class PersonTimes
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static Option<string?> ZoneOption
        => new("--zone") { Description = "IANA zone, such as Europe/Berlin. Default: OMNIFORGE_TIME_ZONE, else this machine's." };

    /// <summary>The name of the person's zone; empty when nothing says it.</summary>
    public static string ZoneName(string? named) => PersonZone.Of(named ?? Environment.GetEnvironmentVariable("OMNIFORGE_TIME_ZONE"), TimeZoneInfo.Local);

    public static TimeZoneInfo Find(string? named)
    {
        var name = ZoneName(named);
        return name.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
            ? PersonZone.Find(name)
            : throw new CliException($"\"{name}\" is no time zone. Use a name such as Europe/Berlin.", ExitCodes.Usage);
    }

    /// <summary>`Mon 23 Nov 2026, 08:00`.</summary>
    public static string Say(Timestamp at, TimeZoneInfo zone)
        => TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>`2026-11-23`, `2026-11-23 08:00` on the person's clock, or an instant with its offset.</summary>
    public static Timestamp Read(string option, string text, TimeZoneInfo zone)
    {
        if (DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return Timestamp.FromDateTimeOffset(new DateTimeOffset(local, zone.GetUtcOffset(local)));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Timestamp.FromDateTimeOffset(instant)
            : throw new CliException($"{option} \"{text}\" is no time. Write it as 2026-11-23 or \"2026-11-23 08:00\".", ExitCodes.Usage);
    }

    /// <summary>`90s`, `15m`, `2h`, `3d`.</summary>
    public static Duration Span(string option, string text)
    {
        var seconds = text.Length < 2 ? 0 : char.ToLowerInvariant(text[^1]) switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        return seconds > 0 && long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000_000
            ? new Duration { Seconds = count * seconds }
            : throw new CliException($"{option} \"{text}\" is no length of time. Write it as 90s, 15m, 2h or 3d.", ExitCodes.Usage);
    }
}
