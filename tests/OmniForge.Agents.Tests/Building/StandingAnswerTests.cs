using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Whole messages that answer the open question, whatever else is named in them.</summary>
public sealed class StandingAnswerTests
{
    [Theory]
    [InlineData(QuestionKind.Test, "go right ahead with the rehearsal")]
    [InlineData(QuestionKind.Activate, "go right ahead with the launch")]
    [InlineData(QuestionKind.Summary, "no point in fiddling with it any further")]
    [InlineData(QuestionKind.Edit, "feel free to apply the change")]
    [InlineData(QuestionKind.Summary, "you won't get any pushback from us")]
    public void Leave_to_do_what_was_asked_agrees(QuestionKind asked, string said) => Assert.Equal(TurnReading.Yes, Read(asked, said));

    [Theory]
    [InlineData(QuestionKind.Activate, "go right ahead with the rehearsal")]
    [InlineData(QuestionKind.Edit, "no need to change it")]
    [InlineData(QuestionKind.Summary, "I can't be bothered with this")]
    [InlineData(QuestionKind.Summary, "never mind all that")]
    [InlineData(QuestionKind.Activate, "the green light from legal is still missing")]
    [InlineData(QuestionKind.Summary, "Derek and I disagree with it")]
    public void What_gives_no_leave_to_it_does_not(QuestionKind asked, string said) => Assert.NotEqual(TurnReading.Yes, Read(asked, said));

    private static TurnReading Read(QuestionKind asked, string said) => GrammarReader.Read(said, new BuilderState
    {
        Phase = Phase.Requirements,
        Wish = new() { Goal = "report", File = Tables.Projects, When = new() { OnDemand = true } },
        Question = new(asked, "Shall I?", []),
    }, Tables.World(Tables.Projects)).Reading;
}
