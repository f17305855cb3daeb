using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations.Dialogues;

/// <summary>A message in Slack is added to an agent that runs: offered, drafted, tried, saved and posted.</summary>
public sealed class SlackStepTests : IAsyncLifetime
{
    private DialogueStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await DialogueStage.SetAsync();
        _stage.Stage.Doubles.Slack.HarborStudio.AddChannel("client-news");
        await _stage.ConnectAsync("slack", "notion");
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_short_message_with_a_link_becomes_step_two_of_version_three()
    {
        await _stage.SayAllAsync(
            "every Monday at 9am report the status and deadline of all client projects from Notion, call it Client status", "looks right", "skip the test", "yes", "add the budget too", "ok");
        await _stage.BeginAsync();

        var found = await _stage.SayAsync("Add a Slack message to client status");
        Assert.Contains("\"Client status\" is on.", found, StringComparison.Ordinal);
        Assert.Contains("in Notion, account \"Harbor Studio\" and saves a report.", found, StringComparison.Ordinal);
        Assert.Contains("your Slack account \"Harbor Studio\"", found, StringComparison.Ordinal);
        Assert.Equal((2, AgentStatus.Active, false), await StateAsync());

        var asked = await _stage.SayAsync("use that one, #client-news");
        Assert.Contains("full, short, or short with a link?", asked, StringComparison.Ordinal);
        Assert.Contains("#client-news", (await _stage.KnownAsync())["target_2"], StringComparison.Ordinal);

        var shown = await _stage.SayAsync("short with a link");
        Assert.Contains("Step 1: read \"Client Projects\" in Notion and save the report (unchanged)", shown, StringComparison.Ordinal);
        Assert.Contains("Step 2, new: a short message to \"#client-news\" in Slack, with a link to the whole report, after step 1", shown, StringComparison.Ordinal);
        Assert.Contains("Until you accept, the present version keeps working.", shown, StringComparison.Ordinal);
        Assert.Equal(["notion 1", "slack 2 notion"], await _stage.PlanAsync());
        Assert.Equal(2, (await StateAsync()).Version);

        var tried = await _stage.SayAsync("try it first");
        Assert.Contains("Nothing was written and nothing was sent.", tried, StringComparison.Ordinal);
        Assert.Contains("**Client status: 250**", tried, StringComparison.Ordinal);
        Assert.Contains("The whole report: `output/client-status.md`", tried, StringComparison.Ordinal);
        Assert.Contains("would post to #client-news in Slack", tried, StringComparison.Ordinal);
        Assert.Contains("What it does now stays as it is", tried, StringComparison.Ordinal);
        Assert.Empty(_stage.Posts("client-news"));
        Assert.All(await _stage.RunsAsync(), run => Assert.Equal(ExecutionMode.DryRun, run.Mode));

        var saved = await _stage.SayAsync("great, save it");
        Assert.Contains("Saved as version 3. Sends: nothing set → a short message to \"#client-news\"", saved, StringComparison.Ordinal);
        Assert.Contains("\"undo\"", saved, StringComparison.Ordinal);
        Assert.Equal((3, AgentStatus.Active, false), await StateAsync());
        Assert.Equal(["notion 1", "slack 2"], (await _stage.AgentAsync()).Skills.Select(skill => $"{skill.Key} {skill.Order}"));
        Assert.Contains("Version 2", await _stage.SayAsync("what changed lately?"), StringComparison.Ordinal);

        await _stage.SayAsync("run it now");
        var post = Assert.Single(_stage.Posts("client-news"));
        Assert.Contains("250", post, StringComparison.Ordinal);
        Assert.Equal(3, post.Split('\n').Count(line => line.StartsWith('•')));
        Assert.Contains("output/client-status.md", post, StringComparison.Ordinal);
        Assert.Equal(252, (await _stage.ReadAsync("output/client-status.md")).Split('\n').Count(line => line.StartsWith('|')));
        var undone = await _stage.SayAsync("undo");
        Assert.Contains("saved as version 4", undone, StringComparison.Ordinal);
        await _stage.SayAsync("run it now");
        Assert.Single(_stage.Posts("client-news"));
        _stage.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_message_beside_a_page_points_to_that_page()
    {
        await _stage.PutAsync("late.csv", "name,days", "Alpha,3", "Beta,9", "Gamma,1", "Delta,4");
        await _stage.SayAllAsync(
            "every Monday at 9am write a page in Notion below Team handbook with everything from late.csv, call it Late list", "Team handbook", "yes", "skip the test", "yes");
        Assert.Equal(AgentStatus.Active, (await _stage.AgentAsync()).Status);
        await _stage.BeginAsync();
        await _stage.SayAllAsync("my late agent should post to #client-news on Slack too", "a summary and the link");
        Assert.Contains("This is the result of the test", await _stage.SayAsync("show me what it would post"), StringComparison.Ordinal);
        Assert.Empty(_stage.Posts("client-news"));
        await _stage.SayAsync("save it");
        Assert.Equal(["files 1", "notion 2", "slack 3"], (await _stage.AgentAsync()).Skills.Select(skill => $"{skill.Key} {skill.Order}"));
        await _stage.SayAsync("run it now");
        var post = Assert.Single(_stage.Posts("client-news"));
        Assert.Contains("Alpha", post, StringComparison.Ordinal);
        Assert.DoesNotContain("Delta", post, StringComparison.Ordinal);
        Assert.Matches("The whole report: .*https?://\\S+", post);
    }

    private async Task<(int Version, AgentStatus Status, bool Draft)> StateAsync()
    {
        var agent = await _stage.AgentAsync();
        return (agent.Version, agent.Status, agent.HasDraft);
    }
}
