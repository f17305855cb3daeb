using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Going without a test is a decision that is asked for once and then kept.</summary>
public sealed class SkippedTestTests
{
    [Theory]
    [InlineData("skip the test")]
    [InlineData("skip the test and switch it on")]
    [InlineData("no, skip the test and turn it on")]
    [InlineData("activate it without a test")]
    [InlineData("turn it on right away without testing")]
    [InlineData("no test needed, turn it on")]
    [InlineData("I don't need a test, just turn it on")]
    [InlineData("we can skip testing, go live")]
    [InlineData("forget the test, activate")]
    [InlineData("switch it on untested")]
    public async Task It_is_asked_once_and_recorded(string words)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "every Monday at 8 in the morning list the late projects from projects.csv", "looks right", words);
        Assert.Equal(QuestionKind.SkipTest, dialogue.State.Question!.Kind);
        Assert.Empty(dialogue.Commands.OfType<Activate>());
        await dialogue.SayAsync("yes");
        Assert.Equal(TestEvidence.SkippedByPerson, Assert.Single(dialogue.Commands.OfType<Activate>()).Evidence);
        Assert.Empty(dialogue.Commands.OfType<StartTest>());
        Assert.Equal((TestStanding.Skipped, AgentStanding.Active), (dialogue.State.Test, dialogue.State.Standing));
    }

    [Theory]
    [InlineData("do not skip the test")]
    [InlineData("don't switch it on without a test")]
    [InlineData("never turn it on untested")]
    public async Task A_refusal_to_skip_is_none(string words)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "every Monday at 8 in the morning list the late projects from projects.csv", "looks right", words);
        Assert.NotEqual(QuestionKind.SkipTest, dialogue.State.Question?.Kind);
        Assert.Empty(dialogue.Commands.OfType<Activate>());
    }
}
