using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Tools.Tables;
using MemoryWorkspace = OmniForge.Agents.Tests.Tools.MemoryWorkspace;

namespace OmniForge.Agents.Tests.Building;

/// <summary>A message that is added to an agent which exists: its step, its length, and what of the old steps stays.</summary>
public sealed class MessageStepTests
{
    [Fact]
    public async Task A_message_is_added_beside_the_report_tried_saved_and_taken_back()
    {
        var dialogue = await StatusAsync();
        await dialogue.SayAsync("Add a Slack message to client status");
        Assert.Contains("It reads \"stock.csv\" and saves a report.", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("your Slack account \"Harbor Studio\"", dialogue.Reply, StringComparison.Ordinal);
        Assert.Null(dialogue.Proposal);
        await dialogue.SayAsync("use that one, #client-news");
        Assert.Equal(QuestionKind.Form, dialogue.State.Question!.Kind);
        Assert.Contains("full, short, or short with a link?", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("short with a link");
        Assert.Contains("Step 1: read \"stock.csv\" and save the report (unchanged)", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("Step 2, new: a short message to \"#client-news\" in Slack, with a link to the whole report, after step 1", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("the present version keeps working", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal([1, 2], dialogue.Proposal!.Changes.OfType<UpdateAgent>().Single().Steps.Select(step => step.Order));
        await dialogue.SayAsync("try it first");
        Assert.Contains("**Client status: 5** (2026-11-22)", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("The whole report: `output/client-status.md`", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("- **Bolts** · quantity: 9", dialogue.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("Handles", dialogue.Reply, StringComparison.Ordinal);
        Assert.Empty(dialogue.Desk.Sent);
        await dialogue.SayAsync("great, save it");
        Assert.Contains("Saved as version 2.", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("\"undo\"", dialogue.Reply, StringComparison.Ordinal);
        var before = dialogue.Workspace.Has("output/client-status.md");
        await dialogue.SayAsync("run it now");
        Assert.False(before);
        Assert.Contains("Handles", dialogue.Workspace["output/client-status.md"], StringComparison.Ordinal);
        Assert.Contains("5 of 6 rows.", dialogue.Workspace["output/client-status.md"], StringComparison.Ordinal);
        Assert.EndsWith("The whole report: `output/client-status.md`", (string?)Assert.Single(dialogue.Desk.Sent)["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in client status, also post a short summary with a link to #general", DeliveryForm.ShortWithLink)]
    [InlineData("add a brief message to #general to the client status agent", DeliveryForm.Brief)]
    [InlineData("client status: send the full report to #general on Slack too", DeliveryForm.Full)]
    public async Task What_is_said_of_the_length_is_not_asked(string words, DeliveryForm form)
    {
        var dialogue = await StatusAsync();
        await dialogue.SayAsync(words);
        Assert.Equal((QuestionKind.Edit, form), (dialogue.State.Question!.Kind, dialogue.Wish.Deliveries[1].Form));
        Assert.Null(dialogue.Wish.Deliveries[0].To);
    }

    [Fact]
    public async Task A_message_in_place_of_the_report_takes_its_place()
    {
        var dialogue = await StatusAsync();
        await dialogue.SayAsync("in client status, post it to #general on Slack instead of saving a file");
        Assert.Equal("slack", Assert.Single(dialogue.Wish.Deliveries).To!.Integration);
        Assert.Equal(QuestionKind.Edit, dialogue.State.Question!.Kind);
    }

    [Fact]
    public async Task The_length_of_a_message_can_be_changed_later()
    {
        var dialogue = await StatusAsync();
        foreach (var line in new[] { "add a Slack message to client status", "#general", "full", "save it", "make the message short" })
        {
            await dialogue.SayAsync(line);
        }

        Assert.Equal((QuestionKind.Edit, DeliveryForm.Brief), (dialogue.State.Question!.Kind, dialogue.Wish.Deliveries[1].Form));
        await dialogue.SayAsync("yes");
        await dialogue.SayAsync("run it now");
        Assert.Equal(3, ((string)Assert.Single(dialogue.Desk.Sent)["text"]!).Split("\n- ").Length - 1);
    }

    [Fact]
    public async Task A_short_message_of_a_new_agent_saves_the_report_that_it_points_to()
    {
        var dialogue = new Dialogue(Tables.Projects);
        dialogue.Connect("slack");
        await dialogue.SayAsync("every Monday at 9am send a short summary of the late projects from projects.csv with a link to #general");
        Assert.Contains("The report is saved as a file too", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal([null, "slack"], dialogue.Wish.Deliveries.Select(delivery => delivery.To?.Integration));
        foreach (var line in new[] { "yes", "skip the test", "yes", "run it now" })
        {
            await dialogue.SayAsync(line);
        }

        Assert.True(dialogue.Workspace.Has("output/late-projects.md"));
        Assert.Contains("`output/late-projects.md`", (string?)Assert.Single(dialogue.Desk.Sent)["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short with a link", DeliveryForm.ShortWithLink)]
    [InlineData("the short one with the link please", DeliveryForm.ShortWithLink)]
    [InlineData("a summary plus a link to the full report", DeliveryForm.ShortWithLink)]
    [InlineData("only the link", DeliveryForm.ShortWithLink)]
    [InlineData("the third", DeliveryForm.ShortWithLink)]
    [InlineData("short", DeliveryForm.Brief)]
    [InlineData("just a few lines, no link", DeliveryForm.Brief)]
    [InlineData("keep it brief", DeliveryForm.Brief)]
    [InlineData("short without a link", DeliveryForm.Brief)]
    [InlineData("not the full one, a summary", DeliveryForm.Brief)]
    [InlineData("the second one", DeliveryForm.Brief)]
    [InlineData("full", DeliveryForm.Full)]
    [InlineData("everything please", DeliveryForm.Full)]
    [InlineData("the whole thing", DeliveryForm.Full)]
    [InlineData("not short, all of it", DeliveryForm.Full)]
    [InlineData("no, the full report", DeliveryForm.Full)]
    [InlineData("1", DeliveryForm.Full)]
    [InlineData("yes", null)]
    [InlineData("hm, what do others do", null)]
    public void The_answer_is_one_of_the_three(string words, DeliveryForm? form) => Assert.Equal(form, FormReading.Answer(Words.Join(Words.Cut(words)).ToLowerInvariant()));

    [Theory]
    [InlineData("post a short list of the late projects to #general")]
    [InlineData("post the shortest tasks to #general")]
    [InlineData("show the url and the name in #general")]
    [InlineData("the client linked to the project")]
    public void Words_about_the_rows_say_nothing_of_the_length(string words) => Assert.Null(FormReading.Said(words));

    private static async Task<Dialogue> StatusAsync()
    {
        var workspace = new MemoryWorkspace();
        workspace["stock.csv"] = "item,quantity\nBolts,9\nScrews,3\nHinges,40\nHandles,12\nNuts,41\nRivets,99\n";
        var profile = await TableProfile.ReadAsync(workspace, "stock.csv", TimeZoneInfo.Utc, default);
        var dialogue = new Dialogue(new BuilderWorld(Tables.Now, "Europe/Berlin", [profile], [], [], [], false), workspace);
        dialogue.Connect("slack");
        foreach (var line in new[] { "every Monday at 9am list everything with a quantity below 50 from stock.csv, call it Client status", "looks right", "skip the test", "yes" })
        {
            await dialogue.SayAsync(line);
        }

        return dialogue.Later();
    }
}
