using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Answers whose sense depends on the very question that is open.</summary>
public sealed class DirectAnswerTests
{
    [Theory]
    [InlineData(QuestionKind.Restart, "yeah wipe it", TurnReading.Yes)]
    [InlineData(QuestionKind.Restart, "yes please start from scratch", TurnReading.Yes)]
    [InlineData(QuestionKind.Restart, "never mind, keep going", TurnReading.No)]
    [InlineData(QuestionKind.Restart, "no!! don't delete anything", TurnReading.No)]
    [InlineData(QuestionKind.SkipTest, "yes skip it", TurnReading.Yes)]
    [InlineData(QuestionKind.SkipTest, "no, test first", TurnReading.No)]
    [InlineData(QuestionKind.SkipTest, "no, test it", TurnReading.No)]
    [InlineData(QuestionKind.Test, "nah skip", TurnReading.No)]
    [InlineData(QuestionKind.Edit, "save", TurnReading.Yes)]
    [InlineData(QuestionKind.Edit, "hold on, the second column is wrong", TurnReading.Change)]
    [InlineData(QuestionKind.Summary, "yes. wait no", TurnReading.Unclear)]
    [InlineData(QuestionKind.Summary, "I think it's good", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "I don't think it's wrong", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "it isn't quite right yet", TurnReading.No)]
    [InlineData(QuestionKind.Summary, "I don't think this is good", TurnReading.No)]
    [InlineData(QuestionKind.Summary, "are you sure", TurnReading.Question)]
    [InlineData(QuestionKind.Summary, "I'm not so sure", TurnReading.Unclear)]
    [InlineData(QuestionKind.Summary, "never mind, I don't want an agent", TurnReading.Cancel)]
    [InlineData(QuestionKind.Summary, "give me five minutes", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "the order is wrong", TurnReading.Change)]
    [InlineData(QuestionKind.Summary, "green light from me", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "approved ✅", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "I want to be sure first", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "undo, at risk was right", TurnReading.Undo)]
    [InlineData(QuestionKind.Edit, "looks good, save", TurnReading.Yes)]
    [InlineData(QuestionKind.SkipTest, "without a test, yes", TurnReading.Yes)]
    [InlineData(QuestionKind.Edit, "keep the old version", TurnReading.No)]
    [InlineData(QuestionKind.Activate, "switch on", TurnReading.Yes)]
    [InlineData(QuestionKind.Activate, "leave it off until the launch", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "hold on", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "yes, one moment", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "scratch what I just said", TurnReading.Undo)]
    [InlineData(QuestionKind.Summary, "no, it was right before", TurnReading.Undo)]
    [InlineData(QuestionKind.Activate, "it should stay off for the moment", TurnReading.No)]
    [InlineData(QuestionKind.Activate, "start from Monday please", TurnReading.Later)]
    [InlineData(QuestionKind.Activate, "I'd like to hear what Tom thinks", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "I've no quarrel with any of that", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "nobody here would object to it", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "I'd be lying if I said I was happy with it", TurnReading.No)]
    [InlineData(QuestionKind.Summary, "there is a mistake in it", TurnReading.Change)]
    [InlineData(QuestionKind.Summary, "I have no reason to reject it, Derek does", TurnReading.Unclear)]
    [InlineData(QuestionKind.Summary, "the totals look nothing like ours", TurnReading.Change)]
    [InlineData(QuestionKind.Summary, "if it's not too much bother, would you mind going back?", TurnReading.Back)]
    [InlineData(QuestionKind.Summary, "scrap the lot and let's begin again", TurnReading.Restart)]
    [InlineData(QuestionKind.Summary, "forget the whole thing, I'll do it by hand", TurnReading.Cancel)]
    [InlineData(QuestionKind.Test, "wouldn't hurt", TurnReading.Yes)]
    [InlineData(QuestionKind.Test, "no point, it ran perfectly last time", TurnReading.No)]
    [InlineData(QuestionKind.Activate, "flip the switch", TurnReading.Yes)]
    [InlineData(QuestionKind.Activate, "if it's all the same to you I'd sooner leave it off", TurnReading.No)]
    [InlineData(QuestionKind.SkipTest, "I'd never forgive myself if it went wrong, so test it", TurnReading.No)]
    [InlineData(QuestionKind.SkipTest, "yeah leave the test out", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "nothing I'd do differently", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "who am I to argue?", TurnReading.Yes)]
    [InlineData(QuestionKind.Summary, "it's not that I don't like it", TurnReading.Unclear)]
    [InlineData(QuestionKind.Summary, "ok as long as nobody sees the budgets", TurnReading.Change)]
    [InlineData(QuestionKind.Summary, "yes, provided that Sandra agrees", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "the minute the lawyers are done with it", TurnReading.Later)]
    [InlineData(QuestionKind.Summary, "the second column is wrong", TurnReading.Change)]
    [InlineData(QuestionKind.Summary, "let's wipe the slate clean and do it all anew", TurnReading.Restart)]
    [InlineData(QuestionKind.Summary, "nope, try again", TurnReading.Unclear)]
    [InlineData(QuestionKind.Test, "a test? again?", TurnReading.Question)]
    [InlineData(QuestionKind.Test, "we can do without", TurnReading.No)]
    [InlineData(QuestionKind.SkipTest, "yes, no need to try it, we've run this one for years", TurnReading.Yes)]
    [InlineData(QuestionKind.SkipTest, "yes, no need to try it, my cat walked over it", TurnReading.No)]
    [InlineData(QuestionKind.Edit, "make that the official one", TurnReading.Yes)]
    [InlineData(QuestionKind.Activate, "start it? no chance", TurnReading.No)]
    public void An_answer_is_read_beside_its_question(QuestionKind question, string said, TurnReading expected)
        => Assert.Equal(expected, GrammarReader.Read(said, At(question), Tables.World(Tables.Projects)).Reading);

    private static BuilderState At(QuestionKind question) => new()
    {
        Phase = question is QuestionKind.Summary or QuestionKind.Restart ? Phase.Requirements : Phase.Testing,
        Standing = question is QuestionKind.Summary or QuestionKind.Restart ? AgentStanding.None : AgentStanding.Draft,
        Wish = new() { Goal = "report", File = Tables.Projects, When = new() { OnDemand = true } },
        Question = new(question, "Shall I?", []),
    };
}
