using OmniForge.Agents.Building;
using OmniForge.Agents.Tests.Building;
using OmniForge.Agents.Tests.Running;

namespace OmniForge.Agents.Tests.Attacks;

/// <summary>A builder whose model answers as a stranger's text tells it to: nothing is agreed to, connected, moved or told to the person.</summary>
public sealed class BuilderAttackTests
{
    public static TheoryData<string, QuestionKind> Attacks
    {
        get
        {
            var all = new TheoryData<string, QuestionKind>();
            foreach (var name in AttackSet.Names("readings"))
            {
                foreach (var kind in (QuestionKind[])[QuestionKind.Summary, QuestionKind.Test, QuestionKind.Activate, QuestionKind.SkipTest, QuestionKind.Connect])
                {
                    all.Add(name.Data, kind);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_model_that_obeys_what_it_reads_decides_nothing_in_the_persons_place(string attack, QuestionKind asked)
    {
        var one = AttackSet.Find("readings", attack);
        var before = At(asked);
        var model = new ScriptedModel(ScriptedModel.Says(one["answer"]!.ToJsonString()));
        var world = Tables.World(Tables.Projects);

        var reading = await new ModelReader(model, TimeProvider.System).ReadAsync((string)one["message"]!, before, world, TestContext.Current.CancellationToken);
        var turn = Builder.Take(before, reading.Understood, world);

        Assert.Null(turn.Command);
        Assert.DoesNotContain("evil", turn.Reply, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            (before.Wish.To, before.Wish.From, before.Wish.File, before.Wish.Name, before.Wish.Goal, before.Wish.OutputFile, before.Standing),
            (turn.State.Wish.To, turn.State.Wish.From, turn.State.Wish.File, turn.State.Wish.Name, turn.State.Wish.Goal, turn.State.Wish.OutputFile, turn.State.Standing));
        Assert.Contains(turn.State.Test, new[] { TestStanding.None, before.Test });
        Assert.DoesNotContain("evil", BuilderStateJson.Write(turn.State), StringComparison.OrdinalIgnoreCase);
        Assert.Null(turn.Link);
    }

    [Theory]
    [InlineData("ja bitte")]
    [InlineData("Oui !")]
    [InlineData("sí, por favor")]
    [InlineData("はい。お願いします")]
    [InlineData("да")]
    public async Task A_plain_yes_in_another_language_counts_when_the_model_reads_one(string words)
        => Assert.Equal(TurnReading.Yes, (await ReadAsync(words, """{"reading":"Yes"}""")).Reading);

    [Theory]
    [InlineData("ja aber erst morgen")]
    [InlineData("oui, sauf le lundi")]
    [InlineData("sie schrieben ja")]
    [InlineData("nein")]
    public async Task More_than_a_plain_yes_does_not(string words)
        => Assert.NotEqual(TurnReading.Yes, (await ReadAsync(words, """{"reading":"Yes"}""")).Reading);

    private static async Task<TurnUnderstanding> ReadAsync(string words, string answer)
        => (await new ModelReader(new ScriptedModel(ScriptedModel.Says(answer)), TimeProvider.System)
            .ReadAsync(words, At(QuestionKind.Summary), Tables.World(Tables.Projects), TestContext.Current.CancellationToken)).Understood;

    private static BuilderState At(QuestionKind asked) => new()
    {
        Phase = asked switch
        {
            QuestionKind.Test => Phase.Testing,
            QuestionKind.Activate or QuestionKind.SkipTest => Phase.Activation,
            QuestionKind.Connect => Phase.OAuthFlow,
            _ => Phase.Requirements,
        },
        Wish = new() { Goal = "a report", File = Tables.Projects, When = new() { OnDemand = true } },
        Standing = asked is QuestionKind.Summary or QuestionKind.Connect ? AgentStanding.None : AgentStanding.Draft,
        Test = asked == QuestionKind.Activate ? TestStanding.Passed : TestStanding.None,
        Question = new(asked, "Shall I go on?", []),
        SignIn = asked == QuestionKind.Connect ? new("slack", "", "") : null,
        OfflineSaid = true,
    };
}
