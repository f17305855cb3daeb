using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.Chat;
using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1023, "1023 bytes")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(20 * 1024 * 1024, "20 MB")]
    public void Sizes_are_read_at_a_glance(long bytes, string text) => Assert.Equal(text, Words.Size(bytes));

    [Theory]
    [InlineData(0.2, "0.2 s")]
    [InlineData(59.9, "59.9 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3_720, "62 min 0 s")]
    public void Spans_are_read_at_a_glance(double seconds, string text) => Assert.Equal(text, Words.Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("2026-11-23T07:00:00Z", "Europe/Berlin", "Monday, 23 November 2026, 08:00")]
    [InlineData("2026-07-06T06:00:00Z", "Europe/Berlin", "Monday, 6 July 2026, 08:00")]
    [InlineData("2026-11-23T23:30:00Z", "Asia/Tokyo", "Tuesday, 24 November 2026, 08:30")]
    public void A_time_is_told_in_the_zone_of_its_schedule(string instant, string zone, string text)
        => Assert.Equal(text, Words.Day(Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(instant)), PersonZone.Find(zone)));

    [Theory]
    [InlineData("Europe/Berlin", "Berlin time")]
    [InlineData("America/New_York", "New York time")]
    [InlineData("America/Argentina/Buenos_Aires", "Buenos Aires time")]
    [InlineData("", "your time")]
    public void A_zone_is_named_by_its_city(string iana, string text) => Assert.Equal(text, Words.Zone(iana));

    [Theory]
    [InlineData(null, "Etc/UTC", "")]
    [InlineData(null, "UTC", "")]
    [InlineData("", "Europe/Lisbon", "Europe/Lisbon")]
    [InlineData(" Asia/Tokyo ", "Etc/UTC", "Asia/Tokyo")]
    [InlineData("Europe/Paris", "Europe/Lisbon", "Europe/Paris")]
    public void The_persons_zone_is_named_or_the_machines_and_never_UTC_by_accident(string? named, string machine, string zone)
        => Assert.Equal(zone, PersonZone.Of(named, TimeZoneInfo.FindSystemTimeZoneById(machine)));

    [Theory]
    [InlineData("plain text\nwith lines\tand tabs", "plain text\nwith lines\tand tabs")]
    [InlineData("\u001b[31mred\u001b[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("bell\a", "bell\uFFFD")]
    [InlineData("\u009b31m", "\uFFFD31m")]
    public void Text_of_others_cannot_drive_the_terminal(string text, string shown) => Assert.Equal(shown, Terminal.Clean(text));

    [Theory]
    [InlineData("{\"a\": 1}")]
    [InlineData("{}")]
    public void Input_is_a_JSON_object(string json) => Assert.NotNull(RunCommand.Input(json));

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":")]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("@no-such-file.json")]
    public void Any_other_input_is_refused_as_a_wrong_command_line(string json)
        => Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(() => RunCommand.Input(json)).ExitCode);
}
