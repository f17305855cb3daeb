using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>Agents that exist are found, changed and taken back in conversations that did not build them.</summary>
public abstract class EditTalkTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_change_is_shown_saved_undone_and_made_again_with_a_pause_in_a_new_conversation()
    {
        var talk = await TalkAsync();
        await talk.BuildAsync();
        var shown = await talk.SayAsync("warn me below 20 instead of 10 in Stock watch");
        Assert.Contains("10", shown, StringComparison.Ordinal);
        Assert.Contains("20", shown, StringComparison.Ordinal);
        Assert.Equal(1, (await talk.AgentAsync()).Version);
        var saved = await talk.SayAsync("ok");
        Assert.Contains("version 2", saved, StringComparison.Ordinal);
        Assert.Equal((2, AgentStatus.Active), ((await talk.AgentAsync()).Version, (await talk.AgentAsync()).Status));
        Assert.Contains("less than 20", (await talk.VersionAsync(2)).Summary, StringComparison.Ordinal);
        var told = await talk.SayAsync("what changed lately?");
        Assert.Matches("Version 2, .*20\\d\\d, by you: .*10.*20", told);
        var undone = await talk.SayAsync("undo that");
        Assert.Contains("version 3", undone, StringComparison.Ordinal);
        Assert.True(await talk.EqualAsync(1, 3));
        var again = await talk.SayAsync("no, I do want 20, but pause it till I'm back");
        Assert.Contains("20", again, StringComparison.Ordinal);
        Assert.Contains("paused", again, StringComparison.Ordinal);
        var agent = await talk.AgentAsync();
        Assert.Equal((4, AgentStatus.Paused), (agent.Version, agent.Status));
        Assert.True(await talk.EqualAsync(2, 4));
        Assert.All(await talk.SchedulesAsync(), schedule => Assert.Empty(schedule.NextFireTimes));
        var back = await talk.SayAsync("I'm back, carry on");
        Assert.Contains("is on again", back, StringComparison.Ordinal);
        Assert.Equal(AgentStatus.Active, (await talk.AgentAsync()).Status);
        Assert.All(await talk.SchedulesAsync(), schedule => Assert.NotEmpty(schedule.NextFireTimes));
    }

    [Fact]
    public async Task A_change_that_names_no_agent_is_about_the_only_one()
    {
        var talk = await TalkAsync();
        await talk.BuildAsync();
        Assert.Contains("\"Stock watch\"", await talk.SayAsync("warn me below 20 instead of 10"), StringComparison.Ordinal);
        await talk.SayAsync("yes");
        Assert.Equal(2, (await talk.AgentAsync()).Version);
    }

    [Fact]
    public async Task Trying_a_change_runs_both_versions_on_the_same_data_and_tells_what_differs()
    {
        var client = await ClientAsync();
        var talk = new EditTalk(client, Ct);
        var agent = await talk.BuildAsync();
        await talk.SayAsync("warn me below 20 instead of 10 in Stock watch");
        var tried = await talk.SayAsync("try it first");
        Assert.Contains("Compared with the version that runs now", tried, StringComparison.Ordinal);
        Assert.Contains("Hooks", tried[tried.IndexOf("New:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("Bolts", tried[tried.IndexOf("New:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(1, (await talk.AgentAsync()).Version);
        var runs = (await client.Executions.ListExecutionsAsync(new() { AgentId = agent }, cancellationToken: Ct)).Executions;
        Assert.All(runs, run => Assert.Equal(ExecutionMode.DryRun, run.Mode));
        Assert.Contains("version 2", await talk.SayAsync("great, save it"), StringComparison.Ordinal);
        Assert.False((await talk.AgentAsync()).HasDraft);
    }

    [Fact]
    public async Task A_part_of_a_change_can_be_taken()
    {
        var talk = await TalkAsync();
        await talk.BuildAsync();
        await talk.SayAsync("in Stock watch, warn me below 20 instead of 10 and run it at 7am");
        var left = await talk.SayAsync("without the time change");
        Assert.Contains("20", left, StringComparison.Ordinal);
        Assert.DoesNotContain("7:00", left, StringComparison.Ordinal);
        await talk.SayAsync("yes");
        Assert.Equal("0 18 * * *", Assert.Single(await talk.SchedulesAsync()).Cron);
        Assert.Contains("less than 20", (await talk.VersionAsync(2)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_can_begin_with_an_agent()
    {
        var talk = await TalkAsync();
        var agent = await talk.BuildAsync();
        var greeting = await talk.BeginAsync(agent);
        Assert.Contains("\"Stock watch\" is on", greeting, StringComparison.Ordinal);
        await talk.SayAsync("make it 15 minutes later, at 6:15pm");
        await talk.SayAsync("yes");
        Assert.Equal("15 18 * * *", Assert.Single(await talk.SchedulesAsync()).Cron);
    }

    [Fact]
    public async Task Steps_that_an_engineer_wrote_are_never_overwritten_and_the_rest_can_still_be_changed()
    {
        var client = await ClientAsync();
        var talk = new EditTalk(client, Ct);
        var agent = await talk.BuildAsync();
        var skill = (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent.Skills[0].Name;
        var edit = new EditDraftRequest { AgentId = agent };
        var text = $"---\nname: {skill}\ndescription: Lists what is short\nallowed-tools: table_query, Write\n---\n\nRead stock.csv carefully.\n";
        edit.FileEdits.Add(new FileEdit { Path = $"{skill}/SKILL.md", Content = Google.Protobuf.ByteString.CopyFromUtf8(text) });
        await client.Agents.EditDraftAsync(edit, cancellationToken: Ct);
        Assert.Contains("not published", await talk.SayAsync("warn me below 20 instead of 10 in Stock watch"), StringComparison.Ordinal);
        await client.Agents.PublishDraftAsync(new() { AgentId = agent }, cancellationToken: Ct);
        var refused = await talk.SayAsync("only the top 3 rows");
        Assert.Contains("outside of our talks", refused, StringComparison.Ordinal);
        Assert.Contains("version 1", refused, StringComparison.Ordinal);
        Assert.Equal(2, (await talk.AgentAsync()).Version);
        Assert.Contains("Before and after", await talk.SayAsync("run it at 7am on weekdays"), StringComparison.Ordinal);
        await talk.SayAsync("yes");
        Assert.Equal("0 7 * * MON-FRI", Assert.Single(await talk.SchedulesAsync()).Cron);
        Assert.Equal(2, (await talk.AgentAsync()).Version);
        Assert.Contains("version 3", await talk.SayAsync("go back to version 1"), StringComparison.Ordinal);
        Assert.True(await talk.EqualAsync(1, 3));
        Assert.Contains("Before and after", await talk.SayAsync("warn me below 20 instead of 10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_shown_before_a_yes_counts()
    {
        var client = await ClientAsync();
        var mine = new EditTalk(client, Ct);
        var agent = await mine.BuildAsync();
        var theirs = new EditTalk(client, Ct);
        await theirs.BeginAsync(agent);
        await mine.SayAsync("warn me below 20 instead of 10 in Stock watch");
        await theirs.SayAsync("show only the item and the quantity");
        await theirs.SayAsync("yes");
        var asked = await mine.SayAsync("yes");
        Assert.Contains("changed meanwhile", asked, StringComparison.Ordinal);
        Assert.Equal(2, (await mine.AgentAsync()).Version);
        await mine.SayAsync("yes");
        Assert.Equal(3, (await mine.AgentAsync()).Version);
        var report = await mine.SayAsync("run it now");
        Assert.Contains("Hooks", report, StringComparison.Ordinal);
        Assert.DoesNotContain("shelf", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_and_archiving_ask_once_and_only_a_yes_goes_ahead()
    {
        var client = await ClientAsync();
        var talk = new EditTalk(client, Ct);
        await talk.BuildAsync();
        Assert.Contains("Shall I archive \"Stock watch\"", await talk.SayAsync("archive my stock watch agent"), StringComparison.Ordinal);
        await talk.SayAsync("hm, not yet");
        Assert.Equal(AgentStatus.Active, (await talk.AgentAsync()).Status);
        await talk.SayAsync("archive stock watch");
        await talk.SayAsync("yes");
        Assert.Equal(AgentStatus.Archived, (await talk.AgentAsync()).Status);
        await talk.SayAsync("unarchive Stock watch");
        Assert.Equal(AgentStatus.Paused, (await talk.AgentAsync()).Status);
        Assert.Contains("Shall I delete", await talk.SayAsync("delete Stock watch"), StringComparison.Ordinal);
        await talk.SayAsync("yes, delete it");
        Assert.NotNull((await talk.AgentAsync()).DeletedAt);
        Assert.Contains("no agents", await talk.SayAsync("which agents do I have?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_wish_after_an_agent_makes_an_agent_of_its_own()
    {
        var client = await ClientAsync();
        var talk = new EditTalk(client, Ct);
        await talk.BuildAsync();
        await talk.SayAsync("what does Stock watch do?");
        await talk.SayAsync("start over");
        await talk.SayAsync("yes");
        await talk.SayAsync("every Monday at 9 read stock.csv and list everything on shelf A, call it Shelf list");
        await talk.SayAsync("yes");
        var agents = (await client.Agents.ListAgentsAsync(new(), cancellationToken: Ct)).Agents;
        Assert.Equal(["Shelf list", "Stock watch"], agents.Select(agent => agent.Name).Order());
        Assert.False(agents.Single(agent => agent.Name == "Stock watch").HasDraft);
    }

    private async Task<EditTalk> TalkAsync() => new(await ClientAsync(), Ct);
}

public sealed class SqliteEditTalkTests(SqliteServer server) : EditTalkTests(server);

public sealed class PostgresEditTalkTests(PostgresServer server) : EditTalkTests(server);
