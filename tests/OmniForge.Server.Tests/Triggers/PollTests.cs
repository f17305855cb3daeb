using OmniForge.Doubles.Webhooks;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>Looking into Notion, as its double answers.</summary>
public sealed class PollTests : IAsyncLifetime
{
    private const string Data = "Client Projects";

    private TriggerStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await TriggerStage.SetAsync();
        await TriggerStage.ConnectAsync(_stage.Client, "notion");
    }

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task What_is_there_starts_nothing_and_each_new_row_starts_one_run_also_over_a_restart()
    {
        var before = Add("just before");
        var trigger = await MakeAsync();
        Assert.Equal("Looks every 5 minutes in Notion for a new page; a run starts up to 5 minutes after it happened.", trigger.Description);
        await _stage.LookAsync(trigger);
        Assert.Empty(await _stage.RunsAsync(trigger));

        var first = Add("first");
        await _stage.LookAsync(trigger);
        await _stage.LookAsync(trigger);
        Assert.Equal([first], await PagesAsync(trigger));

        var second = Add("second");
        var restarted = await _stage.StartServerAsync();
        await _stage.LookAsync(trigger, restarted);
        await _stage.LookAsync(trigger);
        Assert.Equal([first, second], await PagesAsync(trigger));
        Assert.Equal("It was there before the trigger began to look.", (await _stage.EventsAsync(trigger)).Single(row => row.ResourceId == before).Reason);
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_backfill_starts_for_the_newest_that_are_there_once()
    {
        var newest = new[] { Add("one"), Add("two") };
        var trigger = await MakeAsync(wish => wish.Backfill = 2);
        await _stage.LookAsync(trigger);
        await _stage.LookAsync(trigger);
        Assert.Equal(newest.Order(), (await PagesAsync(trigger)).Order());
    }

    [Fact]
    public async Task A_webhook_and_the_look_for_what_was_missed_start_one_run()
    {
        const string Token = "secret_notion_token_of_the_test";
        var workspace = _stage.Doubles.Notion.HarborStudio;
        var trigger = await MakeAsync(wish => (wish.Kind, wish.Secret) = (TriggerKind.Webhook, Token));
        Assert.Contains("it also looks every 30 minutes", trigger.Description, StringComparison.Ordinal);
        await _stage.LookAsync(trigger);
        var told = workspace.AddRow(Data, ("Name", "told"));
        var sender = _stage.Sender(new NotionWebhookScheme(), trigger.HookUrl, Token);
        Assert.True((await sender.SendAsync(NotionEvents.PageCreated(workspace, told, DateTimeOffset.UtcNow), Ct)).Accepted);
        var missed = Add("missed");
        await _stage.LookAsync(trigger);
        await sender.SendAsync(NotionEvents.PageCreated(workspace, workspace.Pages.Single(page => page.Id == missed), DateTimeOffset.UtcNow), Ct);
        Assert.Equal(new[] { told.Id, missed }.Order(), (await PagesAsync(trigger)).Order());
    }

    [Fact]
    public async Task An_edit_that_was_told_is_not_found_again()
    {
        const string Token = "secret_notion_token_of_the_test";
        var workspace = _stage.Doubles.Notion.HarborStudio;
        var page = workspace.Rows(Data)[0];
        var trigger = await MakeAsync(wish =>
        {
            (wish.Kind, wish.Secret) = (TriggerKind.Webhook, Token);
            wish.EventTypes[0] = "notion.page_updated";
        });
        await _stage.LookAsync(trigger);
        workspace.SetRow(page, ("Name", "Edited"));
        await _stage.Sender(new NotionWebhookScheme(), trigger.HookUrl, Token).SendAsync(NotionEvents.ContentUpdated(workspace, page, DateTimeOffset.UtcNow), Ct);
        await _stage.LookAsync(trigger);
        Assert.Equal([page.Id], await PagesAsync(trigger));
    }

    [Fact]
    public async Task After_a_pause_it_begins_anew()
    {
        var trigger = await MakeAsync();
        await _stage.LookAsync(trigger);
        await _stage.Client.Triggers.PauseTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct);
        Add("in the pause");
        await _stage.Client.Triggers.ResumeTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct);
        await _stage.LookAsync(trigger);
        Assert.Empty(await PagesAsync(trigger));
        var after = Add("after it");
        await _stage.LookAsync(trigger);
        Assert.Equal([after], await PagesAsync(trigger));
    }

    [Fact]
    public async Task What_happens_while_the_agent_is_paused_is_written_down_and_never_started()
    {
        var trigger = await MakeAsync();
        await _stage.LookAsync(trigger);
        await _stage.Client.Agents.PauseAgentAsync(new() { AgentId = _stage.Agent }, cancellationToken: Ct);
        var meanwhile = Add("while it was paused");
        await _stage.LookAsync(trigger);
        Assert.Equal("The agent is not switched on.", (await _stage.EventsAsync(trigger)).Single(row => row.ResourceId == meanwhile).Reason);
        await _stage.Client.Agents.ActivateAgentAsync(new() { AgentId = _stage.Agent, OverrideTest = true }, cancellationToken: Ct);
        await _stage.LookAsync(trigger);
        Assert.Empty(await PagesAsync(trigger));
    }

    [Fact]
    public async Task A_shorter_time_between_looks_counts_at_once()
    {
        var trigger = await MakeAsync(wish => wish.PollInterval = new() { Seconds = 86_400 });
        await _stage.LookAsync(trigger);
        var shown = (await _stage.Client.Triggers.UpdateTriggerAsync(
            new() { Trigger = new() { Id = trigger.Id, PollInterval = new() { Seconds = 60 } } }, cancellationToken: Ct)).Trigger;
        Assert.Equal("Looks every 1 minute in Notion for a new page; a run starts up to 1 minute after it happened.", shown.Description);
        Assert.True(shown.NextLookAt.ToDateTimeOffset() <= DateTimeOffset.UtcNow.AddSeconds(61));
    }

    [Fact]
    public async Task Looks_that_come_to_nothing_pause_the_trigger_in_the_end_and_tell_the_owner()
    {
        var trigger = await MakeAsync(wish => wish.ResourceId = Guid.NewGuid().ToString());
        for (var i = 0; i < 6; i++)
        {
            await _stage.LookAsync(trigger);
        }

        var shown = (await _stage.Client.Triggers.GetTriggerAsync(new() { TriggerId = trigger.Id }, cancellationToken: Ct)).Trigger;
        Assert.Equal(TriggerStatus.Paused, shown.Status);
        Assert.Contains("6 times in a row", shown.StatusMessage, StringComparison.Ordinal);
        Assert.Equal(NoticeCause.TriggerPaused, Assert.Single((await _stage.Client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct)).Notices).Cause);
    }

    private string Add(string name) => _stage.Doubles.Notion.HarborStudio.AddRow(Data, ("Name", name)).Id;

    /// <summary>The double's rows are made by our own bot.</summary>
    private Task<Trigger> MakeAsync(Action<Trigger>? adjust = null) => _stage.MakeAsync(wish =>
    {
        (wish.Kind, wish.Integration, wish.OwnChanges) = (TriggerKind.Poll, "notion", OwnChanges.Count);
        wish.ResourceId = _stage.Doubles.Notion.HarborStudio.Database(Data).Id;
        wish.EventTypes.Add("notion.page_created");
        adjust?.Invoke(wish);
    });

    private async Task<List<string>> PagesAsync(Trigger trigger)
        => [.. (await _stage.RunsAsync(trigger)).Select(run => run.InputData.Fields["resource"].StructValue.Fields["id"].StringValue)];
}
