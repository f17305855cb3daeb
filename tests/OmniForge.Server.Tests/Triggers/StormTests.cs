using OmniForge.Server.Triggers.Events;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>Many events at once, and agents that start themselves.</summary>
public sealed class StormTests : IAsyncLifetime
{
    private TriggerStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await TriggerStage.SetAsync();

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task More_than_ten_runs_for_one_thing_within_an_hour_pause_the_trigger_and_tell_the_owner()
    {
        var trigger = await _stage.MakeAsync();
        var now = DateTimeOffset.UtcNow;
        await _stage.PutAsync(trigger, 14, i => _stage.Event(trigger, $"key {i:00}", "the one page", now.AddMilliseconds(i - 100)));

        var events = await _stage.EventsAsync(trigger);
        Assert.Equal(EventRules.MostPerResource, events.Count(row => row.Outcome == EventOutcome.Started));
        Assert.Equal(4, events.Count(row => row.Outcome == EventOutcome.Ignored));
        var shown = (await _stage.Client.Triggers.GetTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct)).Trigger;
        Assert.Equal(TriggerStatus.Paused, shown.Status);
        Assert.Contains("the one page", shown.StatusMessage, StringComparison.Ordinal);
        var notices = await _stage.Client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct);
        Assert.Equal(NoticeCause.TriggerPaused, Assert.Single(notices.Notices).Cause);
    }

    [Fact]
    public async Task Many_things_are_no_loop()
    {
        var trigger = await _stage.MakeAsync();
        var now = DateTimeOffset.UtcNow;
        await _stage.PutAsync(trigger, 30, i => _stage.Event(trigger, $"key {i:00}", $"page {i}", now));
        Assert.Equal(30, (await _stage.RunsAsync(trigger)).Count);
    }

    [Fact]
    public async Task Changes_of_one_thing_within_the_debounce_start_one_run_that_knows_how_many()
    {
        var trigger = await _stage.MakeAsync(wish => wish.Debounce = new() { Seconds = 600 });
        var due = DateTimeOffset.UtcNow.AddSeconds(-5);
        await _stage.PutAsync(trigger, 6, i => _stage.Event(trigger, $"key {i}", i < 5 ? "page" : "other", due.AddMilliseconds(i)));
        var runs = await _stage.RunsAsync(trigger);
        Assert.Equal(2, runs.Count);
        Assert.Equal(4, runs.Single(run => run.InputData.Fields["resource"].StructValue.Fields["id"].StringValue == "page").InputData.Fields["merged"].NumberValue);
    }

    [Fact]
    public async Task When_more_than_a_hundred_wait_those_about_one_thing_are_merged()
    {
        var trigger = await _stage.MakeAsync();
        var now = DateTimeOffset.UtcNow;
        await _stage.PutAsync(trigger, 260, i => _stage.Event(trigger, $"key {i:000}", $"page {i % 4}", now.AddMilliseconds(-300 + i)));
        var events = await _stage.EventsAsync(trigger);
        var started = events.Where(row => row.Outcome == EventOutcome.Started).ToList();
        Assert.InRange(started.Count, 4, 40);
        Assert.Equal(260, started.Count + events.Count(row => row.Outcome is EventOutcome.Merged or EventOutcome.Ignored));
        Assert.True(events.Count(row => row.Outcome == EventOutcome.Merged) >= 160);
        Assert.Equal(events.Count(row => row.Outcome == EventOutcome.Merged), events.Where(row => row.Outcome != EventOutcome.Merged).Sum(row => row.Merged));
    }

    [Fact]
    public async Task A_flood_at_one_address_is_slowed_down_and_another_address_is_not()
    {
        var (flooded, other) = (await _stage.MakeAsync(), await _stage.MakeAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => _stage.PostAsync(flooded.HookUrl, $"{i}", "not the secret")));
        Assert.Contains(System.Net.HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, await _stage.PostAsync(other.HookUrl, "{}", other.Secret));
        Assert.Contains(await _stage.DeliveriesAsync(flooded), delivery => delivery.Verdict == DeliveryVerdict.RateLimited);
    }
}
