using System.Globalization;
using OmniForge.Agents.Building.Editing;

namespace OmniForge.Agents.Tests.Building.Editing;

public sealed class SinceReadingTests
{
    /// <summary>Sunday 22 November 2026, 19:00 in Berlin.</summary>
    private static readonly DateTimeOffset Now = Tables.Now;

    [Theory]
    [InlineData("what changed since friday", "2026-11-20")]
    [InlineData("what changed since sunday", "2026-11-15")]
    [InlineData("what changed since yesterday", "2026-11-21")]
    [InlineData("what changed today", "2026-11-22")]
    [InlineData("what changed last week", "2026-11-09")]
    [InlineData("what changed this week", "2026-11-16")]
    [InlineData("what changed since last month", "2026-10-01")]
    [InlineData("what changed in the last 3 days", "2026-11-19")]
    [InlineData("what changed in the past two weeks", "2026-11-08")]
    [InlineData("what has changed since the 12th of november", "2026-11-12")]
    [InlineData("what has changed since december 3", "2025-12-03")]
    [InlineData("what changed since 2026-11-01", "2026-11-01")]
    [InlineData("what changed a week ago", "2026-11-15")]
    public void A_time_from_which_changes_are_told_begins_at_its_day(string said, string day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var expected = DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(new DateTimeOffset(expected, zone.GetUtcOffset(expected)), SinceReading.Instant(said, Now, zone));
    }

    [Theory]
    [InlineData("what changed lately")]
    [InlineData("what changed")]
    [InlineData("who changed it")]
    public void Without_a_time_there_is_none(string said) => Assert.Null(SinceReading.Instant(said, Now, TimeZoneInfo.Utc));

    [Theory]
    [InlineData("what changed since version 2", 2)]
    [InlineData("go back to v3", 3)]
    [InlineData("version two please", 2)]
    [InlineData("what changed lately", null)]
    public void A_version_is_read_by_its_number(string said, int? version) => Assert.Equal(version, SinceReading.Number(said));

    [Fact]
    public void Two_versions_are_held_against_each_other()
        => Assert.All(["compare version 3 and 1", "difference between versions 1 and 3", "what changed from version 1 to version 3"], said => Assert.Equal((1, 3), SinceReading.Two(said)));
}
