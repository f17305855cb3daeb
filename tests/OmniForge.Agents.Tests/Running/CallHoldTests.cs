using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Calls that were refused for now, for want of an account or of patience, are made again as the same call.</summary>
public sealed class CallHoldTests
{
    private static readonly DateTimeOffset Later = Runs.Start.AddMinutes(3);

    private static readonly ToolResult SignedOut = new()
    {
        Error = new(ToolErrorCode.Auth, "Notion no longer accepts our access.") { Account = new("notion", "Notion", "c1") },
    };

    private static readonly ToolResult TooFast = new()
    {
        Error = new(ToolErrorCode.RateLimited, "Notion takes no more requests for now.") { RetryAt = Later, Account = new("notion", "Notion", "c1") },
    };

    private readonly ListLog _log = new();

    [Fact]
    public async Task A_call_without_its_account_asks_for_a_sign_in_and_the_run_leaves()
    {
        var outcome = await RunAsync(Tool(SignedOut), new WaitOptions { Assignees = ["somebody"] }, ScriptedModel.Calls("Send"));

        Assert.Equal((RunEnd.Suspended, new RunWait(WaitCause.Auth, Runs.Start.AddHours(24)) { For = "Notion" }), (outcome.End, Assert.Single(outcome.Waits)));
        var asked = Assert.Single(_log.Of<QuestionOpened>()).Question;
        Assert.Equal(("1:1.signin1", QuestionKind.Auth, "notion", "c1"), (asked.Id, asked.Kind, asked.Integration, asked.ConnectionId));
        Assert.Equal("Sign in to Notion again to go on", asked.Title);
        Assert.Contains("omniforge connections add notion", asked.Prompt, StringComparison.Ordinal);
        Assert.Equal(["RETRY", "SKIP", "DENY"], asked.Choices);
        Assert.Empty(asked.Assignees);
        Assert.Empty(_log.Of<ToolFinished>());
    }

    [Theory]
    [InlineData(QuestionDecision.Retry, true, ToolRepeat.Unsafe, 1, RunEnd.Succeeded)]
    [InlineData(QuestionDecision.Retry, false, ToolRepeat.Unsafe, 0, RunEnd.Suspended)]
    [InlineData(QuestionDecision.Retry, false, ToolRepeat.Keyed, 1, RunEnd.Succeeded)]
    [InlineData(QuestionDecision.Skip, true, ToolRepeat.Unsafe, 0, RunEnd.Succeeded)]
    [InlineData(QuestionDecision.Deny, true, ToolRepeat.Unsafe, 0, RunEnd.Failed)]
    public async Task The_answer_decides_what_becomes_of_it_and_a_crash_after_it_raises_a_doubt(
        QuestionDecision decision, bool fresh, ToolRepeat repeat, int calls, RunEnd end)
    {
        var tool = Tool(FakeTool.Value("""{"sent":true}"""), repeat);
        var open = Open() with { Questions = [new("1:1.signin1", QuestionKind.Auth, Runs.Start.AddHours(1), new(decision) { Fresh = fresh })] };

        var outcome = await RunAsync(tool, Back(open), ScriptedModel.Says("""{"done":true}"""));

        Assert.Equal((end, calls), (outcome.End, tool.Calls.Count));
        Assert.All(tool.Calls, call => Assert.Equal("e1:1:1", call.Key));
        Assert.Equal(end == RunEnd.Suspended ? "1:1.doubt1" : null, _log.Of<QuestionOpened>().SingleOrDefault()?.Question.Id);
    }

