using System.Text.Json.Nodes;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Runs that are answered from a recording alone, and outputs that are kept apart.</summary>
public sealed class RecordingTests
{
    private readonly ListLog _log = new();

    [Fact]
    public async Task A_replay_asks_neither_model_nor_tool_and_ends_the_same()
    {
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("{}"));
        var recording = Recording(
            [new RecordedTurn("Sending.", [new("post", Runs.Json("""{"n":1}"""))]) { InputTokens = 7 }, new RecordedTurn("""{"sent":1}""", [])],
            new RecordedCall("post", Runs.Json("""{"n":1.0}"""), Runs.Json("""{"id":"m1"}"""), null, false));

        var outcome = await ReplayAsync(recording, post);

        Assert.Equal((RunEnd.Succeeded, """{"sent":1}"""), (outcome.End, outcome.Result!.ToJsonString()));
        Assert.Empty(post.Calls);
        var finished = Assert.Single(_log.Of<ToolFinished>());
        Assert.Equal(("""{"id":"m1"}""", ResultOrigin.Recording, true), (finished.Result!.ToJsonString(), finished.Origin, finished.Mocked));
        Assert.Empty(_log.Of<EffectPredicted>());
        Assert.Equal((7, 2), (outcome.Usage.InputTokens, outcome.Usage.ModelCalls));
    }

    [Theory]
    [InlineData("""{"n":2}""", "post")]
    [InlineData("""{"n":1}""", "Read")]
    public async Task A_call_that_was_not_recorded_is_a_failure_and_never_made(string arguments, string tool)
    {
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("{}"));
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));
        var recording = Recording(
            [new RecordedTurn("", [new(tool, Runs.Json(arguments))]), new RecordedTurn("ok", [])],
            new RecordedCall("post", Runs.Json("""{"n":1}"""), null, null, false));

        var outcome = await ReplayAsync(recording, post, read);

        Assert.Equal((RunEnd.Failed, "NOT_RECORDED"), (outcome.End, outcome.Failure!.Reason));
        Assert.Contains(tool, outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(post.Calls.Concat(read.Calls));
        PlainWords.Check(outcome.Failure.Message, "act");
    }

    [Fact]
    public async Task A_recorded_answer_serves_one_call()
    {
        var call = new RecordedWish("Read", []);
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));

        var outcome = await ReplayAsync(
            Recording([new RecordedTurn("", [call, call]), new RecordedTurn("ok", [])], new RecordedCall("Read", [], Runs.Json("""{"a":1}"""), null, false)), read);

        Assert.Equal("NOT_RECORDED", outcome.Failure!.Reason);
    }

    [Fact]
    public async Task A_recording_that_ends_too_early_says_so()
    {
        var outcome = await ReplayAsync(Recording([]));

        Assert.Equal("NOT_RECORDED", outcome.Failure!.Reason);
        Assert.Contains("turn 1", outcome.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_failure_is_told_in_the_same_words_and_retried_without_waiting()
    {
        var failure = new RunFailure("MODEL_OVERLOADED", RunFailureCategory.Model, "It was busy.") { Retryable = true };
        var recording = new RunRecording
        {
            Attempts = new Dictionary<(string, int), RecordedAttempt>
            {
                [("1", 1)] = new([], failure),
                [("1", 2)] = new([new RecordedTurn("fine", [])], null),
            },
            Calls = new Dictionary<string, IReadOnlyList<RecordedCall>>(),
        };
        var request = Runs.Request(new ScriptedModel(), [Runs.Skill("act") with { ErrorStrategy = StepErrorStrategy.Retry }]);

        var outcome = await Runs.RunAsync(request with { Mode = RunMode.Replay, Recording = recording }, _log);

        Assert.Equal("""{"text":"fine"}""", outcome.Result!.ToJsonString());
        Assert.Equal(("It was busy.", Runs.Start), (_log.Of<StepRetryScheduled>()[0].Cause.Message, _log.Of<StepRetryScheduled>()[0].At));
    }

    [Fact]
    public async Task In_a_dry_run_a_recording_answers_reads_that_it_holds_and_every_origin_is_marked()
    {
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("""{"real":1}"""));
        var find = FakeTool.Answering("Find", ToolClass.Read, FakeTool.Value("""{"real":2}"""));
        var post = FakeTool.Answering("post", ToolClass.Write, FakeTool.Value("""{"real":3}"""));
        var model = new ScriptedModel(Calls("Read", ("f", "a")), Calls("Read", ("f", "b")), Calls("Find"), Calls("post"), Says("ok"));
        var recording = Recording([], new RecordedCall("Read", Runs.Json("""{"f":"a"}"""), Runs.Json("""{"kept":1}"""), null, false), new RecordedCall("post", [], null, null, false));
        var request = Runs.Request(model, [Runs.Skill("act")], read, find, post);

        await Runs.RunAsync(
            request with
            {
                Mode = RunMode.DryRun,
                Recording = recording,
                MockData = new Dictionary<string, System.Text.Json.JsonElement> { ["Find"] = System.Text.Json.JsonElement.Parse("""{"given":1}""") },
            },
            _log);

        Assert.Equal(
            [ResultOrigin.Recording, ResultOrigin.Real, ResultOrigin.SampleData, ResultOrigin.Generated],
            _log.Of<ToolFinished>().Select(f => f.Origin));
        Assert.Equal((1, 0, 0), (read.Calls.Count, find.Calls.Count, post.Calls.Count));
    }

    [Fact]
    public async Task Calls_say_which_turn_of_the_model_asked_for_them()
    {
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));

        await Runs.RunAsync(Runs.Request(new ScriptedModel(Calls("Read"), Calls("gone"), Calls("Read"), Says("ok")), [Runs.Skill("act")], read), _log);

        Assert.Equal([1, 3], _log.Of<ToolRequested>().Select(r => r.Turn));
        Assert.Equal((2, "{}"), (Assert.Single(_log.Of<ToolDenied>()).Turn, _log.Of<ToolDenied>()[0].Arguments!.ToJsonString()));
    }

    [Fact]
    public async Task A_large_output_is_kept_apart_and_the_next_step_gets_it_whole()
    {
        var large = new JsonObject { ["text"] = new string('é', 40_000) };
        var artifacts = new MemoryArtifacts();
        var request = Runs.Request(new ScriptedModel(Says(large.ToJsonString()), Says("end")), [Runs.Skill("a"), Runs.Skill("b", 2)]);

        await Runs.RunAsync(request with { Artifacts = artifacts }, _log);

        var created = Assert.Single(_log.Of<ArtifactCreated>());
        var step = _log.Of<StepFinished>()[0].Step;
        Assert.Equal((null, created.Digest), (step.Output, step.OutputArtifact));
        Assert.Equal(("a.json", "application/json", 80_011), (created.Name, created.MediaType, (int)created.Size));
        Assert.Equal(created.Digest, Assert.Single(artifacts.Kept).Key);
        Assert.True(JsonNode.DeepEquals(large, _log.Of<StepStarted>()[1].Input));
        Assert.Null(_log.Of<StepFinished>()[1].Step.Input);

        var after = new ListLog();
        var again = Runs.Request(new ScriptedModel(Says("end")), [Runs.Skill("a"), Runs.Skill("b", 2)]) with { Artifacts = artifacts, FinishedSteps = [step] };
        await Runs.RunAsync(again, after);
        Assert.True(JsonNode.DeepEquals(large, after.Of<StepStarted>()[0].Input));
    }

    [Theory]
    [InlineData(65_525, false)]
    [InlineData(65_526, true)]
    public async Task Sixty_four_kibibytes_are_not_large(int characters, bool apart)
    {
        var artifacts = new MemoryArtifacts();
        var text = $$"""{"text":"{{new string('x', characters)}}"}""";

        await Runs.RunAsync(Runs.Request(new ScriptedModel(Says(text)), [Runs.Skill("a")]) with { Artifacts = artifacts }, _log);

        Assert.Equal(apart, artifacts.Kept.Count == 1);
    }

    private static RunRecording Recording(IReadOnlyList<RecordedTurn> turns, params RecordedCall[] calls) => new()
    {
        Attempts = new Dictionary<(string, int), RecordedAttempt> { [("1", 1)] = new(turns, null) },
        Calls = new Dictionary<string, IReadOnlyList<RecordedCall>> { ["1"] = calls },
    };

    private Task<RunOutcome> ReplayAsync(RunRecording recording, params ITool[] tools)
        => Runs.RunAsync(Runs.Request(new ScriptedModel(), [Runs.Skill("act")], tools) with { Mode = RunMode.Replay, Recording = recording }, _log);

    private sealed class MemoryArtifacts : IArtifacts
    {
        public Dictionary<string, byte[]> Kept { get; } = [];

        public Task<string> KeepAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.Span));
            Kept[digest] = content.ToArray();
            return Task.FromResult(digest);
        }

        public Task<byte[]> ReadAsync(string digest, CancellationToken cancellationToken) => Task.FromResult(Kept[digest]);
    }
}
