using OmniForge.Agents.Building.Events;

namespace OmniForge.Agents.Tests.Building;

/// <summary>What people say should start an agent.</summary>
public sealed class EventReadingTests
{
    [Theory]
    [InlineData("whenever a page is added to Meetings, post it to #team on Slack", "notion.page_created", "Meetings", "post it to #team on Slack")]
    [InlineData("post it to #team on Slack whenever a new page is added to the Meetings database in Notion", "notion.page_created", "Meetings", "post it to #team on Slack")]
    [InlineData("when a new Linear issue is created tell #bugs", "linear.issue_created", "", "tell #bugs")]
    [InlineData("each time somebody opens a pull request in omni-shop, tell #dev", "github.pull_request_opened", "omni-shop", "tell #dev")]
    [InlineData("every time a PR gets merged in acme/website let #releases know", "github.pull_request_merged", "acme/website", "let #releases know")]
    [InlineData("When a message arrives in #support post it to #duty", "slack.message_posted", "support", "post it to #duty")]
    [InlineData("as soon as someone writes a message in the support-desk channel, ping #duty", "slack.message_posted", "support-desk", "ping #duty")]
    [InlineData("tell #bugs about every new Linear issue", "linear.issue_created", "", "tell #bugs")]
    [InlineData("on every new issue in Github repo omni-shop send a message to #dev", "github.issue_opened", "omni-shop", "send a message to #dev")]
    [InlineData("when our shop system calls, tell #orders", "webhook.received", "shop system", "tell #orders")]
    [InlineData("whenever the booking website sends something, post it to #sales", "webhook.received", "booking website", "post it to #sales")]
    [InlineData("if somebody edits a row in \"Client Projects\" in notion, tell #projects", "notion.page_updated", "Client Projects", "tell #projects")]
    [InlineData("let #qa know when an issue in Linear changes", "linear.issue_updated", "", "let #qa know")]
    [InlineData("when someone mentions us in Slack, tell #press", "slack.app_mentioned", "", "tell #press")]
    [InlineData("whenever an urgent issue is created in Linear, tell #bugs", "linear.issue_created", "", "urgent tell #bugs")]
    [InlineData("tell #bugs when a new issue comes in in Linear, but only if it is urgent", "linear.issue_created", "", "tell #bugs but only if it is urgent")]
    [InlineData("whenever a page is added to Meetings", "notion.page_created", "Meetings", "")]
    [InlineData("no, whenever a page changes in Meetings instead", "notion.page_updated", "Meetings", "no, instead")]
    public void An_event_is_found_with_its_place_and_all_else_stays(string text, string type, string place, string rest)
    {
        var found = EventReading.Find(text);
        Assert.NotNull(found);
        Assert.Equal(type, found.Said.Type);
        Assert.Equal(place, found.Said.Place);
        Assert.Equal(rest, string.Join(' ', found.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("whenever an issue is created, tell #bugs", "linear,github")]
    [InlineData("whenever a bug is reported in omni-shop, tell #dev", "linear,github")]
    public void Where_two_services_have_such_things_both_are_kept(string text, string services)
        => Assert.Equal(services.Split(','), EventReading.Find(text)!.Said.Services);

    [Theory]
    [InlineData("whenever an issue is closed in GitHub, tell #dev")]
    [InlineData("when somebody comments on a page in Notion, tell #team")]
    [InlineData("when a file is uploaded, tell #team")]
    public void What_nothing_tells_of_is_found_and_has_no_kind(string text)
    {
        var found = EventReading.Find(text);
        Assert.NotNull(found);
        Assert.Null(found.Said.Type);
    }

    [Theory]
    [InlineData("every Monday at 8 read our project list")]
    [InlineData("only when I ask")]
    [InlineData("whenever I say so")]
    [InlineData("when is the next run?")]
    [InlineData("tell #dev when an issue is critical")]
    [InlineData("if anything is below 10 tell #purchasing on Slack")]
    [InlineData("list the Linear issues that were created this week")]
    [InlineData("when was the page added?")]
    [InlineData("once it is done, post it to Slack")]
    [InlineData("each evening check stock.csv")]
    public void What_names_nothing_that_happens_elsewhere_is_no_event(string text) => Assert.Null(EventReading.Find(text)?.Said);
}
