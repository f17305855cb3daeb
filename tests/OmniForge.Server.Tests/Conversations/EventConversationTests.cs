using OmniForge.Doubles.Webhooks;
using OmniForge.Server.Tests.Triggers;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>Agents that start when something happens, from the first words to the message in Slack.</summary>
public sealed class EventConversationTests : IAsyncLifetime
{
    private TriggerStage _stage = null!;
    private AccountTalk _talk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await TriggerStage.SetAsync();
        foreach (var integration in (string[])["notion", "slack", "linear"])
        {
            await TriggerStage.ConnectAsync(_stage.Client, integration);
        }

        _talk = await AccountTalk.BeginAsync(_stage.Client, Ct);
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_new_page_in_Notion_becomes_one_message_in_Slack()
    {
        var summary = await _talk.SayAsync("whenever a page is added to Meetings, post it to #projects on Slack", Ct);
        Assert.Contains("whenever a page is added to \"Meetings\" in Notion; I look every 5 minutes", summary.Text, StringComparison.Ordinal);
        await _talk.SayAsync("looks right", Ct);
        var before = Messages("projects");
        var tested = await _talk.SayAsync("yes, test it", Ct);
        Assert.Contains("with the newest page", tested.Text, StringComparison.Ordinal);
        Assert.Contains("would post to #projects in Slack", tested.Text, StringComparison.Ordinal);
        Assert.Equal(before, Messages("projects"));

        var on = await _talk.SayAsync("yes, turn it on", Ct);
        Assert.Contains("It runs whenever a page is added to", on.Text, StringComparison.Ordinal);
        var trigger = await TriggerAsync();
        Assert.Equal((TriggerKind.Poll, _stage.Doubles.Notion.HarborStudio.Database("Meetings").Id), (trigger.Kind, trigger.ResourceId));
        await _stage.LookAsync(trigger);
        Assert.Empty(await _stage.RunsAsync(trigger));
        _stage.Doubles.Notion.HarborStudio.AddRow("Meetings", ("Topic", "Budget round"));
        await _stage.LookAsync(trigger);
        await _stage.LookAsync(trigger);
        await EndedAsync(trigger, 1);
        Assert.Equal(before + 1, Messages("projects"));
        Assert.Contains("Budget round", _stage.Doubles.Slack.HarborStudio.Messages("projects")[^1].Text, StringComparison.Ordinal);
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Only_what_fits_is_told_and_a_paused_agent_tells_nothing()
    {
        var linear = _stage.Doubles.Linear.HarborStudio;
        var team = linear.Teams[0];
        var summary = await _talk.SayAsync($"when a new Linear issue is created in {team.Name}, tell #projects, but only if the priority is Urgent", Ct);
        await _talk.SayAsync("looks right", Ct);
        await _talk.SayAsync("yes, test it", Ct);
        var on = await _talk.SayAsync("yes, turn it on", Ct);
        Assert.True(on.Phase == ConversationPhase.Complete, string.Join("\n", summary.Text, on.Text));
        var trigger = await TriggerAsync();
        var before = Messages("projects");
        var sender = _stage.Sender(new LinearWebhookScheme(), _stage.AppUrl("linear"), TriggerStage.AppSecret);
        await sender.SendAsync(LinearEvents.IssueCreated(linear, linear.AddIssue(team, "A small thing")), Ct);
        await EndedAsync(trigger, 1);
        Assert.Equal(before, Messages("projects"));
        var urgent = linear.AddIssue(team, "The shop is down");
        urgent.Priority = 1;
        await sender.SendAsync(LinearEvents.IssueCreated(linear, urgent), Ct);
        await EndedAsync(trigger, 2);
        Assert.Equal(before + 1, Messages("projects"));
        Assert.Contains("The shop is down", _stage.Doubles.Slack.HarborStudio.Messages("projects")[^1].Text, StringComparison.Ordinal);

        await _talk.SayAsync("pause it", Ct);
        await sender.SendAsync(LinearEvents.IssueCreated(linear, linear.AddIssue(team, "While it was paused")), Ct);
        Assert.Equal(2, (await _stage.RunsAsync(trigger)).Count);
    }

    [Fact]
    public async Task A_message_in_one_channel_is_carried_to_another_without_reading_Slack()
    {
        var slack = _stage.Doubles.Slack.HarborStudio;
        await _talk.SayAsync("when a message arrives in #general, post it to #projects", Ct);
        await _talk.SayAsync("looks right", Ct);
        var tested = await _talk.SayAsync("yes, test it", Ct);
        Assert.Contains("a made-up message as a sample", tested.Text, StringComparison.Ordinal);
        await _talk.SayAsync("yes, turn it on", Ct);
        var trigger = await TriggerAsync();
        var before = Messages("projects");
        var person = slack.Users.First(user => user.Id != slack.BotUserId);
        var sender = _stage.Sender(new SlackWebhookScheme(), _stage.AppUrl(), TriggerStage.AppSecret);
        await sender.SendAsync(SlackEvents.MessagePosted(slack, slack.Channel("general"), slack.Say("general", person.Name, "the printer is on fire"), DateTimeOffset.UtcNow), Ct);
        await EndedAsync(trigger, 1);
        Assert.Equal(before + 1, Messages("projects"));
        Assert.Contains("the printer is on fire", slack.Messages("projects")[^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_stage.Doubles.Journal.Exchanges, exchange => exchange.Path.Contains("conversations.history", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_of_a_system_of_ones_own_starts_it_once()
    {
        await _talk.SayAsync("when our shop system calls, tell #projects", Ct);
        await _talk.SayAsync("looks right", Ct);
        Assert.Contains("a made-up call", (await _talk.SayAsync("yes, test it", Ct)).Text, StringComparison.Ordinal);
        var on = await _talk.SayAsync("yes, turn it on", Ct);
        Assert.Contains("omniforge triggers list", on.Text, StringComparison.Ordinal);
        var trigger = await TriggerAsync();
        var secret = (await _stage.Client.Triggers.RotateTriggerSecretAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct)).Trigger.Secret;
        var before = Messages("projects");
        await _stage.PostAsync(trigger.HookUrl, """{"order": 7, "amount": 120}""", secret);
        await _stage.PostAsync(trigger.HookUrl, """{"order": 7, "amount": 120}""", secret);
        await EndedAsync(trigger, 1);
        Assert.Equal(before + 1, Messages("projects"));
        Assert.Contains("120", _stage.Doubles.Slack.HarborStudio.Messages("projects")[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_in_place_of_the_event_and_undo_switch_the_trigger_off_and_on()
    {
        await _talk.SayAsync("whenever a page is added to Meetings, post it to #projects on Slack", Ct);
        await _talk.SayAsync("looks right", Ct);
        var skipped = await _talk.SayAsync("skip the test", Ct);
        var on = await _talk.SayAsync("yes", Ct);
        Assert.True(on.Phase == ConversationPhase.Complete, string.Join("\n", skipped.Text, on.Text));
        Assert.Equal(TriggerStatus.Active, (await TriggerAsync()).Status);
        await _talk.SayAsync("every Monday at 9am instead", Ct);
        var saved = await _talk.SayAsync("yes, save it", Ct);
        Assert.True((await TriggerAsync()).Status == TriggerStatus.Paused, saved.Text);
        await _talk.SayAsync("undo", Ct);
        Assert.Equal(TriggerStatus.Active, (await TriggerAsync()).Status);
        var agent = (await _talk.ShowAsync(Ct)).AgentId;
        Assert.Empty((await _stage.Client.Schedules.ListSchedulesAsync(new() { AgentId = agent }, cancellationToken: Ct)).Schedules);
    }

    private int Messages(string channel) => _stage.Doubles.Slack.HarborStudio.Messages(channel).Count;

    private async Task<Trigger> TriggerAsync()
        => Assert.Single((await _stage.Client.Triggers.ListTriggersAsync(new() { AgentId = (await _talk.ShowAsync(Ct)).AgentId }, cancellationToken: Ct)).Triggers);

    /// <summary>Waits until so many runs have ended, and holds them to success.</summary>
    private async Task EndedAsync(Trigger trigger, int count)
    {
        var runs = await _stage.RunsAsync(trigger);
        Assert.Equal(count, runs.Count);
        foreach (var run in runs)
        {
            using var watch = _stage.Client.Executions.WatchExecution(new() { ExecutionId = run.Id }, cancellationToken: Ct);
            while (await watch.ResponseStream.MoveNext(Ct))
            {
            }

            var ended = (await _stage.Client.Executions.GetExecutionAsync(new() { ExecutionId = run.Id }, cancellationToken: Ct)).Execution;
            Assert.True(ended.Status == ExecutionStatus.Succeeded, ended.Error);
        }
    }
}
