using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed class ScheduleWordsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-23", "2026-11-22T23:00:00Z")]
    [InlineData("2026-07-01 08:30", "2026-07-01T06:30:00Z")]
    [InlineData("2026-07-01T08:30:15", "2026-07-01T06:30:15Z")]
    [InlineData("2026-07-01T08:30:00Z", "2026-07-01T08:30:00Z")]
    [InlineData("2026-07-01T08:30:00-05:00", "2026-07-01T13:30:00Z")]
    public void A_time_is_read_on_the_persons_clock_unless_it_says_its_own(string text, string expected)
        => Assert.Equal(DateTimeOffset.Parse(expected, null), PersonTimes.Read("--from", text, Berlin).ToDateTimeOffset());

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("")]
    public void What_is_no_time_is_told_how_to_write_one(string text)
    {
        var refused = Assert.Throws<CliException>(() => PersonTimes.Read("--from", text, Berlin));
        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains("2026-11-23", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7_200)]
    [InlineData("3D", 259_200)]
    public void A_length_of_time_has_a_unit(string text, long seconds) => Assert.Equal(seconds, PersonTimes.Span("--jitter", text).Seconds);

    [Theory]
    [InlineData("90")]
    [InlineData("h")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    public void A_length_without_one_is_refused(string text) => Assert.Throws<CliException>(() => PersonTimes.Span("--jitter", text));

    [Fact]
    public void A_schedule_is_found_by_its_name_or_by_the_agent_that_has_it()
    {
        Schedule[] all = [New("1", "a", "weekly"), New("2", "b", ""), New("3", "c", ""), New("4", "c", "")];
        var agents = new Dictionary<string, string> { ["a"] = "Stock", ["b"] = "Project report", ["c"] = "Twice" };
        Assert.Equal("1", ScheduleNames.Choose(all, agents, "Weekly").Id);
        Assert.Equal("2", ScheduleNames.Choose(all, agents, "project").Id);
        Assert.Contains("Use the id", Assert.Throws<CliException>(() => ScheduleNames.Choose(all, agents, "Twice")).Message, StringComparison.Ordinal);
        Assert.Contains("schedules list", Assert.Throws<CliException>(() => ScheduleNames.Choose(all, agents, "nobody")).Message, StringComparison.Ordinal);
        Assert.Contains("schedules create", Assert.Throws<CliException>(() => ScheduleNames.Choose([], agents, "nobody")).Message, StringComparison.Ordinal);

        static Schedule New(string id, string agent, string name) => new() { Id = id, AgentId = agent, Name = name, Cron = "0 8 * * *", TimeZone = "UTC" };
    }

    [Fact]
    public void Every_outcome_and_origin_has_words()
    {
        Assert.All(Enum.GetValues<FiringOutcome>().Skip(1), outcome => Assert.NotEqual("unknown", Words.Of(outcome)));
        Assert.All(Enum.GetValues<FiringOrigin>().Skip(1), origin => Assert.NotEqual("unknown", Words.Of(origin)));
    }
}
