using System.Text.Json.Nodes;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

public sealed class AgentRunnerTests
{
    private readonly ListLog _log = new();

    [Fact]
    public async Task One_step_calls_its_tool_and_ends_with_the_models_object()
    {
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("""{"text":"hello"}"""));
        var model = new ScriptedModel(Calls("Read", ("file_path", "a.txt")), Says("{\"text\":", "\"héllo\"}"));

        var outcome = await Runs.RunAsync(Runs.Request(model, [Runs.Skill("greet")], read), _log);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Equal("COMPLETED", outcome.StopReason);
        Assert.Equal("""{"text":"h\u00E9llo"}""", outcome.Result!.ToJsonString());
        Assert.Equal(
            "StepStarted ToolRequested ToolFinished MessageCompleted UsageRecorded StepFinished",
            _log.Kinds);
        Assert.All(_log.Events, e => Assert.Equal("1", e.StepPath));
        Assert.Equal(["{\"text\":", "\"héllo\"}"], _log.Deltas.Select(d => d.Text));
        Assert.Equal([0, 8], _log.Deltas.Select(d => d.Offset));
        Assert.Equal(("""{"file_path":"a.txt"}""", "e1:1:1"), Assert.Single(read.Calls));
        Assert.Equal((2, 1), (outcome.Usage.ModelCalls, outcome.Usage.ToolCalls));
    }

    [Fact]
    public async Task The_output_of_a_step_is_the_input_of_the_next_one_unchanged()
    {
        var model = new ScriptedModel(
            Says("""{"rows":[{"id":9007199254740993,"share":0.10,"name":"Łódź"}],"none":null}"""), Says("done"));

        var outcome = await Runs.RunAsync(
            Runs.Request(model, [Runs.Skill("second", 2), Runs.Skill("first", 1)]) with { Input = Runs.Json("""{"week":7}""") }, _log);

        var started = _log.Of<StepStarted>();
        Assert.Equal(["first", "second"], started.Select(s => s.Skill));
        Assert.Equal("""{"week":7}""", started[0].Input.ToJsonString());
        var first = _log.Of<StepFinished>()[0].Step.Output;
        Assert.True(JsonNode.DeepEquals(first, started[1].Input));
        Assert.Equal("9007199254740993", first!["rows"]![0]!["id"]!.GetValue<string>());
        Assert.Equal("0.10", first["rows"]![0]!["share"]!.ToJsonString());
        Assert.Equal("""{"text":"done"}""", outcome.Result!.ToJsonString());
        Assert.Contains("Łódź", model.Asked[1][^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prompt_holds_the_filled_in_body_the_date_and_the_input_as_data()
    {
        var model = new ScriptedModel(Says("ok"));
        var skill = Runs.Skill("greet", body: "Greet $who on ${DATE}.") with { Config = Runs.Json("""{"who":"Ana"}""") };

        await Runs.RunAsync(
            Runs.Request(model, [skill]) with
            {
                Input = Runs.Json("""{"note":"$who"}"""),
                StartedAt = Runs.Start.AddHours(16),
                TimeZone = TimeZoneInfo.CreateCustomTimeZone("Test/East", TimeSpan.FromHours(3), null, null),
                Plan = Runs.Request(model, [skill]).Plan with { Limits = new RunLimits { Deadline = TimeSpan.FromHours(24) } },
            },
            _log);

        var sent = Assert.Single(model.Asked);
        Assert.Contains("Today is 2026-03-03", sent[0].Text, StringComparison.Ordinal);
        Assert.Equal("Greet Ana on 2026-03-03.", sent[1].Text.Trim());
        Assert.Equal("""{"note":"$who"}""", SeenData.Inside(sent[2].Text));
    }

    [Fact]
    public async Task Only_tools_that_some_call_could_use_are_shown_to_the_model()
    {
        var read = FakeTool.Answering("Read", ToolClass.Read, FakeTool.Value("{}"));
        var model = new ScriptedModel(Says("ok"));

        await Runs.RunAsync(Runs.Request(model, [Runs.Skill("reader", tools: "Read(docs/**)")], read, FakeTool.Write()), _log);

        Assert.Equal("Read", Assert.Single(model.Options[0]!.Tools!).Name);
    }

    [Fact]
    public async Task An_agent_without_skills_fails_with_a_plain_reason()
    {
        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(), []), _log);

        Assert.Equal((RunEnd.Failed, "DEPENDENCY_MISSING"), (outcome.End, outcome.StopReason));
        Assert.Contains("no skill", outcome.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain words", """{"text":"plain words"}""")]
    [InlineData("  {\"a\":1} ", """{"a":1}""")]
    [InlineData("```json\n{\"a\":[1,2]}\n```", """{"a":[1,2]}""")]
    [InlineData("[1,2]", """{"text":"[1,2]"}""")]
    [InlineData("{not json}", """{"text":"{not json}"}""")]
    [InlineData("""{"a":1,"a":2}""", """{"text":"{\u0022a\u0022:1,\u0022a\u0022:2}"}""")]
    [InlineData("""{"n":9007199254740992,"m":-9007199254740993}""", """{"n":9007199254740992,"m":"-9007199254740993"}""")]
    public async Task The_last_text_becomes_the_output(string text, string output)
    {
        var outcome = await Runs.RunAsync(Runs.Request(new ScriptedModel(Says(text)), [Runs.Skill("say")]), _log);

        Assert.Equal(output, outcome.Result!.ToJsonString());
    }
}
