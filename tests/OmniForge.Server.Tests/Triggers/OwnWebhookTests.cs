using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>Systems of one's own post signed bodies to the address of a trigger.</summary>
public sealed class OwnWebhookTests : IAsyncLifetime
{
    private TriggerStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await TriggerStage.SetAsync();

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_signed_body_starts_one_run_with_it_as_input_however_often_it_comes()
    {
        var trigger = await _stage.MakeAsync();
        Assert.Equal(HttpStatusCode.Accepted, await _stage.PostAsync(trigger.HookUrl, """{"order": 7}""", trigger.Secret));
        Assert.Equal(HttpStatusCode.Accepted, await _stage.PostAsync(trigger.HookUrl, """{"order": 7}""", trigger.Secret, 20));

        var run = Assert.Single(await _stage.RunsAsync(trigger));
        Assert.Equal(7, run.InputData.Fields["data"].StructValue.Fields["order"].NumberValue);
        Assert.Equal(("webhook.received", TriggerType.EventDriven, ExecutionMode.Live), (run.InputData.Fields["event"].StringValue, run.TriggerType, run.Mode));
        var deliveries = await _stage.DeliveriesAsync(trigger);
        Assert.Equal([DeliveryVerdict.Accepted, DeliveryVerdict.Duplicate], deliveries.Select(delivery => delivery.Verdict).Order());
        var accepted = deliveries.Single(delivery => delivery.Verdict == DeliveryVerdict.Accepted);
        Assert.Equal((trigger.Id, accepted.Id), (run.Origin.TriggerId, run.Origin.DeliveryId));
        Assert.Equal((EventOutcome.Started, run.Id), (accepted.Events.Single().Outcome, accepted.Events.Single().ExecutionId));
    }

    [Theory]
    [InlineData("wrong secret", HttpStatusCode.Unauthorized, DeliveryVerdict.BadSignature)]
    [InlineData("other body", HttpStatusCode.Unauthorized, DeliveryVerdict.BadSignature)]
    [InlineData("unsigned", HttpStatusCode.Unauthorized, DeliveryVerdict.BadSignature)]
    [InlineData("late", HttpStatusCode.Unauthorized, DeliveryVerdict.TooOld)]
    [InlineData("future", HttpStatusCode.Unauthorized, DeliveryVerdict.TooOld)]
    [InlineData("no JSON", HttpStatusCode.BadRequest, DeliveryVerdict.Malformed)]
    [InlineData("deep", HttpStatusCode.BadRequest, DeliveryVerdict.Malformed)]
    [InlineData("large", HttpStatusCode.RequestEntityTooLarge, DeliveryVerdict.TooLarge)]
    public async Task What_is_wrong_is_refused_recorded_and_starts_nothing(string what, HttpStatusCode status, DeliveryVerdict verdict)
    {
        var trigger = await _stage.MakeAsync();
        const string Body = """{"order": 7}""";
        var answered = what switch
        {
            "wrong secret" => await _stage.PostAsync(trigger.HookUrl, Body, "another secret"),
            "other body" => await _stage.PostAsync(trigger.HookUrl, new(System.Text.Encoding.UTF8.GetBytes("""{"order": 8}"""), TriggerStage.Signed(Body, trigger.Secret))),
            "unsigned" => await _stage.PostAsync(trigger.HookUrl, new(System.Text.Encoding.UTF8.GetBytes(Body), new Dictionary<string, string>())),
            "late" => await _stage.PostAsync(trigger.HookUrl, Body, trigger.Secret, -310),
            "future" => await _stage.PostAsync(trigger.HookUrl, Body, trigger.Secret, 310),
            "no JSON" => await _stage.PostAsync(trigger.HookUrl, "{order: 7", trigger.Secret),
            "deep" => await _stage.PostAsync(trigger.HookUrl, new string('[', 40) + new string(']', 40), trigger.Secret),
            _ => await _stage.PostAsync(trigger.HookUrl, $"\"{new string('a', 2 * 1024 * 1024)}\"", trigger.Secret),
        };

        Assert.Equal(status, answered);
        var delivery = Assert.Single(await _stage.DeliveriesAsync(trigger));
        Assert.Equal((verdict, 1), (delivery.Verdict, delivery.Count));
        Assert.NotEmpty(delivery.Reason);
        Assert.Empty(await _stage.RunsAsync(trigger));
    }

