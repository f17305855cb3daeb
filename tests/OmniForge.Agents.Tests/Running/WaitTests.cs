using System.Text.Json;
using OmniForge.Agents.Models;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Running;

public sealed class WaitTests
{
    private readonly ListLog _log = new();

    [Fact]
    public async Task A_call_that_needs_approval_is_written_down_and_the_run_leaves()
    {
        var tool = FakeTool.Answering("Send", ToolClass.Destructive, FakeTool.Value("""{"sent":true}"""));
        var outcome = await RunAsync(tool, new WaitOptions { Approvals = ApprovalRule.External }, ScriptedModel.Calls("Send", ("to", "all")));
        Assert.Equal(RunEnd.Suspended, outcome.End);
        Assert.Equal([new RunWait(WaitCause.Input, Runs.Start.AddHours(24))], outcome.Waits);
        Assert.Empty(tool.Calls);
        var asked = Assert.Single(_log.Of<QuestionOpened>()).Question;
        Assert.Equal(("1:1", QuestionKind.Approval, "Send"), (asked.Id, asked.Kind, asked.Tool));
        Assert.Empty(_log.Of<StepFinished>());
    }

    [Theory]
    [InlineData(ApprovalRule.Never, ToolClass.Execute, false)]
    [InlineData(ApprovalRule.External, ToolClass.Write, false)]
    [InlineData(ApprovalRule.External, ToolClass.Execute, true)]
    [InlineData(ApprovalRule.Writes, ToolClass.Read, false)]
    [InlineData(ApprovalRule.Writes, ToolClass.Workspace, true)]
    public async Task The_rule_says_which_calls_wait(ApprovalRule rule, ToolClass kind, bool waits)
    {
        var tool = FakeTool.Answering("Send", kind, FakeTool.Value("""{"sent":true}"""));
        var outcome = await RunAsync(tool, new WaitOptions { Approvals = rule }, ScriptedModel.Calls("Send"), ScriptedModel.Says("""{"done":true}"""));
        Assert.Equal(waits ? RunEnd.Suspended : RunEnd.Succeeded, outcome.End);
    }

    [Fact]
    public async Task An_approved_call_is_made_with_its_own_key_and_the_model_goes_on_behind_it()
    {
        var tool = FakeTool.Answering("Send", ToolClass.Destructive, FakeTool.Value("""{"sent":true}"""));
        var open = Open("1:2", "Send", """{"to":"all"}""", QuestionKind.Approval, new QuestionAnswer(QuestionDecision.Approve) { Fresh = true });
        var outcome = await RunAsync(tool, Back(open) with { Approvals = ApprovalRule.External }, ScriptedModel.Says("""{"done":true}"""));
        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Equal([("""{"to":"all"}""", "e1:1:2")], tool.Calls);
        Assert.Empty(_log.Of<StepStarted>());
        Assert.Empty(_log.Of<ToolRequested>());
        Assert.Equal("1:2", Assert.Single(_log.Of<ToolFinished>()).CallId);
    }

    [Theory]
    [InlineData(QuestionDecision.Deny, false, "INTERRUPT_DENIED")]
    [InlineData(QuestionDecision.Deny, true, "INTERRUPT_EXPIRED")]
    public async Task A_refused_call_ends_the_run_with_the_reason(QuestionDecision decision, bool expired, string reason)
    {
        var tool = FakeTool.Answering("Send", ToolClass.Destructive, FakeTool.Value("""{"sent":true}"""));
        var open = Open("1:1", "Send", "{}", QuestionKind.Approval, new QuestionAnswer(decision) { Fresh = true, Expired = expired });
        var outcome = await RunAsync(tool, Back(open));
        Assert.Equal((RunEnd.Failed, reason, reason), (outcome.End, outcome.StopReason, outcome.Failure!.Reason));
        Assert.Empty(tool.Calls);
        Assert.Equal(ToolErrorCode.Denied, Assert.Single(_log.Of<ToolFinished>()).Error!.Code);
    }

