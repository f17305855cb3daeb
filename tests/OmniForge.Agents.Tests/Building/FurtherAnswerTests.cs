using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Answers to one question each, as `question | reading | words`; found by the evaluation set.</summary>
public sealed class FurtherAnswerTests
{
    public static TheoryData<QuestionKind, TurnReading, string> Answers
    {
        get
        {
            var rows = new TheoryData<QuestionKind, TurnReading, string>();
            foreach (var line in Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var parts = line.Split(" | ");
                rows.Add(Enum.Parse<QuestionKind>(parts[0]), Enum.Parse<TurnReading>(parts[1]), parts[2]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_is_read_against_its_question(QuestionKind asked, TurnReading expected, string line)
    {
        var state = new BuilderState
        {
            Phase = asked == QuestionKind.Summary ? Phase.Requirements : Phase.Testing,
            Standing = asked == QuestionKind.Summary ? AgentStanding.None : AgentStanding.Draft,
            Wish = new() { Goal = "report", File = Tables.Projects, When = new() { OnDemand = true } },
            Question = new(asked, "Shall I?", []),
        };
        Assert.Equal(expected, GrammarReader.Read(line, state, Tables.World(Tables.Projects)).Reading);
    }

    private const string Lines =
        """
        Summary | Yes | okey dokey
        Summary | Yes | fine, whatever, do it
        Summary | Yes | you got it right
        Summary | Yes | please do
        Summary | Yes | A-OK
        Summary | Yes | that is precisely what I need
        Summary | Yes | happy with it
        Summary | Yes | exactly like that
        Summary | Yes | sounds like a yes to me
        Summary | Yes | why the hell not
        Summary | Yes | yes, it is
        Activate | Yes | ready when you are
        Summary | No | you've misunderstood me
        Activate | No | it should not be on
        Summary | No | that's a no from me
        Summary | No | I'm afraid not
        Summary | No | not in this form
        Summary | Cancel | leave it
        Summary | Change | it lacks the due date
        Summary | Later | ask me again on Monday
        Test | Yes | by all means try it out
        Activate | Yes | yes, let it run
        Activate | No | I don't want it on
        Summary | No | I can't say yes to this
        Summary | No | no need
        Summary | No | not necessary
        Summary | Restart | let's begin again from scratch
        Summary | Change | make it Tuesday
        Summary | Change | change it to Friday
        Summary | Change | half past nine in the morning, not eight
        Summary | Change | on hold for Tern Software
        Summary | Change | where the client is not Kestrel Energy
        Summary | Later | keep it on hold
        Summary | Later | put that on hold for now
        Summary | Question | where is it saved?
        Test | Yes | show me
        Test | Yes | let's see
        Test | No | no test please
        Test | No | skip it
        Activate | Unclear | let's see
        Activate | Later | don't switch it on yet
        Activate | No | keep it off for now
        """;
}
