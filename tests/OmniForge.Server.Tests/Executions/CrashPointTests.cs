using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;

namespace OmniForge.Server.Tests.Executions;

/// <summary>A run that breaks off anywhere, goes on, breaks off anywhere again and goes on: nothing twice, nothing uncounted.</summary>
public sealed class CrashPointTests
{
    private const int Steps = 2;
    private const int Calls = 2;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(Steps)]
    public async Task After_two_crashes_anywhere_each_change_has_one_key_and_all_use_is_counted(int parallel)
    {
        foreach (var (first, second) in await PairsAsync(parallel))
        {
            var tool = new KeyedTool();
            var run = new CrashPoints(Plan(parallel, Steps * Calls), new CountingModel("Send", Calls), tool);
            var outcome = await ThroughAsync(run, first, second);

            Assert.Equal((first, second, RunEnd.Succeeded), (first, second, outcome.End));
            Assert.Equal(Steps * Calls, tool.Sent.Select(sent => sent.Key).Distinct().Count());
            Assert.Equal(Steps * Calls, tool.Sent.Distinct().Count());
            Assert.Equal(run.Written.Where(e => e.UsageRecorded is not null).Sum(e => e.UsageRecorded.Delta.InputTokens), outcome.Usage.InputTokens);
            Assert.InRange(outcome.Usage.InputTokens, CountingModel.TokensPerTurn * Steps * (Calls + 1), int.MaxValue);
            Assert.Equal(Steps * Calls, outcome.Usage.ToolCalls);
        }
    }

    [Fact]
    public async Task A_crash_does_not_give_new_changes_or_calls()
    {
        foreach (var limits in new[] { new RunLimits { MaxWrites = 3 }, new RunLimits { MaxToolCalls = 3 } })
        {
            foreach (var (first, second) in await PairsAsync(Steps))
            {
                var tool = new KeyedTool();
                var run = new CrashPoints(Plan(Steps, 0) with { Limits = limits }, new CountingModel("Send", Calls), tool);
                var outcome = await ThroughAsync(run, first, second);

                Assert.Equal((first, second, "BUDGET"), (first, second, outcome.StopReason));
                Assert.Equal(3, tool.Sent.Select(sent => sent.Key).Distinct().Count());
            }
        }
    }

    [Fact]
    public async Task A_change_that_failed_keeps_its_key_over_crashes()
    {
        foreach (var (first, second) in await PairsAsync(1))
        {
            var tool = new KeyedTool(FirstFails);
            var run = new CrashPoints(Plan(1, 100), new CountingModel("Send", Calls), tool);
            var outcome = await ThroughAsync(run, first, second);

            Assert.Equal((first, second, RunEnd.Succeeded), (first, second, outcome.End));
            Assert.Equal(Steps * Calls, tool.Sent.Distinct().Count());
            Assert.Equal(run.Written.Count(e => e.ToolRequested is not null), outcome.Usage.ToolCalls);
        }
    }

    [Fact]
    public async Task A_change_that_cannot_be_repeated_is_never_sent_twice_without_a_question()
    {
        foreach (var (first, second) in await PairsAsync(1))
        {
            var tool = new KeyedTool(FirstFails) { Descriptor = KeyedTool.Describe(ToolRepeat.Unsafe) };
            var run = new CrashPoints(Plan(1, 100), new CountingModel("Send", Calls), tool);
            var outcome = await ThroughAsync(run, first, second);

            Assert.Equal((first, second, RunEnd.Suspended), (first, second, outcome.End));
            Assert.Single(tool.Sent);
            Assert.Single(run.Written, e => e.InterruptOpened is not null);
        }
    }

    private static ToolResult? FirstFails(string arguments, int times) => times == 1 ? ToolResult.Fail(ToolErrorCode.Unavailable, "It did not say.") : null;

    private static async Task<RunOutcome> ThroughAsync(CrashPoints run, int first, int second)
        => await run.RunAsync(first, Ct) ?? await run.RunAsync(second, Ct) ?? (await run.RunAsync(int.MaxValue, Ct))!;

    private static async Task<IEnumerable<(int First, int Second)>> PairsAsync(int parallel)
    {
        var whole = new CrashPoints(Plan(parallel, Steps * Calls), new CountingModel("Send", Calls), new KeyedTool());
        Assert.Equal(RunEnd.Succeeded, (await whole.RunAsync(int.MaxValue, Ct))!.End);
        return from first in Enumerable.Range(0, whole.Written.Count) from second in Enumerable.Range(0, whole.Written.Count - first) select (first, second);
    }

    private static AgentPlan Plan(int parallel, int writes) => new()
    {
        AgentId = "a1",
        Name = "Sender",
        Skills = [.. Enumerable.Range(1, Steps).Select(n => new PlannedSkill
        {
            Key = $"send-{n}",
            Name = $"send-{n}",
            Order = parallel == 1 ? n : 1,
            Text = $"---\nname: send-{n}\ndescription: Test skill\nallowed-tools: Send\n---\nSend it.\n",
            Digest = $"digest-{n}",
        })],
        GrantedTools = ["Send"],
        Limits = new() { MaxWrites = writes },
    };
}