    [Fact]
    public async Task Refusals_of_one_minute_share_a_row_so_that_nobody_fills_the_ledger()
    {
        var trigger = await _stage.MakeAsync();
        for (var i = 0; i < 12; i++)
        {
            await _stage.PostAsync(trigger.HookUrl, $$"""{"i": {{i}}}""", "another secret");
        }

        var deliveries = await _stage.DeliveriesAsync(trigger);
        Assert.InRange(deliveries.Count, 1, 2);
        Assert.Equal(12, deliveries.Sum(delivery => delivery.Count));
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_not_found_and_one_of_a_deleted_trigger_neither()
    {
        var trigger = await _stage.MakeAsync();
        Assert.Equal(HttpStatusCode.NotFound, await _stage.PostAsync(trigger.HookUrl + "x", "{}", trigger.Secret));
        await _stage.Client.Triggers.DeleteTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct);
        Assert.Equal(HttpStatusCode.NotFound, await _stage.PostAsync(trigger.HookUrl, "{}", trigger.Secret));
    }

    [Fact]
    public async Task The_address_for_tests_runs_a_test_and_counts_apart()
    {
        var trigger = await _stage.MakeAsync();
        await _stage.PostAsync(trigger.TestUrl, """{"n": 1}""", trigger.Secret);
        await _stage.PostAsync(trigger.HookUrl, """{"n": 1}""", trigger.Secret);
        Assert.Equal([ExecutionMode.Live, ExecutionMode.Test], (await _stage.RunsAsync(trigger)).Select(run => run.Mode).Order());
    }

    [Fact]
    public async Task The_condition_decides_and_the_inputs_choose_what_the_agent_gets()
    {
        var trigger = await _stage.MakeAsync(wish =>
        {
            wish.Condition = "input.data.amount > 100";
            wish.Inputs["sum"] = "input.data.amount";
            wish.Inputs["who"] = "input.data.customer.name";
        });
        await _stage.PostAsync(trigger.HookUrl, """{"amount": 99}""", trigger.Secret);
        await _stage.PostAsync(trigger.HookUrl, """{"amount": 101, "customer": {"name": "Ann"}}""", trigger.Secret);

        var run = Assert.Single(await _stage.RunsAsync(trigger));
        Assert.Equal(["sum", "who"], run.InputData.Fields.Keys.Order());
        Assert.Equal((101d, "Ann"), (run.InputData.Fields["sum"].NumberValue, run.InputData.Fields["who"].StringValue));
        var ignored = (await _stage.DeliveriesAsync(trigger)).SelectMany(delivery => delivery.Events).Single(happened => happened.Outcome == EventOutcome.Ignored);
        Assert.Equal("The condition is not met.", ignored.Reason);
    }

    [Fact]
    public async Task The_named_field_makes_two_bodies_the_same()
    {
        var trigger = await _stage.MakeAsync(wish => wish.DedupePath = "order.id");
        await _stage.PostAsync(trigger.HookUrl, """{"order": {"id": 1}, "try": 1}""", trigger.Secret);
        await _stage.PostAsync(trigger.HookUrl, """{"order": {"id": 1}, "try": 2}""", trigger.Secret);
        await _stage.PostAsync(trigger.HookUrl, """{"order": {"id": 2}, "try": 1}""", trigger.Secret);
        Assert.Equal(2, (await _stage.RunsAsync(trigger)).Count);
    }

