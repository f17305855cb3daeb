using OmniForge.Cli.Commands;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed class ExecutionProgressTests
{
    private readonly ExecutionProgress _progress = new(TimeProvider.System);

    [Fact]
    public void A_run_that_asks_says_what_and_how_to_answer()
    {
        var line = _progress.Take(new()
        {
            ExecutionId = "e1",
            InterruptOpened = new() { Interrupt = new() { Kind = InterruptKind.Auth, Prompt = "Notion no longer accepts our access. Sign in with: omniforge connections add notion" } },
        });
        Assert.Contains("omniforge connections add notion", line, StringComparison.Ordinal);
        Assert.Contains("omniforge executions answer e1 ANSWER", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionStatus.WaitingForRetry, "waiting for Notion until 10:04:12", "  waiting for Notion until 10:04:12")]
    [InlineData(ExecutionStatus.WaitingForAuth, "waiting for a sign-in to Notion", "  waiting for a sign-in to Notion")]
    [InlineData(ExecutionStatus.Running, "the time has come", null)]
    public void A_run_that_waits_says_for_whom(ExecutionStatus to, string cause, string? line)
        => Assert.Equal(line, _progress.Take(new() { StatusChanged = new() { From = ExecutionStatus.Running, To = to, Cause = cause } }));
}
