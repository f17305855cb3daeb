using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.Server.Triggers;
using OmniForge.Server.Vault;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>What a crash leaves behind, what time takes away, and what other keys seal anew.</summary>
public sealed class EventRecoveryTests : IAsyncLifetime
{
    private TriggerStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ForgeStore Store => _stage.Server.Services.GetRequiredService<ForgeStore>();

    public async ValueTask InitializeAsync() => _stage = await TriggerStage.SetAsync();

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData("as it was")]
    [InlineData("changed meanwhile")]
    public async Task An_event_whose_start_was_not_noted_before_a_crash_starts_no_second_run(string trigger)
    {
        var made = await _stage.MakeAsync();
        await _stage.PostAsync(made.HookUrl, """{"n": 1}""", made.Secret);
        var run = Assert.Single(await _stage.RunsAsync(made));
        if (trigger != "as it was")
        {
            await _stage.Client.Triggers.UpdateTriggerAsync(new() { Trigger = new() { Id = made.Id, Inputs = { ["n"] = "input.data.n" } } }, cancellationToken: Ct);
        }

        var past = DateTimeOffset.UtcNow.AddMinutes(-1);
        await Store.TransactAsync(_stage.Client.TenantId, (db, ct) => db.TriggerEvents.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Outcome, EventOutcome.Waiting).SetProperty(row => row.ExecutionId, "").SetProperty(row => row.DueAt, past), ct), Ct);

        Assert.Equal(run.Id, Assert.Single(await _stage.RunsAsync(made)).Id);
        var happened = Assert.Single(await _stage.EventsAsync(made));
        Assert.Equal((EventOutcome.Started, run.Id), (happened.Outcome, happened.ExecutionId));
    }

    [Fact]
    public async Task An_event_that_another_node_took_and_left_is_taken_over()
    {
        var trigger = await _stage.MakeAsync();
        await _stage.PutAsync(trigger, 1, _ =>
        {
            var row = _stage.Event(trigger, "left behind", "page", DateTimeOffset.UtcNow.AddMinutes(-1));
            row.Attempts = 1;
            return row;
        });
        Assert.Single(await _stage.RunsAsync(trigger));
    }

    [Fact]
    public async Task After_two_weeks_a_delivery_cannot_come_again_and_after_ninety_days_it_is_forgotten()
    {
        var trigger = await _stage.MakeAsync();
        await _stage.PostAsync(trigger.HookUrl, """{"n": 1}""", trigger.Secret);
        await _stage.PostAsync(trigger.HookUrl, """{"n": 2}""", trigger.Secret);
        var (old, ancient) = (DateTimeOffset.UtcNow.AddDays(-15), DateTimeOffset.UtcNow.AddDays(-91));
        var deliveries = await _stage.DeliveriesAsync(trigger);
        await MoveAsync(deliveries[0], ancient);
        await MoveAsync(deliveries[1], old);
        await _stage.Server.Services.GetRequiredService<TriggerRetention>().SweepAsync(Ct);

        var left = Assert.Single(await _stage.DeliveriesAsync(trigger));
        Assert.Equal((deliveries[1].Id, null), (left.Id, left.Events.Single().Data));
        await Refused.ByAsync("DELIVERY_EXPIRED", async () => await _stage.Client.Triggers.RedeliverDeliveryAsync(new() { DeliveryId = left.Id }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Address_and_both_secrets_are_sealed_anew_and_work_on()
    {
        var first = await _stage.MakeAsync();
        var second = (await _stage.Client.Triggers.RotateTriggerSecretAsync(new() { TriggerId = first.Id, Grace = new() { Seconds = 600 } }, cancellationToken: Ct)).Trigger;
        var (table, vault) = (new TriggerTable(Store), _stage.Server.Services.GetRequiredService<CredentialVault>());
        var cells = await table.PageAsync("", 100, Ct);
        Assert.Equal((3, 3), (cells.Count, await table.CountAsync(Ct)));
        foreach (var cell in cells)
        {
            using var open = await vault.OpenAsync(cell.Place, cell.Bytes, Ct);
            await table.ReplaceAsync(cell, await vault.SealAsync(cell.Place, open, Ct), Ct);
        }

        Assert.All((await table.PageAsync("", 100, Ct)).Zip(cells), pair => Assert.NotEqual(pair.First.Bytes, pair.Second.Bytes));
        Assert.Equal(first.HookUrl, (await _stage.Client.Triggers.GetTriggerAsync(new() { TriggerId = first.Id }, cancellationToken: Ct)).Trigger.HookUrl);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, await _stage.PostAsync(first.HookUrl, """{"n": 1}""", first.Secret));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, await _stage.PostAsync(first.HookUrl, """{"n": 2}""", second.Secret));
    }

    private Task<int> MoveAsync(Delivery delivery, DateTimeOffset at) => Store.TransactAsync(_stage.Client.TenantId, async (db, ct) =>
    {
        await db.Deliveries.Where(row => row.Id == delivery.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReceivedAt, at), ct);
        return await db.TriggerEvents.Where(row => row.DeliveryId == delivery.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReceivedAt, at), ct);
    }, Ct);
}
