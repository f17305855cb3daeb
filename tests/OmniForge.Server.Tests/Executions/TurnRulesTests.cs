using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Turns;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public sealed class TurnRulesTests
{
    [Theory]
    [InlineData(BusyPolicy.Unspecified, BusyPolicy.Unspecified, ExecutionMode.Live, TriggerType.OnDemand, BusyPolicy.Allow)]
    [InlineData(BusyPolicy.Unspecified, BusyPolicy.Reject, ExecutionMode.Live, TriggerType.OnDemand, BusyPolicy.Reject)]
    [InlineData(BusyPolicy.Unspecified, BusyPolicy.Enqueue, ExecutionMode.Test, TriggerType.OnDemand, BusyPolicy.Enqueue)]
    [InlineData(BusyPolicy.Allow, BusyPolicy.Reject, ExecutionMode.Live, TriggerType.OnDemand, BusyPolicy.Allow)]
    [InlineData(BusyPolicy.CancelOther, BusyPolicy.Reject, ExecutionMode.Live, TriggerType.OnDemand, BusyPolicy.CancelOther)]
    [InlineData(BusyPolicy.Unspecified, BusyPolicy.Reject, ExecutionMode.DryRun, TriggerType.OnDemand, BusyPolicy.Allow)]
    [InlineData(BusyPolicy.Unspecified, BusyPolicy.Reject, ExecutionMode.Replay, TriggerType.OnDemand, BusyPolicy.Allow)]
    [InlineData(BusyPolicy.Reject, BusyPolicy.Unspecified, ExecutionMode.DryRun, TriggerType.OnDemand, BusyPolicy.Reject)]
    [InlineData(BusyPolicy.Unspecified, BusyPolicy.Reject, ExecutionMode.Live, TriggerType.Scheduled, BusyPolicy.Allow)]
    public void The_request_goes_before_the_agent_and_trials_and_schedules_before_neither(
        BusyPolicy wanted, BusyPolicy normal, ExecutionMode mode, TriggerType trigger, BusyPolicy policy)
        => Assert.Equal(policy, TurnRules.Of(new() { BusyPolicy = wanted }, mode, trigger, Plan(normal, null)).Policy);

    [Theory]
    [InlineData("", null, BusyPolicy.Allow, "")]
    [InlineData("", null, BusyPolicy.Reject, "agent-1")]
    [InlineData("", "crm", BusyPolicy.Allow, "crm")]
    [InlineData("ours", "crm", BusyPolicy.Enqueue, "ours")]
    public void The_key_is_the_requests_the_agents_or_the_agent_itself(string wanted, string? normal, BusyPolicy policy, string stored)
        => Assert.Equal(stored, TurnRules.Stored(
            TurnRules.Of(new() { ConcurrencyKey = wanted, BusyPolicy = policy }, ExecutionMode.Live, TriggerType.OnDemand, Plan(default, normal)), "agent-1"));

    [Fact]
    public void Without_others_everything_begins()
        => Assert.All(Enum.GetValues<BusyPolicy>(), policy => Assert.Equal(TurnPlace.Begin, TurnRules.Place(policy, 0)));

    [Fact]
    public void A_key_that_is_too_long_and_a_policy_that_does_not_exist_are_refused()
    {
        var key = Assert.Throws<DomainException>(() => Of(new() { ConcurrencyKey = new string('k', 129) }));
        Assert.Equal("concurrency_key", key.Violations[0].Field);
        var policy = Assert.Throws<DomainException>(() => Of(new() { BusyPolicy = (BusyPolicy)77 }));
        Assert.Equal("busy_policy", policy.Violations[0].Field);
    }

    private static TurnWish Of(StartExecutionRequest request)
        => TurnRules.Of(request, ExecutionMode.Live, TriggerType.OnDemand, Plan(default, null));

    private static ExecutionPlanRecord Plan(BusyPolicy busy, string? key)
        => new() { AgentName = "Test", Skills = [], GrantedTools = [], Busy = busy, ConcurrencyKey = key };
}
