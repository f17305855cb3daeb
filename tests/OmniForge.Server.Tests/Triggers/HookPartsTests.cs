using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Triggers;
using OmniForge.Server.Triggers.Hooks;
using OmniForge.Server.Triggers.Looks;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>The small parts of the intake and of the looks, under a clock of their own.</summary>
public sealed class HookPartsTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(60));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_does_not_end_is_given_up_after_five_seconds()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(new byte[10], Ct);
        var reading = HookBody.ReadAsync(pipe.Reader.AsStream(), null, 1_000, _clock, Ct);
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(reading.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(HookBytesEnd.TooSlow, (await reading).End);
    }

    [Theory]
    [InlineData(1_000, null, true)]
    [InlineData(1_001, null, false)]
    [InlineData(0, 1_001L, false)]
    public async Task A_body_has_a_largest_size_promised_or_not(int bytes, long? promised, bool whole)
    {
        var read = await HookBody.ReadAsync(new MemoryStream(new byte[bytes]), promised, 1_000, _clock, Ct);
        Assert.Equal((whole ? HookBytesEnd.Whole : HookBytesEnd.TooLarge, whole ? bytes : 0), (read.End, read.Bytes.Length));
    }

    [Fact]
    public void An_address_takes_200_at_once_and_then_50_a_second()
    {
        var limits = new HookLimits(_clock);
        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(HookRoom.Enough, limits.Take("one")));
        Assert.Equal(HookRoom.None, limits.Take("one"));
        Assert.Equal(HookRoom.StillNone, limits.Take("one"));
        Assert.Equal(HookRoom.Enough, limits.Take("other"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(50, Enumerable.Range(0, 60).Count(_ => limits.Take("one") == HookRoom.Enough));
    }

    [Fact]
    public void Looks_that_fail_wait_longer_and_longer_up_to_an_hour()
    {
        var trigger = Row(TriggerKind.Poll);
        Assert.Equal([10, 20, 40, 60, 60], Enumerable.Range(1, 5).Select(failures => LookRules.AfterFailure(trigger, failures).TotalMinutes));
        Assert.Equal((4.5, 5.5), (LookRules.AfterSuccess(trigger, 0).TotalMinutes, LookRules.AfterSuccess(trigger, 1).TotalMinutes));
        Assert.Equal(60, LookRules.AfterFailure(Row(TriggerKind.Webhook), 1).TotalMinutes);
    }

    [Theory]
    [InlineData(300, "5 minutes")]
    [InlineData(60, "1 minute")]
    [InlineData(90, "90 seconds")]
    [InlineData(7_200, "2 hours")]
    [InlineData(0, "0 seconds")]
    public void Times_are_said_in_whole_units(int seconds, string said) => Assert.Equal(said, TriggerText.Span(TimeSpan.FromSeconds(seconds)));

    private static TriggerRow Row(TriggerKind kind) => new()
    {
        Id = "t",
        AgentId = "a",
        Kind = kind,
        Integration = "notion",
        Scheme = SignatureScheme.Notion,
        PollIntervalMs = 300_000,
    };
}
