using OmniForge.Agents.Running;

namespace OmniForge.Agents.Tests.Running;

public sealed class StepRulesTests
{
    [Theory]
    [InlineData(StepErrorStrategy.Stop, 1, true, "X", "Stop")]
    [InlineData(StepErrorStrategy.Skip, 1, true, "X", "Skip")]
    [InlineData(StepErrorStrategy.Skip, 1, false, "X", "Skip")]
    [InlineData(StepErrorStrategy.Retry, 1, true, "X", "Retry")]
    [InlineData(StepErrorStrategy.Retry, 3, true, "X", "Retry")]
    [InlineData(StepErrorStrategy.Retry, 4, true, "X", "Stop")]
    [InlineData(StepErrorStrategy.Retry, 1, false, "X", "Stop")]
    [InlineData(StepErrorStrategy.Skip, 1, true, "BUDGET", "Stop")]
    [InlineData(StepErrorStrategy.Skip, 1, true, "DEADLINE", "Stop")]
    [InlineData(StepErrorStrategy.Retry, 1, true, "DEADLINE", "Stop")]
    public void A_failed_attempt_has_one_consequence(StepErrorStrategy strategy, int attempt, bool retryable, string reason, string expected)
    {
        var skill = Runs.Skill("a") with { ErrorStrategy = strategy };

        var found = StepRules.Decide(skill, attempt, new RunFailure(reason, RunFailureCategory.Model, "no") { Retryable = retryable }, StepActor.Own);

        Assert.Equal(expected, found.ToString());
    }

    [Theory]
    [InlineData(1, null, 0.5, 1)]
    [InlineData(2, null, 0.5, 2)]
    [InlineData(2, null, 0, 1.8)]
    [InlineData(2, null, 1, 2.2)]
    [InlineData(5, null, 0.5, 16)]
    [InlineData(9, null, 1, 60)]
    [InlineData(2, 1.0, 0.5, 2)]
    [InlineData(2, 45.0, 1, 45)]
    [InlineData(2, 600.0, 0, 600)]
    public void Pauses_grow_to_a_limit_unless_the_provider_asks_for_more(int attempt, double? asked, double spread, double seconds)
        => Assert.Equal(
            seconds,
            Backoff.Pause(new StepRetry(), attempt, asked is { } s ? TimeSpan.FromSeconds(s) : null, spread).TotalSeconds,
            tolerance: 0.0001);

    [Fact]
    public void The_spread_of_pauses_is_no_chance()
    {
        var spreads = Enumerable.Range(0, 200).Select(i => Backoff.Spread($"e{i}", "1", 1)).ToList();

        Assert.All(spreads, s => Assert.InRange(s, 0, 1));
        Assert.Equal(spreads, Enumerable.Range(0, 200).Select(i => Backoff.Spread($"e{i}", "1", 1)));
        Assert.InRange(spreads.Average(), 0.4, 0.6);
    }

    [Theory]
    [InlineData(StepErrorStrategy.Stop, 1, "X", "Retry")]
    [InlineData(StepErrorStrategy.Skip, 2, "X", "Retry")]
    [InlineData(StepErrorStrategy.Skip, 3, "X", "Skip")]
    [InlineData(StepErrorStrategy.Fallback, 3, "X", "Fallback")]
    [InlineData(StepErrorStrategy.Retry, 1, "NEVER", "Stop")]
    [InlineData(StepErrorStrategy.Fallback, 1, "NEVER", "Fallback")]
    [InlineData(StepErrorStrategy.Skip, 1, "NOT_RECORDED", "Stop")]
    public void A_given_policy_comes_before_every_strategy(StepErrorStrategy strategy, int attempt, string reason, string expected)
    {
        var skill = Runs.Skill("a") with
        {
            ErrorStrategy = strategy,
            Fallback = "b",
            Retry = new StepRetry { MaxRetries = 2, NonRetryable = ["NEVER"] },
        };
        var failure = new RunFailure(reason, RunFailureCategory.Model, "no") { Retryable = true };

        Assert.Equal(expected, StepRules.Decide(skill, attempt, failure, StepActor.Own).ToString());
        Assert.Equal("Stop", StepRules.Decide(skill, attempt, failure, StepActor.Fallback).ToString());
    }
}