    [Theory]
    [InlineData(ToolRepeat.Unsafe, true)]
    [InlineData(ToolRepeat.Probe, true)]
    [InlineData(ToolRepeat.Safe, false)]
    [InlineData(ToolRepeat.Keyed, false)]
    public async Task A_change_that_may_have_happened_is_asked_about_unless_it_can_be_repeated(ToolRepeat repeat, bool asked)
    {
        var tool = Repeating(repeat);
        var outcome = await RunAsync(tool, Back(Open("1:1", "Send", "{}")), ScriptedModel.Says("""{"done":true}"""));
        Assert.Equal(asked ? RunEnd.Suspended : RunEnd.Succeeded, outcome.End);
        Assert.Equal(asked ? 0 : 1, tool.Calls.Count);
        Assert.Equal(asked ? "1:1.doubt1" : null, _log.Of<QuestionOpened>().SingleOrDefault()?.Question.Id);
    }

    [Theory]
    [InlineData(QuestionDecision.Retry, true, 1, RunEnd.Succeeded)]
    [InlineData(QuestionDecision.Retry, false, 0, RunEnd.Suspended)]
    [InlineData(QuestionDecision.Skip, true, 0, RunEnd.Succeeded)]
    [InlineData(QuestionDecision.Skip, false, 0, RunEnd.Succeeded)]
    [InlineData(QuestionDecision.Deny, true, 0, RunEnd.Failed)]
    public async Task A_doubt_is_settled_by_the_answer_and_a_second_crash_doubts_again(QuestionDecision decision, bool fresh, int calls, RunEnd end)
    {
        var tool = Repeating(ToolRepeat.Unsafe);
        var open = Open("1:1", "Send", "{}", QuestionKind.InDoubt, new QuestionAnswer(decision) { Fresh = fresh });
        var outcome = await RunAsync(tool, Back(open), ScriptedModel.Says("""{"done":true}"""));
        Assert.Equal((end, calls), (outcome.End, tool.Calls.Count));
        Assert.Equal(end == RunEnd.Suspended ? "1:1.doubt2" : null, _log.Of<QuestionOpened>().SingleOrDefault()?.Question.Id);
    }

