using OmniForge.Server.Connections;

namespace OmniForge.Server.Tests.Connections;

public sealed class RenewalRulesTests
{
    private static readonly DateTimeOffset Issued = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(3600, 2880)]
    [InlineData(86400, 69120)]
    [InlineData(1200, 900)]
    [InlineData(400, 200)]
    [InlineData(60, 30)]
    public void A_token_is_renewed_in_the_last_part_of_its_life_and_never_in_the_first_half(int life, int due)
    {
        var row = ConnectionSamples.Active("notion");
        (row.IssuedAt, row.ExpiresAt, row.Refresh) = (Issued, Issued.AddSeconds(life), [1]);
        Assert.False(RenewalRules.IsDue(row, Issued.AddSeconds(due - 1)));
        Assert.True(RenewalRules.IsDue(row, Issued.AddSeconds(due)));
    }

    [Fact]
    public void A_token_whose_end_is_unknown_is_renewed_only_when_it_is_refused()
    {
        var row = ConnectionSamples.Active("notion");
        (row.IssuedAt, row.Refresh) = (Issued, [1]);
        Assert.False(RenewalRules.IsDue(row, Issued.AddYears(1)));
    }
}
