using System.Net;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>Two nodes on one database.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;
    private TriggerStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(!PostgresDatabase.Available, $"{PostgresDatabase.Variable} is not set: ./dev test starts a private PostgreSQL.");
        _database = await PostgresDatabase.CreateAsync(Ct);
        _stage = await TriggerStage.SetAsync(_database.Url);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }

        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task One_webhook_delivered_twenty_times_to_both_at_once_starts_one_run()
    {
        var second = await _stage.StartServerAsync();
        var trigger = await _stage.MakeAsync();
        var other = new Uri(new Uri(second.Http), new Uri(trigger.HookUrl).AbsolutePath).AbsoluteUri;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _stage.PostAsync(i % 2 == 0 ? trigger.HookUrl : other, """{"order": 1}""", trigger.Secret)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        Assert.Single(await _stage.RunsAsync(trigger));
        var deliveries = await _stage.DeliveriesAsync(trigger);
        Assert.Equal(1, deliveries.Single(delivery => delivery.Verdict == DeliveryVerdict.Accepted).Count);
        Assert.Equal(19, deliveries.Where(delivery => delivery.Verdict == DeliveryVerdict.Duplicate).Sum(delivery => delivery.Count));
    }

    [Fact]
    public async Task A_hundred_different_ones_at_both_start_a_hundred_runs()
    {
        var second = await _stage.StartServerAsync();
        var trigger = await _stage.MakeAsync();
        var other = new Uri(new Uri(second.Http), new Uri(trigger.HookUrl).AbsolutePath).AbsoluteUri;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _stage.PostAsync(i % 2 == 0 ? trigger.HookUrl : other, $$"""{"order": {{i}}}""", trigger.Secret)));

        Assert.Equal(100, (await _stage.RunsAsync(trigger)).Select(run => run.InputData.Fields["data"].StructValue.Fields["order"].NumberValue).Distinct().Count());
    }
}