    [Fact]
    public async Task A_question_of_a_skill_waits_and_its_answer_is_the_result()
    {
        var asking = new AskUserTool();
        var outcome = await RunAsync(asking, new WaitOptions(), ScriptedModel.Calls("AskUser", ("question", "Which one?"), ("choices", new[] { "a", "b" })));
        var question = Assert.Single(_log.Of<QuestionOpened>()).Question;
        Assert.Equal((RunEnd.Suspended, QuestionKind.Input, "Which one?"), (outcome.End, question.Kind, question.Prompt));
        Assert.Equal(["a", "b"], question.Choices);
        var open = Open("1:1", "AskUser", """{"question":"Which one?"}""", QuestionKind.Input,
            new QuestionAnswer(QuestionDecision.Submit) { Response = JsonElement.Parse("""{"answer":"b"}""") });
        var model = new ScriptedModel(ScriptedModel.Says("""{"done":true}"""));
        var back = await Runs.RunAsync(Request(model, asking, Back(open)), _log);
        Assert.Equal(RunEnd.Succeeded, back.End);
        Assert.Contains(model.Asked[0], message => message.Contents.Any(content => content is Microsoft.Extensions.AI.FunctionResultContent { Result: string text } && text.Contains("\"b\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_anybody_to_ask_the_question_is_refused_and_a_dry_run_goes_on_with_a_likely_answer()
    {
        var alone = Request(new ScriptedModel(ScriptedModel.Calls("AskUser", ("question", "Which one?")), ScriptedModel.Says("""{"done":true}""")), new AskUserTool(), null);
        Assert.Equal(RunEnd.Succeeded, (await Runs.RunAsync(alone, _log)).End);
        Assert.Equal(ToolErrorCode.Denied, Assert.Single(_log.Of<ToolFinished>()).Error!.Code);
        var dry = Request(
            new ScriptedModel(ScriptedModel.Calls("AskUser", ("question", "Which one?"), ("choices", new[] { "a", "b" })), ScriptedModel.Says("""{"done":true}""")),
            new AskUserTool(), new WaitOptions()) with
        { Mode = RunMode.DryRun };
        var log = new ListLog();
        Assert.Equal(RunEnd.Succeeded, (await Runs.RunAsync(dry, log)).End);
        Assert.Equal("""{"answer":"a"}""", Assert.Single(log.Of<ToolFinished>()).Result!.ToJsonString());
    }

    [Fact]
    public async Task A_pause_takes_hold_before_the_next_model_turn_and_before_the_next_step()
    {
        var pause = false;
        var tool = new FakeTool("Send", ToolClass.Read, """{"type":"object"}""", (_, _, _) =>
        {
            pause = true;
            return Task.FromResult(FakeTool.Value("{}"));
        });
        var outcome = await RunAsync(tool, new WaitOptions { PauseAsked = () => pause }, ScriptedModel.Calls("Send"));
        Assert.Equal((RunEnd.Suspended, WaitCause.Paused), (outcome.End, Assert.Single(outcome.Waits).Cause));
        Assert.Single(_log.Of<ToolFinished>());
        var log = new ListLog();
        var before = Request(new ScriptedModel(), tool, new WaitOptions { PauseAsked = () => pause });
        Assert.Equal(RunEnd.Suspended, (await Runs.RunAsync(before, log)).End);
        Assert.Empty(log.Events);
    }

    [Fact]
    public async Task A_long_pause_between_attempts_is_waited_for_elsewhere_and_the_next_attempt_follows_it()
    {
        var broken = new ModelException(new ModelFault(ModelFaultKind.Overloaded, "it is away.", "Try again."));
        var skill = Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Retry, Retry = new StepRetry { InitialBackoff = TimeSpan.FromSeconds(30) } };
        var request = Runs.Request(new ScriptedModel(ScriptedModel.Throws(broken)), [skill]) with { Waits = new WaitOptions() };
        var outcome = await Runs.RunAsync(request, _log);
        var due = Assert.Single(_log.Of<StepRetryScheduled>()).At;
        Assert.Equal((RunEnd.Suspended, new RunWait(WaitCause.Retry, due)), (outcome.End, Assert.Single(outcome.Waits)));
        var log = new ListLog();
        var back = Runs.Request(new ScriptedModel(ScriptedModel.Says("""{"done":true}""")), [skill]) with
        {
            Waits = new WaitOptions { OpenSteps = new Dictionary<string, OpenStep> { ["1"] = new() { Attempt = 1, RetryAt = Runs.Start.AddSeconds(-1) } } },
        };
        Assert.Equal(RunEnd.Succeeded, (await Runs.RunAsync(back, log)).End);
        Assert.Equal(2, Assert.Single(log.Of<StepStarted>()).Attempt);
    }

    [Fact]
    public async Task A_call_of_the_client_waits_for_its_result_and_gives_up_in_time()
    {
        var tool = new ClientTool();
        var asked = await RunAsync(tool, new WaitOptions(), ScriptedModel.Calls("Look"));
        Assert.Equal((RunEnd.Suspended, Runs.Start.AddMinutes(1)), (asked.End, Assert.Single(asked.Waits).Until!.Value));
        Assert.True(Assert.Single(_log.Of<ToolRequested>()).ClientHosted);
        var answered = Open("1:1", "Look", "{}") with { Submitted = FakeTool.Value("""{"seen":1}""") };
        Assert.Equal(RunEnd.Succeeded, (await RunAsync(tool, Back(answered), ScriptedModel.Says("""{"done":true}"""))).End);
        var late = Open("1:1", "Look", "{}") with { RequestedAt = Runs.Start.AddMinutes(-2) };
        var log = new ListLog();
        Assert.Equal(RunEnd.Succeeded, (await Runs.RunAsync(Request(new ScriptedModel(ScriptedModel.Says("""{"done":true}""")), tool, Back(late)), log)).End);
        Assert.Equal(ToolErrorCode.Timeout, Assert.Single(log.Of<ToolFinished>()).Error!.Code);
    }

    [Fact]
    public async Task Messages_are_written_down_before_the_model_reads_them_and_read_again_at_their_place_after_a_break()
    {
        var inbox = new Queue<SentMessage>([new("m1", "hurry up")]);
        var model = new ScriptedModel(ScriptedModel.Says("""{"done":true}"""));
        var tool = FakeTool.Answering("Send", ToolClass.Read, FakeTool.Value("{}"));
        var waits = new WaitOptions { TakeMessages = _ => inbox.TryDequeue(out var sent) ? [sent] : [] };
        await Runs.RunAsync(Request(model, tool, waits), _log);
        Assert.Equal("hurry up", model.Asked[0][^1].Text);
        Assert.Equal(("m1", "user"), (_log.Of<MessageCompleted>()[0].MessageId, _log.Of<MessageCompleted>()[0].Role));
        var again = new ScriptedModel(ScriptedModel.Says("""{"done":true}"""));
        var open = new OpenStep { Attempt = 1, LastCall = 1, Messages = [new("hurry up", 0), new("and again", 1)] };
        var call = new ToolFinished("1:1", "Send", new System.Text.Json.Nodes.JsonObject(), null, false, TimeSpan.Zero, false) { Arguments = [] };
        await Runs.RunAsync(
            Request(again, tool, Back(open)) with { FinishedCalls = new Dictionary<string, ToolFinished> { ["1:1"] = call } }, new ListLog());
        Assert.Equal(["hurry up", "", "", "and again"], again.Asked[0].Skip(3).Select(message => message.Text));
    }

    [Fact]
    public async Task Changes_of_an_earlier_attempt_are_not_made_again_after_a_break()
    {
        var tool = FakeTool.Answering("Send", ToolClass.Write, FakeTool.Value("""{"sent":true}"""));
        var made = new ToolFinished("1:1", "Send", System.Text.Json.Nodes.JsonNode.Parse("""{"sent":true}"""), null, false, TimeSpan.Zero, false)
        {
            Arguments = Runs.Json("""{"to":"all"}"""),
            Attempt = 1,
        };
        var request = Request(
            new ScriptedModel(ScriptedModel.Calls("Send", ("to", "all")), ScriptedModel.Says("""{"done":true}""")),
            tool, Back(new OpenStep { Attempt = 2, LastCall = 1 })) with
        { FinishedCalls = new Dictionary<string, ToolFinished> { ["1:1"] = made } };
        Assert.Equal(RunEnd.Succeeded, (await Runs.RunAsync(request, _log)).End);
        Assert.Empty(tool.Calls);
    }

    private Task<RunOutcome> RunAsync(
        ITool tool, WaitOptions waits, params Func<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>, IEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate>>[] turns)
        => Runs.RunAsync(Request(new ScriptedModel(turns), tool, waits), _log);

    private static RunRequest Request(ScriptedModel model, ITool tool, WaitOptions? waits)
        => Runs.Request(model, [Runs.Skill("a")], tool) with { Waits = waits };

    private static WaitOptions Back(OpenCall call) => Back(new OpenStep { Attempt = 1, LastCall = 2, Calls = [call] });

    private static WaitOptions Back(OpenStep step) => new() { OpenSteps = new Dictionary<string, OpenStep> { ["1"] = step } };

    private static OpenCall Open(string id, string tool, string arguments) => new()
    {
        Id = id,
        Tool = tool,
        Arguments = Runs.Json(arguments),
        RequestedAt = Runs.Start,
    };

    private static OpenCall Open(string id, string tool, string arguments, QuestionKind kind, QuestionAnswer answer)
        => Open(id, tool, arguments) with { Questions = [new OpenQuestion(id, kind, Runs.Start.AddHours(24), answer)] };

    private static FakeTool Repeating(ToolRepeat repeat) => new(
        "Send", ToolClass.Write, """{"type":"object"}""", (_, _, _) => Task.FromResult(FakeTool.Value("""{"sent":true}""")), repeat: repeat);

    /// <summary>A tool whose calls are made somewhere else.</summary>
    private sealed class ClientTool : ITool
    {
        public ToolDescriptor Descriptor { get; } = new()
        {
            Name = "Look",
            Title = "Look",
            Description = "Looks.",
            InputSchema = JsonElement.Parse("""{"type":"object"}"""),
            Class = ToolClass.Read,
            ClientHosted = true,
            Timeout = TimeSpan.FromMinutes(1),
        };

        public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
            => throw new InvalidOperationException("It is not made here.");
    }
}
