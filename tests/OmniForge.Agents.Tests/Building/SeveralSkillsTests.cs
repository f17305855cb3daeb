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
    [InlineData("look at stock.csv every evening, and when something is below 10 let #purchasing know on Slack", "3,28", "C-2")]
    [InlineData("look at stock.csv every evening, and when something is below 10 let #purchasing know on Slack", "30,28", "")]
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
        Assert.True(
            channels == string.Join(',', dialogue.Desk.Sent.Select(sent => (string?)sent["channel"]).Order()), string.Join('\n', dialogue.Turns.Select(turn => turn.Reply)));
    }

    [Theory]
    [InlineData("test with nothing below 10", "Step 2: a message to \"#purchasing\" in Slack would be skipped, because there is no row where")]
    [InlineData("now with three below", "Step 1: I read \"stock.csv\" and found 3 rows.")]
    [InlineData("and try it with 2 items below ten", "Step 1: I read \"stock.csv\" and found 2 rows.")]
    [InlineData("test it with an empty list", "would be skipped")]
    public async Task A_test_can_be_made_with_rows_that_were_asked_for(string words, string expected)
    {
        var dialogue = await StockAsync(3, 40, 80);
        dialogue.Connect("slack");
        await dialogue.SayAsync("Each evening check stock.csv; if anything is below 10 pieces tell #purchasing on Slack, otherwise do nothing");
        await dialogue.SayAsync("make it");
        await dialogue.SayAsync(words);
        Assert.Contains("made-up rows instead of \"stock.csv\"", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains(expected, dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal(QuestionKind.Activate, dialogue.State.Question!.Kind);
        Assert.Empty(dialogue.Desk.Sent);
        Assert.Contains("Screws,3", dialogue.Workspace["stock.csv"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test it with last week")]
    [InlineData("try it with Anna")]
    public async Task A_test_without_such_a_wish_reads_what_is_there(string words)
    {
        var dialogue = await StockAsync(3, 40, 80);
        dialogue.Connect("slack");
        await dialogue.SayAsync("Each evening check stock.csv; if anything is below 10 pieces tell #purchasing on Slack");
        await dialogue.SayAsync("make it");
        await dialogue.SayAsync(words);
        Assert.DoesNotContain("made-up", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_accounts_are_read_side_by_side_each_with_its_own_question()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("notion");
        dialogue.Connect("linear");
        await dialogue.SayAsync("Check Notion and Linear for updates every Friday at 4pm");
        Assert.Equal(["notion 1", "linear 1"], Plan(dialogue));
        Assert.Contains("Which database should I read?", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("client projects");
        Assert.Contains("Which team should I read?", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("the first one");
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question!.Kind);
        Assert.Contains("\"Client Projects\" (4 rows) in Notion", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("issues of \"Engineering\"", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("only what is at risk");
        Assert.Equal("Status", Assert.Single(dialogue.Wish.Sources[0].Filters).Column);
        Assert.Empty(dialogue.Wish.Sources[1].Filters);
        dialogue.Connect("slack");
        await dialogue.SayAsync("and post a summary of both to #general");
        Assert.Equal(["notion 1", "linear 1", "slack 2 <notion,linear"], Plan(dialogue));
        await dialogue.SayAsync("looks right");
        await dialogue.SayAsync("test it");
        Assert.Contains("Step 3: a message to \"#general\" in Slack would go out.", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("turn it on");
        await dialogue.SayAsync("run it now");
        var text = (string)Assert.Single(dialogue.Desk.Sent)["text"]!;
        Assert.Contains("Client Projects (Notion): 2", text, StringComparison.Ordinal);
        Assert.Contains("Search ads", text, StringComparison.Ordinal);
        Assert.Contains("Engineering (Linear): 1", text, StringComparison.Ordinal);
        Assert.Contains("It does not start", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mobile app", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_way_each_source_saves_its_own_report()
    {
        var dialogue = new Dialogue();
        dialogue.Connect("notion");
        dialogue.Connect("linear");
        foreach (var line in new[] { "look at Linear and Notion every Monday at 8 in the morning", "engineering", "client projects", "looks right", "skip the test", "yes", "run it now" })
        {
            await dialogue.SayAsync(line);
        }

        var names = dialogue.Agent.Texts.Keys.Order().ToList();
        Assert.Equal(2, names.Count);
        Assert.All(names, name => Assert.True(dialogue.Workspace.Has($"output/{name}.md")));
        Assert.Contains("It does not start", dialogue.Workspace[$"output/{names.Single(name => name.EndsWith("linear", StringComparison.Ordinal))}.md"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("both", 2)]
    [InlineData("the Notion one", 1)]
    public async Task Words_that_fit_two_sources_are_asked_about(string answer, int filtered)
    {
        var dialogue = new Dialogue(Tables.World(Tables.Projects), Tables.Projects);
        dialogue.Connect("notion");
        dialogue.Connect("slack");
        await dialogue.SayAsync("check projects.csv and the Notion list for updates every Monday at 8 in the morning and post one summary of both to #general");
        Assert.Equal(["files 1", "notion 1", "slack 2 <files,notion"], Plan(dialogue));
        await dialogue.SayAsync("client projects");
        await dialogue.SayAsync("only what is at risk");
        Assert.Equal(QuestionKind.WhichSource, dialogue.State.Question!.Kind);
        await dialogue.SayAsync(answer);
        Assert.Equal(filtered, dialogue.Wish.Sources.Count(source => source.Filters.Count > 0));
        Assert.Equal(QuestionKind.Summary, dialogue.State.Question!.Kind);
    }

    [Fact]
    public async Task A_limit_in_a_condition_is_changed_like_any_other_value()
    {
        var dialogue = await StockAsync(3, 15, 80);
        dialogue.Connect("slack");
        await dialogue.SayAsync("every evening post stock.csv to #general, and if anything is below 10 pieces tell #purchasing as well");
        Assert.Equal(2, dialogue.Wish.Deliveries.Count);
        await dialogue.SayAsync("20 instead of 10");
        Assert.Equal(["20"], dialogue.Wish.Deliveries[1].Only!.Filters[0].Values);
        await dialogue.SayAsync("undo");
        Assert.Equal(["10"], dialogue.Wish.Deliveries[1].Only!.Filters[0].Values);
    }

    [Theory]
    [InlineData("Each evening check stock.csv; if anything is below 10 pieces tell #purchasing on Slack, otherwise do nothing")]
    [InlineData("every evening post stock.csv to #general, and if anything is below 10 pieces tell #purchasing as well")]
    public async Task A_changed_condition_of_an_agent_that_runs_is_said_once_before_and_once_after(string words)
    {
        var dialogue = await StockAsync(3, 15, 80);
        dialogue.Connect("slack");
        foreach (var line in new[] { words, "make it", "skip the test", "yes", "20 instead of 10" })
        {
            await dialogue.SayAsync(line);
        }

        Assert.Equal(QuestionKind.Edit, dialogue.State.Question!.Kind);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(dialogue.Proposal!.Rationale, "less than 10"));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(dialogue.Proposal.Rationale, "less than 20"));
        Assert.True(System.Text.RegularExpressions.Regex.Count(dialogue.Proposal.Rationale, "#purchasing") <= 1);
    }

    [Fact]
    public async Task A_word_of_a_condition_that_fits_no_column_is_asked_about()
    {
        var dialogue = await StockAsync(3, 40, 80);
        dialogue.Connect("slack");
        await dialogue.SayAsync("every evening post stock.csv to #general, and if anything is fluffy tell #purchasing as well");
        Assert.Equal(QuestionKind.Unclear, dialogue.State.Question!.Kind);
        await dialogue.SayAsync("supplier");
        await dialogue.SayAsync("Tern");
        Assert.Equal(("supplier", "Tern"), (dialogue.Wish.Deliveries[1].Only!.Filters[0].Column, dialogue.Wish.Deliveries[1].Only!.Filters[0].Values[0]));
        Assert.Empty(dialogue.Wish.Filters);
    }

    [Fact]
    public async Task The_plan_of_the_first_words_is_shown_before_anything_is_connected()
    {
        var dialogue = await Dialogue.HoldAsync([], "Read tasks.csv and the Linear issues every Monday at 9am, then put one summary into Notion");
        Assert.Equal(["files 1", "linear 1", "notion 2 <files,linear"], Plan(dialogue));
        Assert.Contains("Monday at 9:00", dialogue.Turns.First(turn => turn.Plan is not null).Plan!.Schedule, StringComparison.Ordinal);
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
