using Microsoft.Extensions.AI;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Skills that call skills.</summary>
public sealed class NestedSkillTests
{
    private readonly ListLog _log = new();
    private readonly FakeTool _read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("""{"text":"x"}"""));

    [Fact]
    public async Task A_called_skill_is_a_step_below_the_calling_one_and_its_output_is_the_result_of_the_call()
    {
        var model = Model(("main", "helper"), ("helper", null));

        var outcome = await RunAsync(model, [Runs.Skill("main")], [Library("helper")]);

        Assert.Equal("""{"by":"helper"}""", outcome.Result!["got"]!.ToJsonString());
        Assert.Equal([("1", "main"), ("1/1", "helper")], _log.Of<StepStarted>().Select(s => (s.StepPath, s.Skill)));
        Assert.Equal([("1/1", "helper"), ("1", "main")], _log.Of<StepFinished>().Select(s => (s.StepPath, s.Step.Skill)));
        Assert.Equal("""{"from":"main"}""", _log.Of<StepStarted>()[1].Input.ToJsonString());
        Assert.Equal(("1:1", "Skill", ToolClass.Pure), (_log.Of<ToolRequested>()[0].CallId, _log.Of<ToolRequested>()[0].Tool, _log.Of<ToolRequested>()[0].Class));
    }

    [Fact]
    public async Task It_may_do_only_what_every_skill_around_it_may_do()
    {
        var model = new SkillModel((skill, turn, _, _) => Task.FromResult((skill, turn) switch
        {
            ("main", 1) => Calling("helper"),
            ("helper", 1) => SkillModel.Call("Read", ("file_path", "a")),
            ("helper", 2) => SkillModel.Call("post"),
            _ => SkillModel.Text("ok"),
        }));
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("{}"));

        await RunAsync(model, [Runs.Skill("main", tools: "Skill, Read")], [Library("helper", "post, Read")], post);

        Assert.Single(_read.Calls);
        Assert.Empty(post.Calls);
        Assert.Contains("'main'", Assert.Single(_log.Of<ToolDenied>()).Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", "main → main")]
    [InlineData("helper", "main → helper → helper")]
    public async Task A_skill_that_would_call_itself_is_refused_before_it_runs(string called, string chain)
    {
        var model = new SkillModel((skill, turn, _, _) => Task.FromResult((skill, turn) switch
        {
            ("main", 1) => Calling(called == "main" ? "main" : "helper"),
            ("helper", 1) => Calling("helper"),
            _ => SkillModel.Text("ok"),
        }));

        await RunAsync(model, [Runs.Skill("main")], [Library("main"), Library("helper")]);

        Assert.Contains(_log.Of<ToolFinished>(), f => f.Error is { Code: ToolErrorCode.Denied } e && e.Message.Contains(chain, StringComparison.Ordinal));
        Assert.Equal(called == "main" ? 1 : 2, _log.Of<StepStarted>().Count);
    }

    [Fact]
    public async Task The_third_fork_below_a_step_is_refused_and_turns_halve_on_the_way_but_never_below_three()
    {
        var turns = new Dictionary<string, int>();
        var model = new SkillModel((skill, turn, _, _) =>
        {
            turns[skill] = turn;
            var next = skill switch { "main" => "one", "one" => "two", "two" => "three", _ => "" };
            return Task.FromResult(turn == 1 ? Calling(next) : SkillModel.Call("Read", ("n", turn)));
        });
        LibrarySkill[] forks = [Library("one", fork: true), Library("two", fork: true), Library("three", fork: true)];

        await RunAsync(model, [Runs.Skill("main")], forks, limits: new RunLimits { MaxIterations = 9 });

        Assert.Equal(["1", "1/1", "1/1/1"], _log.Of<StepStarted>().Select(s => s.StepPath));
        Assert.Equal((9, 4, 3), (turns["main"], turns["one"], turns["two"]));
        Assert.Contains(_log.Of<ToolFinished>(), f => f.Error?.Message.Contains("main → one → two → three", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_fork_starts_afresh_and_any_other_goes_on_with_what_was_read()
    {
        var seen = new Dictionary<string, IReadOnlyList<ChatMessage>>();
        var model = new SkillModel((skill, turn, asked, _) =>
        {
            seen[$"{skill}{turn}"] = asked;
            return Task.FromResult((skill, turn) switch
            {
                ("main", 1) => SkillModel.Call("Read", ("file_path", "secret-of-main")),
                ("main", 2) => Calling("plain"),
                ("main", 3) => Calling("fork"),
                _ => SkillModel.Text("ok"),
            });
        });

        await RunAsync(model, [Runs.Skill("main")], [Library("plain"), Library("fork", fork: true)]);

        Assert.Contains("secret-of-main", Arguments(seen["plain1"]));
        Assert.DoesNotContain("secret-of-main", Arguments(seen["fork1"]));
        Assert.Equal(3, seen["fork1"].Count);
    }

    [Fact]
    public async Task A_fork_has_half_of_what_is_left_and_what_it_uses_counts_for_both()
    {
        var model = new SkillModel((skill, turn, _, _) => Task.FromResult(
            skill == "main" && turn == 1 ? Calling("fork") : skill == "fork" ? SkillModel.Call("Read", ("n", turn)) : SkillModel.Text("ok")));

        var outcome = await RunAsync(model, [Runs.Skill("main")], [Library("fork", fork: true)], limits: new RunLimits { MaxToolCalls = 9 });

        Assert.Equal(4, _read.Calls.Count);
        Assert.Equal((RunEnd.Succeeded, 5), (outcome.End, outcome.Usage.ToolCalls));
        Assert.Equal("BUDGET", _log.Of<StepFinished>()[0].Step.Failure!.Reason);
    }

    [Fact]
    public async Task What_fails_inside_is_an_answer_the_calling_skill_reads()
    {
        var model = new SkillModel((skill, turn, _, _) => Task.FromResult(
            skill == "helper" ? SkillModel.Text("") : turn == 1 ? Calling("helper") : turn == 2 ? Calling("helpr") : SkillModel.Text("went on")));

        var outcome = await RunAsync(model, [Runs.Skill("main")], [Library("helper")]);

        Assert.Equal("""{"text":"went on"}""", outcome.Result!.ToJsonString());
        var errors = _log.Of<ToolFinished>().Select(f => f.Error!).ToList();
        Assert.Contains("empty answer", errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'helper'", errors[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_crash_an_ended_skill_is_not_run_again_and_an_open_one_goes_on()
    {
        var asked = new List<string>();
        var model = new SkillModel((skill, turn, messages, _) =>
        {
            asked.Add(skill);
            return Task.FromResult(skill == "main" && !messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Any() ? Calling("helper") : SkillModel.Text("end"));
        });
        var open = new OpenCall { Id = "1:1", Tool = "Skill", Arguments = Runs.Json("""{"skill":"helper"}"""), RequestedAt = Runs.Start };
        var waits = new WaitOptions { OpenSteps = new Dictionary<string, OpenStep> { ["1"] = new() { Attempt = 1, LastCall = 1, Calls = [open] } } };
        var done = new StepRecord
        {
            Path = "1/1",
            Key = "helper",
            Skill = "helper",
            Digest = "d",
            Order = 1,
            Attempt = 1,
            Outcome = StepOutcome.Succeeded,
            Output = Runs.Json("""{"old":1}"""),
        };

        await RunAsync(model, [Runs.Skill("main")], [Library("helper")], adjust: request => request with { Waits = waits, FinishedSteps = [done] });

        Assert.Equal(["main"], asked);
        Assert.Equal("""{"old":1}""", Assert.Single(_log.Of<ToolFinished>()).Result!.ToJsonString());
    }

    [Fact]
    public async Task A_skill_that_waits_lets_the_calling_one_wait()
    {
        var send = FakeTool.Answering("Send", ToolClass.Destructive, FakeTool.Value("{}"));
        var model = new SkillModel((skill, _, _, _) => Task.FromResult(skill == "main" ? Calling("helper") : SkillModel.Call("Send")));

        var outcome = await RunAsync(
            model, [Runs.Skill("main")], [Library("helper")], adjust: r => r with { Waits = new WaitOptions { Approvals = ApprovalRule.External } }, tools: send);

        Assert.Equal(RunEnd.Suspended, outcome.End);
        Assert.Equal("1-1:1", Assert.Single(_log.Of<QuestionOpened>()).Question.Id);
        Assert.Empty(_log.Of<StepFinished>());
    }

    [Fact]
    public async Task The_end_of_the_time_of_the_calling_skill_ends_the_called_one()
    {
        var time = Runs.Clock();
        var model = new SkillModel(async (skill, turn, _, cancellationToken) =>
        {
            if (skill == "helper")
            {
                time.Advance(TimeSpan.FromSeconds(31));
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return Calling("helper");
        });

        var outcome = await RunAsync(model, [Runs.Skill("main") with { Timeout = TimeSpan.FromSeconds(30) }], [Library("helper")], time: time);

        Assert.Equal((RunEnd.TimedOut, "STEP_TIMEOUT"), (outcome.End, outcome.Failure!.Reason));
        Assert.Equal([("1/1", StepOutcome.TimedOut), ("1", StepOutcome.TimedOut)], _log.Of<StepFinished>().Select(s => (s.StepPath, s.Step.Outcome)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("context: fork\n")]
    public async Task The_offline_model_follows_a_step_that_calls_a_skill(string context)
    {
        const string calling =
            """
            1. Let the other skill count with `Skill`.

               ```json
               {"skill": "count", "input": {"rows": "{{input.rows}}"}}
               ```
               -> counted

            ## Result

            ```json
            {"count": "{{counted.count}}"}
            ```
            """;
        const string counting =
            """
            1. Count them with `table_query`.

               ```json
               {"source": {"rows": "{{input.rows}}"}, "output": "rows"}
               ```
               -> rows

            ## Result

            ```json
            {"count": "{{rows.count}}"}
            ```
            """;
        var count = Runs.Skill("count", body: "## Steps\n\n" + counting);
        var request = Runs.Request(new OfflineChatClient(), [Runs.Skill("main", body: "## Steps\n\n" + calling)], [.. BuiltInTools.All()]);
        request = request with
        {
            Input = Runs.Json("""{"rows":[{"a":1},{"a":2}]}"""),
            Plan = request.Plan with { Library = [new LibrarySkill { Name = "count", Text = count.Text.Replace("---\n#", "---\n#", StringComparison.Ordinal).Insert(4, context), Digest = "d" }] },
        };

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Equal("""{"count":2}""", outcome.Result?.ToJsonString() ?? outcome.Failure!.Detail ?? outcome.Failure.Message);
    }

    [Fact]
    public void A_circle_of_written_calls_is_found_before_anything_runs()
    {
        static string Text(params string[] called) => Runs.Skill("x", body: "## Steps\n\n" + string.Join("\n\n", called.Select((name, i) =>
            $"{i + 1}. Go on with `Skill`.\n\n   ```json\n   {{\"skill\": \"{name}\"}}\n   ```\n   -> r{i}"))).Text;

        Assert.Equal("a → b → c → a", SkillChain.Circle(new Dictionary<string, string> { ["a"] = Text("b"), ["b"] = Text("d", "c"), ["c"] = Text("a"), ["d"] = Text() }));
        Assert.Equal("a → a", SkillChain.Circle(new Dictionary<string, string> { ["a"] = Text("a") }));
        Assert.Null(SkillChain.Circle(new Dictionary<string, string> { ["a"] = Text("b", "c"), ["b"] = Text("c"), ["c"] = Text("gone") }));
    }

    private static ChatResponseUpdate Calling(string skill)
        => SkillModel.Call("Skill", ("skill", skill), ("input", new Dictionary<string, object?> { ["from"] = "main" }));

    private static SkillModel Model(params (string Skill, string? Calls)[] skills) => new((skill, turn, asked, _) =>
    {
        var next = skills.First(s => s.Skill == skill).Calls;
        var got = asked.SelectMany(m => m.Contents).OfType<FunctionResultContent>().LastOrDefault()?.Inside();
        return Task.FromResult(next is not null && turn == 1 ? Calling(next) : SkillModel.Text(next is null ? $$"""{"by":"{{skill}}"}""" : $$"""{"got":{{got}}}"""));
    });

    private static string Arguments(IReadOnlyList<ChatMessage> messages)
        => string.Join(' ', messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().SelectMany(c => c.Arguments!.Values).Select(v => v?.ToString()));

    private static LibrarySkill Library(string name, string? tools = null, bool fork = false)
    {
        var text = Runs.Skill(name, tools: tools).Text;
        return new LibrarySkill { Name = name, Text = fork ? text.Insert(4, "context: fork\n") : text, Digest = $"digest-of-{name}" };
    }

    private Task<RunOutcome> RunAsync(SkillModel model, PlannedSkill[] skills, LibrarySkill[] library, params ITool[] tools)
        => RunAsync(model, skills, library, null, null, null, tools);

    private Task<RunOutcome> RunAsync(
        SkillModel model,
        PlannedSkill[] skills,
        LibrarySkill[] library,
        RunLimits? limits = null,
        Func<RunRequest, RunRequest>? adjust = null,
        TimeProvider? time = null,
        params ITool[] tools)
    {
        var request = Runs.Request(model, skills, [_read, new SkillTool(), .. tools]);
        request = request with { Plan = request.Plan with { Library = library, Limits = limits ?? new() } };
        return Runs.RunAsync(adjust?.Invoke(request) ?? request, _log, time);
    }
}
