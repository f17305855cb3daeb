using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

public sealed class DryRunTests
{
    private readonly ListLog _log = new();

    [Theory]
    [InlineData(ToolClass.Pure, true, false)]
    [InlineData(ToolClass.Read, true, false)]
    [InlineData(ToolClass.Workspace, true, true)]
    [InlineData(ToolClass.Write, false, true)]
    [InlineData(ToolClass.Destructive, false, true)]
    [InlineData(ToolClass.Execute, false, true)]
    public async Task Only_what_leaves_no_trace_is_done_and_every_change_is_told(ToolClass kind, bool done, bool told)
    {
        var tool = FakeTool.Answering("act", kind, FakeTool.Value("""{"real":true}"""));
        var model = new ScriptedModel(Calls("act", ("channel", "#sales")), Says("ok"));

        await DryAsync(Runs.Request(model, [Runs.Skill("act")], tool));

        Assert.Equal(done ? 1 : 0, tool.Calls.Count);
        Assert.Equal(
            told ? [("act", kind, "#sales", "would do act")] : [],
            _log.Of<EffectPredicted>().Select(e => (e.Tool, e.Class, e.Target, e.Summary)));
        var finished = Assert.Single(_log.Of<ToolFinished>());
        Assert.Equal(!done, finished.Mocked);
        Assert.Equal(done ? """{"real":true}""" : """{"id":"dry_1_1","dry_run":true,"url":"(the address is known once it is really made)"}""", finished.Result!.ToJsonString());
    }

    [Theory]
    [InlineData(ToolClass.Read)]
    [InlineData(ToolClass.Write)]
    public async Task Given_results_go_before_everything(ToolClass kind)
    {
        var tool = FakeTool.Answering("act", kind, FakeTool.Value("{}"));
        var request = Runs.Request(new ScriptedModel(Calls("act"), Says("ok")), [Runs.Skill("act")], tool);

        await DryAsync(request with
        {
            MockData = new Dictionary<string, System.Text.Json.JsonElement> { ["act"] = System.Text.Json.JsonElement.Parse("""{"given":1}""") },
        });

        Assert.Empty(tool.Calls);
        var finished = Assert.Single(_log.Of<ToolFinished>());
        Assert.Equal((true, """{"given":1}"""), (finished.Mocked, finished.Result!.ToJsonString()));
    }

    [Fact]
    public async Task Files_are_written_to_a_copy_that_later_steps_see_and_nobody_else()
    {
        var read = new FakeTool("Read", ToolClass.Read, """{"type":"object"}""", async (_, context, cancellationToken) =>
        {
            var content = await context.Workspace.ReadAsync("out.md", 100, cancellationToken);
            return FakeTool.Value($$"""{"text":"{{System.Text.Encoding.UTF8.GetString(content)}}"}""");
        });
        var model = new ScriptedModel(Calls("Write", ("file_path", "out.md"), ("content", "hi")), Says("ok"), Calls("Read"), Says("ok"));
        var request = Runs.Request(model, [Runs.Skill("write"), Runs.Skill("read", 2)], FakeTool.Write(), read);

        var outcome = await DryAsync(request);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Empty(((MemoryWorkspace)request.Workspace).Files);
        Assert.Equal("""{"text":"hi"}""", _log.Of<ToolFinished>()[1].Result!.ToJsonString());
        Assert.Equal("out.md", Assert.Single(_log.Of<EffectPredicted>()).Target);
        Assert.Empty(_log.Of<ArtifactCreated>());
    }

    [Fact]
    public async Task A_call_that_would_be_refused_predicts_nothing()
    {
        var tool = FakeTool.Answering("act", ToolClass.Write, FakeTool.Value("{}"));
        var write = FakeTool.Write();
        var model = new ScriptedModel(Calls("act"), Calls("Write", ("file_path", 1)), Says("ok"));

        await DryAsync(Runs.Request(model, [Runs.Skill("act", tools: "Write")], tool, write));

        Assert.Empty(_log.Of<EffectPredicted>());
        Assert.Single(_log.Of<ToolDenied>());
    }

    [Fact]
    public async Task A_test_run_makes_real_calls()
    {
        var tool = FakeTool.Answering("act", ToolClass.Write, FakeTool.Value("{}"));
        var request = Runs.Request(new ScriptedModel(Calls("act"), Says("ok")), [Runs.Skill("act")], tool);

        await Runs.RunAsync(request with { Mode = RunMode.Test }, _log);

        Assert.Single(tool.Calls);
    }

    private Task<RunOutcome> DryAsync(RunRequest request) => Runs.RunAsync(request with { Mode = RunMode.DryRun }, _log);
}
