using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Start over, cancel, go back, undo, later, faults: in every phase.</summary>
public sealed class MoveTests
{
    private const string Goal = "read our project list, at-risk ones first";

    private static readonly string[][] Ways =
    [
        [],
        [Goal],
        [Goal, "every Friday at 4pm"],
        [Goal, "every Friday at 4pm", "yes"],
        [Goal, "every Friday at 4pm", "yes", "yes"],
        [Goal, "every Friday at 4pm", "yes", "yes", "yes"],
    ];

    public static TheoryData<int> Stations() => [.. Enumerable.Range(0, Ways.Length)];

    [Theory]
    [MemberData(nameof(Stations))]
    public async Task Cancel_goes_idle_keeps_the_draft_and_turns_nothing_on(int station)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Ways[station], "cancel"]);
        Assert.Equal((TurnReading.Cancel, Phase.Idle), (dialogue.Reading, dialogue.Phase));
        Assert.Equal(station == 5, dialogue.State.Standing == AgentStanding.Active);
        Assert.Contains("continue", dialogue.Reply, StringComparison.Ordinal);
        if (station > 0)
        {
            await dialogue.SayAsync("continue");
            Assert.NotEqual(Phase.Idle, dialogue.Phase);
            Assert.Equal(Tables.Projects, dialogue.Wish.File);
        }
    }

    [Theory]
    [MemberData(nameof(Stations))]
    public async Task Start_over_asks_first_and_then_clears(int station)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Ways[station], "start over"]);
        Assert.Equal(TurnReading.Restart, dialogue.Reading);
        if (station == 0)
        {
            return;
        }

        var before = dialogue.Wish.File;
        await dialogue.SayAsync("no, carry on");
        Assert.Equal(before, dialogue.Wish.File);
        await dialogue.SayAsync("start over");
        await dialogue.SayAsync("yes");
        Assert.Equal((Phase.Discovery, ""), (dialogue.Phase, dialogue.Wish.Goal));
        Assert.NotNull(dialogue.State.Parked);
    }

    [Theory]
    [InlineData(2, Phase.Requirements, "every Friday")]
    [InlineData(3, Phase.Generation, "This is how it would be")]
    [InlineData(4, Phase.Testing, "try it out")]
    [InlineData(5, Phase.Complete, "tell me what should be different")]
    public async Task Go_back_shows_the_earlier_question_and_drops_no_answer(int station, Phase phase, string shown)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], Ways[station]);
        var wish = dialogue.Wish.When!.Sentence;
        await dialogue.SayAsync("go back");
        Assert.Equal((TurnReading.Back, phase), (dialogue.Reading, dialogue.Phase));
        Assert.Contains(shown, dialogue.Reply, StringComparison.Ordinal);
        Assert.Equal(wish, dialogue.Wish.When!.Sentence);
    }

    [Theory]
    [InlineData("I am not ready yet")]
    [InlineData("yes, but only after Derek has agreed")]
    [InlineData("let me sleep on it")]
    public async Task Later_stays_and_continue_is_no_yes(string line)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Ways[4], line]);
        Assert.Equal((TurnReading.Later, Phase.Activation), (dialogue.Reading, dialogue.Phase));
        await dialogue.SayAsync("continue");
        Assert.Equal((QuestionKind.Activate, AgentStanding.Draft), (dialogue.State.Question!.Kind, dialogue.State.Standing));
    }

    [Fact]
    public async Task A_fault_is_never_a_yes()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Ways[4], "no, yesterday it broke"]);
        Assert.Equal((TurnReading.Change, Phase.Activation), (dialogue.Reading, dialogue.Phase));
        Assert.Contains("What exactly went wrong", dialogue.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain(dialogue.Commands, command => command is Activate);
    }

    [Fact]
    public async Task Undo_takes_back_the_last_change_or_the_named_one()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Ways[2], "weekdays at 9am", "top 3 by budget", "undo the schedule "
            + "change"]);
        Assert.Contains("Friday", dialogue.Wish.When!.Sentence, StringComparison.Ordinal);
        Assert.Equal(3, dialogue.Wish.Limit);
        await dialogue.SayAsync("undo");
        Assert.Null(dialogue.Wish.Limit);
    }

    [Fact]
    public async Task A_change_of_an_agent_that_is_on_is_proposed_tried_saved_and_undone()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], [.. Ways[5], "only the ones with a budget over 30000"]);
        Assert.Equal(QuestionKind.Edit, dialogue.State.Question!.Kind);
        Assert.IsType<EditSkill>(dialogue.Proposal!.Changes[0]);
        await dialogue.SayAsync("try it first");
        Assert.Contains("Nothing was written", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("ok");
        Assert.Contains("version 2", dialogue.Reply, StringComparison.Ordinal);
        await dialogue.SayAsync("change 30000 to 50000");
        await dialogue.SayAsync("no");
        Assert.Equal(["30000"], dialogue.Wish.Filters[0].Values);
        await dialogue.SayAsync("undo");
        Assert.Empty(dialogue.Wish.Filters);
    }

    [Fact]
    public async Task Unknown_services_are_refused_and_change_nothing()
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects], "post the late ones to Discord every day");
        Assert.Equal((Phase.Discovery, ""), (dialogue.Phase, dialogue.Wish.Goal));
        Assert.Contains("Discord", dialogue.Reply, StringComparison.Ordinal);
        Assert.Contains("Notion, Slack, Linear and GitHub", dialogue.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weekly reports from Notion", "notion")]
    [InlineData("We use Notion for everything, tell me what is open", "notion")]
    [InlineData("summarise new Linear issues every evening", "linear")]
    public async Task A_service_that_is_not_connected_is_explained_and_offered(string line, string service)
    {
        var dialogue = await Dialogue.HoldAsync([Tables.Projects, Tables.Cars], line);
        Assert.Equal((Phase.OAuthFlow, service), (dialogue.Phase, dialogue.Wish.From!.Integration));
        Assert.Equal(QuestionKind.Connect, dialogue.State.Question!.Kind);
        Assert.Contains("I see only what you share there", dialogue.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_zone_the_city_is_asked()
    {
        var dialogue = new Dialogue(Tables.World(Tables.Projects) with { TimeZone = null }, Tables.Projects);
        await dialogue.SayAsync("weekdays at 9am list the late projects");
        Assert.Equal(QuestionKind.Zone, dialogue.State.Question!.Kind);
        await dialogue.SayAsync("Lisbon");
        Assert.Equal("Europe/Lisbon", dialogue.Wish.When!.Rules[0].TimeZone);
    }

    [Fact]
    public void That_the_model_is_offline_is_said_once()
    {
        var world = Tables.World(Tables.Projects) with { OfflineModel = true };
        var greeting = Builder.Greet(world);
        Assert.Contains("without a language model", greeting.Reply, StringComparison.Ordinal);
        var next = Builder.Take(greeting.State, GrammarReader.Read(Goal, greeting.State, world), world);
        Assert.DoesNotContain("without a language model", next.Reply, StringComparison.Ordinal);
    }
}
