using OmniForge.Agents.Building;
using OmniForge.Agents.Tools.Tables;
using MemoryWorkspace = OmniForge.Agents.Tests.Tools.MemoryWorkspace;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Agents of several skills: ways with conditions, several ways, several sources.</summary>
public sealed class SeveralSkillsTests
{
    [Fact]
    public async Task Dialogue_E_from_the_first_words_to_a_message()
    {
        var dialogue = await StockAsync(3, 40, 80);
        dialogue.Connect("slack");
        await dialogue.SayAsync("Each evening check stock.csv; if anything is below 10 pieces tell #purchasing on Slack, otherwise do nothing");
        Assert.Equal(["files 1", "slack 2 <files ?"], Plan(dialogue));
        Assert.Contains("two steps", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("only when there is a row where \"quantity\" is less than 10", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("6:00 in the evening, Berlin time (the time of day was my assumption)", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("and write the list to Notion either way");
        Assert.Equal(["files 1", "slack 2 <files ?", "notion 2 <files"], Plan(dialogue));
        Assert.Contains("three steps", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("side by side", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal((Phase.OAuthFlow, QuestionKind.Connect), (dialogue.Phase, dialogue.State.Question!.Kind));
        await dialogue.SayAsync("forget Notion");
        Assert.Equal(["files 1", "slack 2 <files ?"], Plan(dialogue));
        Assert.Equal((Phase.Requirements, QuestionKind.Summary), (dialogue.Phase, dialogue.State.Question!.Kind));
        await dialogue.SayAsync("make it");
        Assert.Equal(["stock-report", "stock-report-slack"], dialogue.Agent.Texts.Keys.Order());
        Assert.Contains("created. It is not on yet", dialogue.Reply, StringComparison.Ordinal);
        dialogue.Workspace["stock.csv"] = Stock(30, 40);
        await dialogue.SayAsync("test it");
        Assert.Contains("Step 2: a message to \"#purchasing\" in Slack would be skipped, because there is no row where \"quantity\" is less than 10.", dialogue.Reply, StringComparison.Ordinal);
        dialogue.Workspace["stock.csv"] = Stock(3, 40, 5);
        await dialogue.SayAsync("test it again");
        Assert.Contains("- **Screws** · quantity: 3", dialogue.Reply, StringComparison.Ordinal);
        Assert.Empty(dialogue.Desk.Sent);
        await dialogue.SayAsync("turn it on");
        Assert.Equal(Phase.Complete, dialogue.Phase);
        await dialogue.SayAsync("run it now");
        Assert.Contains("The message is in \"#purchasing\" in Slack.", dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal("C-2", (string?)Assert.Single(dialogue.Desk.Sent)["channel"]);
        dialogue.Workspace["stock.csv"] = Stock(30, 40);
        await dialogue.SayAsync("run it now");
        Assert.Single(dialogue.Desk.Sent);
        Assert.DoesNotContain("The message is in", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("was skipped", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_skill_may_use_only_what_its_steps_need()
    {
        var dialogue = await StockAsync(3, 40);
        dialogue.Connect("slack");
        await dialogue.SayAsync("every evening check stock.csv and if anything is under 10 tell #purchasing on Slack");
        await dialogue.SayAsync("make it");
        var tools = dialogue.Agent.Texts.ToDictionary(pair => pair.Key, pair => OmniForge.Skills.SkillDocument.Parse(pair.Value).AllowedTools);
        Assert.Equal("table_query", string.Join(' ', tools["stock-report"]!.Items));
        Assert.Equal("slack_post_message", string.Join(' ', tools["stock-report-slack"]!.Items));
    }

    /// <summary>Each line: what is said, quantities, and the channels that a run with them posts to.</summary>
    [Theory]
    [InlineData("every morning read stock.csv and post it to #purchasing only if there are more than 2 items below 50", "3,40,80", "")]
    [InlineData("every morning read stock.csv and post it to #purchasing only if there are more than 2 items below 50", "3,40,45", "C-2")]
    [InlineData("every day at 9am post stock.csv to #general unless the list is empty", "", "")]
    [InlineData("every day at 9am post stock.csv to #general unless the list is empty", "70", "C-1")]
    [InlineData("Check stock.csv every Friday at 4pm. If nothing is below 10, tell #general on Slack, otherwise tell #purchasing on Slack", "70", "C-1")]
    [InlineData("Check stock.csv every Friday at 4pm. If nothing is below 10, tell #general on Slack, otherwise tell #purchasing on Slack", "7", "C-2")]
    [InlineData("weekdays at 8am look at stock.csv, post everything to #general on Slack, and if any quantity is under 5 tell #purchasing on Slack", "7,80", "C-1")]
    [InlineData("weekdays at 8am look at stock.csv, post everything to #general on Slack, and if any quantity is under 5 tell #purchasing on Slack", "2,80", "C-1,C-2")]
    [InlineData("each evening look through stock.csv, and tell #purchasing if at least two items are below 20, only weekdays", "3,18", "C-2")]
    [InlineData("each evening look through stock.csv, and tell #purchasing if at least two items are below 20, only weekdays", "3,28", "")]
    [InlineData("Every evening check stock.csv. Unless everything is above 10, warn #purchasing", "30,20", "")]
    public async Task A_way_is_taken_when_its_condition_holds(string words, string quantities, string channels)
    {
        var dialogue = await StockAsync(3, 40, 80);
        dialogue.Connect("slack");
        await dialogue.SayAsync(words);
        await dialogue.SayAsync("looks right");
        await dialogue.SayAsync("skip the test");
        await dialogue.SayAsync("yes");
        dialogue.Workspace["stock.csv"] = Stock([.. quantities.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);
        await dialogue.SayAsync("run it now");
        Assert.Equal(channels, string.Join(',', dialogue.Desk.Sent.Select(sent => (string?)sent["channel"]).Order()));
    }

    internal static async Task<Dialogue> StockAsync(params int[] quantities)
    {
        var workspace = new MemoryWorkspace();
        workspace["stock.csv"] = Stock(quantities);
        var profile = await TableProfile.ReadAsync(workspace, "stock.csv", TimeZoneInfo.Utc, default);
        var dialogue = new Dialogue(new BuilderWorld(Tables.Now, "Europe/Berlin", [profile], [], [], [], false), workspace);
        dialogue.Desk.Places["slack"] = [new("C-1", "#general", null), new("C-2", "#purchasing", null)];
        return dialogue;
    }

    internal static string Stock(params int[] quantities)
        => "item,quantity,supplier\n" + string.Concat(quantities.Select((quantity, at) => $"{Items[at]},{quantity},{(at % 2 == 0 ? "Marlow" : "Tern")}\n"));

    private static readonly string[] Items = ["Screws", "Hinges", "Handles", "Brackets", "Bolts", "Nuts"];

    internal static IEnumerable<string> Plan(Dialogue dialogue)
        => dialogue.Turns.Last(turn => turn.Plan is not null).Plan!.Steps.Select(step
            => $"{step.Key} {step.Order}{(step.DependsOn.Count == 0 ? "" : " <" + string.Join(',', step.DependsOn))}{(step.Condition is null ? "" : " ?")}");
}
