using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using static OmniForge.Agents.Tests.Running.ScriptedModel;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Trouble of what a run stands on is no failure of the agent.</summary>
public sealed class PlatformFailureTests
{
    private readonly ListLog _log = new();

    [Theory]
    [InlineData(ToolClass.Read)]
    [InlineData(ToolClass.Workspace)]
    [InlineData(ToolClass.Write)]
    public async Task A_run_whose_platform_fails_is_left_as_a_crash_leaves_it_and_goes_on_from_there(ToolClass kind)
    {
        var times = 0;
        var tool = new FakeTool(
            "Touch", kind, """{"type":"object"}""",
            (_, _, _) => times++ == 0 ? throw new TimeoutException("the database is away") : Task.FromResult(FakeTool.Value("""{"done":true}""")));
        var request = Runs.Request(new ScriptedModel(Calls("Touch"), Calls("Touch"), Says("ok")), [Runs.Skill("a") with { ErrorStrategy = StepErrorStrategy.Skip }], tool)
            with
        { PlatformFailed = broken => broken is TimeoutException };

        await Assert.ThrowsAsync<TimeoutException>(() => Runs.RunAsync(request, _log));

        Assert.Equal("StepStarted ToolRequested", _log.Kinds);
        Assert.Equal(RunEnd.Succeeded, (await Runs.RunAsync(request, new ListLog())).End);
        Assert.Equal(2, times);
    }

    [Fact]
    public async Task What_runs_beside_it_comes_to_its_end_first()
    {
        var away = new TaskCompletionSource();
        var tool = new FakeTool("Touch", ToolClass.Read, """{"type":"object"}""", (_, _, _) =>
        {
            away.SetResult();
            throw new TimeoutException("the database is away");
        });
        var model = new SkillModel(async (skill, _, _, cancellationToken) =>
        {
            if (skill == "away")
            {
                return SkillModel.Call("Touch");
            }

            await away.Task.WaitAsync(cancellationToken);
            return SkillModel.Text("kept");
        });
        var request = Runs.Request(model, [Runs.Skill("away"), Runs.Skill("beside")], tool) with { PlatformFailed = broken => broken is TimeoutException };

        await Assert.ThrowsAsync<TimeoutException>(() => Runs.RunAsync(request, _log));

        Assert.Equal(["beside"], _log.Of<StepFinished>().Select(step => step.Step.Skill));
    }
}
