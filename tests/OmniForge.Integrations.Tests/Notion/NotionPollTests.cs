using OmniForge.Integrations.Events;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Notion;

public sealed class NotionPollTests : StudioTests
{
    [Fact]
    public async Task The_first_look_tells_nothing_and_the_next_ones_each_new_row_once()
    {
        var data = Place.Notion.HarborStudio.AddDatabase("Leads", ("Name", "title", []));
        Place.Notion.HarborStudio.AddRow("Leads", ("Name", "old"));
        var poll = Poll("notion.page_created");
        Wait(5);
        var (none, start) = await LookAsync(poll, data.Id, "");
        Assert.Empty(none);

        Wait(5);
        var added = Enumerable.Range(0, 230).Select(i => Place.Notion.HarborStudio.AddRow("Leads", ("Name", $"new {i}"))).Select(page => page.Id).ToList();
        var (found, next) = await LookAsync(poll, data.Id, start);
        Assert.Equal(added.Order(), found.Select(one => one.Key).Order());
        Assert.All(found, one => Assert.Equal(("notion.page_created", "page", Place.Notion.HarborStudio.BotId), (one.Type, one.ResourceKind, one.ActorId)));

        Wait(5);
        var last = Place.Notion.HarborStudio.AddRow("Leads", ("Name", "last"));
        var (again, _) = await LookAsync(poll, data.Id, next);
        Assert.Contains(last.Id, again.Select(one => one.Key));
        Assert.Empty(again.Select(one => one.Key).Except(added).Except([last.Id]));
    }

    [Fact]
    public async Task An_edit_is_told_with_a_key_of_its_own_and_a_new_row_is_no_edit()
    {
        var data = Place.Notion.HarborStudio.AddDatabase("Tasks", ("Name", "title", []), ("Done", "checkbox", []));
        var row = Place.Notion.HarborStudio.AddRow("Tasks", ("Name", "write"), ("Done", false));
        var poll = Poll("notion.page_updated");
        var (_, start) = await LookAsync(poll, data.Id, "");
        Assert.Empty((await LookAsync(poll, data.Id, start)).Events);

        Wait(3);
        Place.Notion.HarborStudio.SetRow(row, ("Done", true));
        var first = Assert.Single((await LookAsync(poll, data.Id, start)).Events);
        Assert.Equal((row.Id, Place.Notion.HarborStudio.Users[0].Id), (first.ResourceId, first.ActorId));
        Assert.Equal(first.Key, Assert.Single((await LookAsync(poll, data.Id, start)).Events).Key);
        Place.Notion.HarborStudio.SetRow(row, ("Done", false));
        Assert.NotEqual(first.Key, Assert.Single((await LookAsync(poll, data.Id, start)).Events).Key);
    }

    [Fact]
    public async Task A_look_whose_next_page_is_forgotten_begins_again()
    {
        var data = Place.Notion.HarborStudio.AddDatabase("Many", ("Name", "title", []));
        var poll = Poll("notion.page_created");
        var (_, start) = await LookAsync(poll, data.Id, "");
        Wait(5);
        var added = Enumerable.Range(0, 150).Select(i => Place.Notion.HarborStudio.AddRow("Many", ("Name", $"{i}"))).Select(page => page.Id).ToList();
        var page = await PageAsync(poll, data.Id, start);
        Assert.True(page.More);
        Wait(60);
        var rest = await LookAsync(poll, data.Id, page.Cursor);
        Assert.Equal(added.Order(), page.Events.Concat(rest.Events).Select(one => one.Key).Distinct().Order());
    }

    private IPollSource Poll(string type) => Place.Catalogue.Find("notion")!.Integration.Polls.Single(poll => poll.EventType == type);

    private async Task<(IReadOnlyList<OutsideEvent> Events, string Cursor)> LookAsync(IPollSource poll, string database, string cursor)
    {
        var events = new List<OutsideEvent>();
        while (true)
        {
            var page = await PageAsync(poll, database, cursor);
            events.AddRange(page.Events);
            cursor = page.Cursor;
            if (!page.More)
            {
                return (events, cursor);
            }
        }
    }

    private Task<PollPage> PageAsync(IPollSource poll, string database, string cursor)
        => Place.PassAsync(poll.LookAsync(Place.Account("notion"), database, cursor, Place.Clock.GetUtcNow(), TestContext.Current.CancellationToken));

    private void Wait(int minutes) => Place.Advance(TimeSpan.FromMinutes(minutes));
}