    [Fact]
    public async Task Nobody_signs_in_in_time_and_the_run_says_so_in_plain_words()
    {
        var open = Open() with
        {
            Questions = [new("1:1.signin1", QuestionKind.Auth, Runs.Start, new(QuestionDecision.Deny) { Fresh = true, Expired = true })],
        };
        var outcome = await RunAsync(Tool(SignedOut), Back(open));
        Assert.Equal((RunEnd.Failed, "INTERRUPT_EXPIRED"), (outcome.End, outcome.StopReason));
        Assert.Contains("needs an account, and nobody signed in to it in time", outcome.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_call_asks_five_times_at_most_and_then_its_error_is_its_result()
    {
        var questions = Enumerable.Range(1, CallHold.Most)
            .Select(i => new OpenQuestion($"1:1.signin{i}", QuestionKind.Auth, Runs.Start.AddHours(1), new(QuestionDecision.Retry) { Fresh = i == CallHold.Most })).ToList();
        var outcome = await RunAsync(Tool(SignedOut), Back(Open() with { Questions = questions }), ScriptedModel.Says("""{"done":true}"""));
        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Equal(ToolErrorCode.Auth, Assert.Single(_log.Of<ToolFinished>()).Error!.Code);
    }

    [Fact]
    public async Task A_call_that_is_put_off_leaves_until_then()
    {
        var outcome = await RunAsync(Tool(TooFast), new WaitOptions(), ScriptedModel.Calls("Send"));
        Assert.Equal((RunEnd.Suspended, new RunWait(WaitCause.Retry, Later) { For = "Notion" }), (outcome.End, Assert.Single(outcome.Waits)));
        Assert.Equal(new ToolPostponed("1:1", "Send", "Notion", Later, 1) { StepPath = "1" }, Assert.Single(_log.Of<ToolPostponed>()));
        Assert.Empty(_log.Of<ToolFinished>());
    }

    [Fact]
    public async Task Whoever_looks_too_early_leaves_again_without_a_call_and_says_that_there_was_none()
    {
        var tool = Tool(TooFast);
        var outcome = await RunAsync(tool, Back(Open() with { Postponed = new(Later, 2, "Notion") }));
        Assert.Equal((RunEnd.Suspended, Later), (outcome.End, Assert.Single(outcome.Waits).Until!.Value));
        Assert.Empty(tool.Calls);
        Assert.Equal(2, Assert.Single(_log.Of<ToolPostponed>()).Times);
    }

    [Theory]
    [InlineData(true, ToolRepeat.Unsafe, 1)]
    [InlineData(true, ToolRepeat.Probe, 1)]
    [InlineData(false, ToolRepeat.Unsafe, 0)]
    [InlineData(false, ToolRepeat.Keyed, 1)]
    public async Task When_the_time_has_come_the_same_call_is_made_unless_another_run_may_have_made_it(bool fresh, ToolRepeat repeat, int calls)
    {
        var tool = Tool(FakeTool.Value("""{"sent":true}"""), repeat);
        var open = Open() with { Postponed = new(Runs.Start.AddSeconds(-1), 1, "Notion") { Fresh = fresh } };
        var outcome = await RunAsync(tool, Back(open), ScriptedModel.Says("""{"done":true}"""));
        Assert.Equal(calls == 1 ? RunEnd.Succeeded : RunEnd.Suspended, outcome.End);
        Assert.Equal(Enumerable.Repeat(("{}", "e1:1:1"), calls), tool.Calls);
    }

    [Fact]
    public async Task A_provider_that_asks_for_patience_five_times_is_believed()
    {
        var open = Open() with { Postponed = new(Runs.Start, CallHold.Most, "Notion") };
        var outcome = await RunAsync(Tool(TooFast), Back(open), ScriptedModel.Says("""{"done":true}"""));
        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Equal(ToolErrorCode.RateLimited, Assert.Single(_log.Of<ToolFinished>()).Error!.Code);
    }

    [Theory]
    [InlineData(RunMode.DryRun, true)]
    [InlineData(RunMode.Live, false)]
    public async Task A_dry_run_and_a_run_that_cannot_come_back_wait_for_nothing(RunMode mode, bool canLeave)
    {
        foreach (var refused in (ToolResult[])[SignedOut, TooFast])
        {
            var log = new ListLog();
            var model = new ScriptedModel(ScriptedModel.Calls("Look"), ScriptedModel.Says("""{"done":true}"""));
            var request = Runs.Request(model, [Runs.Skill("a")], FakeTool.Answering("Look", ToolClass.Read, refused)) with
            {
                Mode = mode,
                Waits = canLeave ? new WaitOptions() : null,
            };
            Assert.Equal(RunEnd.Succeeded, (await Runs.RunAsync(request, log)).End);
            Assert.Equal(refused.Error!.Code, Assert.Single(log.Of<ToolFinished>()).Error!.Code);
        }
    }

    private Task<RunOutcome> RunAsync(
        ITool tool, WaitOptions waits, params Func<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>, IEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate>>[] turns)
        => Runs.RunAsync(Runs.Request(new ScriptedModel(turns), [Runs.Skill("a")], tool) with { Waits = waits }, _log);

    private static FakeTool Tool(ToolResult result, ToolRepeat repeat = ToolRepeat.Unsafe) => new(
        "Send", ToolClass.Write, """{"type":"object"}""", (_, _, _) => Task.FromResult(result), repeat: repeat);

    private static WaitOptions Back(OpenCall call)
        => new() { OpenSteps = new Dictionary<string, OpenStep> { ["1"] = new() { Attempt = 1, LastCall = 1, Calls = [call] } } };

    private static OpenCall Open() => new() { Id = "1:1", Tool = "Send", Arguments = [], RequestedAt = Runs.Start };
}
