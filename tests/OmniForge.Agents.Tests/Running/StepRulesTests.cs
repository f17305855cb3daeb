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

        var found = StepRules.Decide(skill, attempt, new RunFailure(reason, RunFailureCategory.Model, "no") { Retryable = retryable });

        Assert.Equal(expected, found.ToString());
    }

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(5, null, 16)]
    [InlineData(9, null, 60)]
    [InlineData(2, 1.0, 2)]
    [InlineData(2, 45.0, 45)]
    [InlineData(2, 600.0, 600)]
    public void Pauses_grow_to_a_limit_unless_the_provider_asks_for_more(int attempt, double? asked, double seconds)
        => Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            StepRules.Pause(new StepRetry(), attempt, asked is { } s ? TimeSpan.FromSeconds(s) : null));
}