    [Fact]
    public async Task A_paused_trigger_answers_and_records_and_what_came_meanwhile_never_starts()
    {
        var trigger = await _stage.MakeAsync();
        await _stage.Client.Triggers.PauseTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct);
        Assert.Equal(HttpStatusCode.Accepted, await _stage.PostAsync(trigger.HookUrl, """{"n": 1}""", trigger.Secret));
        Assert.Equal("The trigger is paused.", (await _stage.DeliveriesAsync(trigger)).Single().Events.Single().Reason);
        await _stage.Client.Triggers.ResumeTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct);
        await _stage.PostAsync(trigger.HookUrl, """{"n": 1}""", trigger.Secret);
        Assert.Empty(await _stage.RunsAsync(trigger));
        await _stage.PostAsync(trigger.HookUrl, """{"n": 2}""", trigger.Secret);
        Assert.Single(await _stage.RunsAsync(trigger));
    }

    [Theory]
    [InlineData("paused", "The agent is not switched on.")]
    [InlineData("archived", "The agent is archived.")]
    [InlineData("deleted", "The agent was deleted.")]
    public async Task An_agent_that_is_not_at_work_starts_nothing(string life, string reason)
    {
        var trigger = await _stage.MakeAsync();
        var agents = _stage.Client.Agents;
        switch (life)
        {
            case "paused": await agents.PauseAgentAsync(new() { AgentId = _stage.Agent }, cancellationToken: Ct); break;
            case "archived": await agents.ArchiveAgentAsync(new() { AgentId = _stage.Agent }, cancellationToken: Ct); break;
            default: await agents.DeleteAgentAsync(new() { AgentId = _stage.Agent }, cancellationToken: Ct); break;
        }

        Assert.Equal(HttpStatusCode.Accepted, await _stage.PostAsync(trigger.HookUrl, """{"n": 1}""", trigger.Secret));
        var happened = (await _stage.DeliveriesAsync(trigger)).Single().Events.Single();
        Assert.Equal((EventOutcome.Ignored, reason), (happened.Outcome, happened.Reason));
        Assert.Empty(await _stage.RunsAsync(trigger));
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_work_for_a_while_and_without_grace_only_the_new_one()
    {
        var trigger = await _stage.MakeAsync();
        var second = (await _stage.Client.Triggers.RotateTriggerSecretAsync(new() { TriggerId = trigger.Id, Grace = new() { Seconds = 600 } }, cancellationToken: Ct)).Trigger;
        Assert.NotEqual(trigger.Secret, second.Secret);
        Assert.Equal(trigger.HookUrl, second.HookUrl);
        Assert.Equal(HttpStatusCode.Accepted, await _stage.PostAsync(trigger.HookUrl, """{"n": 1}""", trigger.Secret));
        Assert.Equal(HttpStatusCode.Accepted, await _stage.PostAsync(trigger.HookUrl, """{"n": 2}""", second.Secret));
        var third = (await _stage.Client.Triggers.RotateTriggerSecretAsync(new() { TriggerId = trigger.Id, Secret = "chosen-by-me-1234" }, cancellationToken: Ct)).Trigger;
        Assert.Equal(HttpStatusCode.Unauthorized, await _stage.PostAsync(trigger.HookUrl, """{"n": 3}""", second.Secret));
        Assert.Equal("chosen-by-me-1234", third.Secret);
        Assert.Equal(HttpStatusCode.Accepted, await _stage.PostAsync(trigger.HookUrl, """{"n": 4}""", third.Secret));
    }

    [Fact]
    public async Task A_secret_is_shown_once_again_for_the_same_request_and_never_stored_in_the_clear()
    {
        var request = new CreateTriggerRequest { AgentId = _stage.Agent, Trigger = new() { Name = "orders" }, RequestId = "make-it-once" };
        var first = (await _stage.Client.Triggers.CreateTriggerAsync(request, cancellationToken: Ct)).Trigger;
        var again = (await _stage.Client.Triggers.CreateTriggerAsync(request, cancellationToken: Ct)).Trigger;
        Assert.Equal((first.Id, first.Secret, first.HookUrl), (again.Id, again.Secret, again.HookUrl));
        var other = request.Clone();
        other.Trigger.Name = "else";
        await Refused.ByAsync("REQUEST_ID_REUSED", async () => await _stage.Client.Triggers.CreateTriggerAsync(other, cancellationToken: Ct));
        Assert.Empty((await _stage.Client.Triggers.GetTriggerAsync(new() { TriggerId = first.Id }, cancellationToken: Ct)).Trigger.Secret);

        await using var db = _stage.Server.Services.GetRequiredService<ForgeStore>().Open(_stage.Client.TenantId);
        Assert.DoesNotContain(await db.Requests.ToListAsync(Ct), row => System.Text.Encoding.Latin1.GetString(row.Response).Contains(first.Secret, StringComparison.Ordinal));
        var stored = await db.Triggers.SingleAsync(Ct);
        Assert.DoesNotContain(first.Secret, System.Text.Encoding.Latin1.GetString(stored.Secret!), StringComparison.Ordinal);
        Assert.DoesNotContain(first.HookUrl.Split('/')[^1], System.Text.Encoding.Latin1.GetString(stored.HookKey!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_event_goes_the_whole_way_and_a_delivery_can_come_once_more()
    {
        var trigger = await _stage.MakeAsync();
        await _stage.Client.Triggers.SendTestEventAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct);
        var tested = Assert.Single(await _stage.RunsAsync(trigger));
        Assert.Equal(ExecutionMode.Test, tested.Mode);

        await _stage.PostAsync(trigger.HookUrl, """{"n": 1}""", trigger.Secret);
        var first = (await _stage.DeliveriesAsync(trigger)).Single(delivery => delivery.Source == DeliverySource.Webhook);
        var again = (await _stage.Client.Triggers.RedeliverDeliveryAsync(new() { DeliveryId = first.Id }, cancellationToken: Ct)).Delivery;
        Assert.Equal((DeliverySource.Redelivery, first.Id), (again.Source, again.FirstId));
        var runs = (await _stage.RunsAsync(trigger)).Where(run => run.Mode == ExecutionMode.Live).ToList();
        Assert.Equal(2, runs.Count);
        Assert.Equal(runs[0].InputData.Fields["data"], runs[1].InputData.Fields["data"]);

        await _stage.PostAsync(trigger.HookUrl, "{}", "wrong secret of it");
        var refused = (await _stage.DeliveriesAsync(trigger)).Single(delivery => delivery.Verdict == DeliveryVerdict.BadSignature);
        await Refused.ByAsync("TRANSITION_NOT_ALLOWED", async () => await _stage.Client.Triggers.RedeliverDeliveryAsync(new() { DeliveryId = refused.Id }, cancellationToken: Ct));
    }
}
