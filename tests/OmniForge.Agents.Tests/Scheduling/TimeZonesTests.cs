using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Lisbon", "Europe/Lisbon")]
    [InlineData("Lisbon please", "Europe/Lisbon")]
    [InlineData("I'm in New York", "America/New_York")]
    [InlineData("germany", "Europe/Berlin")]
    [InlineData("the UK", "Europe/London")]
    [InlineData("US Pacific", "America/Los_Angeles")]
    [InlineData("EDT", "America/New_York")]
    [InlineData("utc", "UTC")]
    [InlineData("UTC+3", "Etc/GMT-3")]
    [InlineData("gmt -8", "Etc/GMT+8")]
    [InlineData("Asia/Tokyo", "Asia/Tokyo")]
    [InlineData("Rio de Janeiro", "America/Sao_Paulo")]
    [InlineData("Singapor", "Asia/Singapore")]
    public void Words_for_a_place_give_its_zone(string words, string expected)
        => Assert.Equal(expected, TimeZones.Read(words).Id);

    [Theory]
    [InlineData("Australia")]
    [InlineData("the United States")]
    [InlineData("Brazil")]
    [InlineData("CST")]
    [InlineData("IST")]
    [InlineData("Portland")]
    [InlineData("Atlantis")]
    [InlineData("UTC+99")]
    [InlineData("")]
    public void Words_that_leave_the_zone_open_lead_to_a_question(string words)
    {
        var reading = TimeZones.Read(words);
        Assert.Null(reading.Id);
        Assert.Equal(ScheduleReasons.Zone, reading.Question?.Reason);
        Assert.Contains("For example:", reading.Question!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT-3", true)]
    [InlineData("Mars/Base", false)]
    [InlineData("", false)]
    public void A_zone_is_found_by_its_id(string id, bool expected) => Assert.Equal(expected, TimeZones.TryFind(id, out _));
}
