using OmniForge.Cli.Chat;
using OmniForge.Cli.Demo;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed class DemoScriptTests
{
    [Theory]
    [InlineData("Which file holds your project list?", "projects.csv")]
    [InlineData("Every Monday at 8 in the morning. In which time zone?", "Berlin")]
    [InlineData("Which city's time should I use?", "Berlin")]
    [InlineData("This is what I will build:\n- Name: \"X\"\nShall I create it like this? It stays off until you turn it on.", "looks right")]
    [InlineData("Shall I try it out now? The test reads it and changes nothing, then you may turn it on.", "yes, test it")]
    [InlineData("Here is what I will build: … Does that look right?", "looks right")]
    [InlineData("It is written and passed its checks. Shall I try it out without changing anything?", "yes, test it")]
    [InlineData("The test passed. Shall I switch it on?", "yes, switch it on")]
    [InlineData("The report would have 24 rows. Turn it on?", "yes, switch it on")]
    [InlineData("Should I run it in the morning or in the evening?", "8 in the morning")]
    [InlineData("What should it be called?", "Project report")]
    public void A_question_is_answered_by_its_topic(string text, string answer)
        => Assert.Equal(answer, DemoScript.Answer(new TurnReport { Question = new QuestionAsked { Text = text } }));

    [Theory]
    [InlineData("Which database should I read? I see \"Client Projects\" (250 rows).", "Client Projects")]
    [InlineData("Shall I give you a link to sign in to Slack?", "yes, connect it")]
    [InlineData("Which channel should the report go to? I see \"#projects\".", "#projects")]
    [InlineData("Shall I create it like this? It stays off until you turn it on.", "looks right")]
    [InlineData("Shall I turn it on now? It will then run every Monday.", "yes, switch it on")]
    public void A_question_about_accounts_is_answered_by_its_topic(string text, string answer)
        => Assert.Equal(answer, AccountScript.Answer(new TurnReport { Question = new QuestionAsked { Text = text } }));

    [Fact]
    public void Without_a_question_the_reply_is_answered()
        => Assert.Equal("Berlin", DemoScript.Answer(new TurnReport { Reply = "Good. Which time zone are you in?" }));

    [Fact]
    public void An_agent_that_is_on_is_run() => Assert.Equal(DemoScript.RunNow, DemoScript.Answer(new TurnReport { Activated = new() }));

    [Fact]
    public void An_unknown_question_has_no_answer()
        => Assert.Null(DemoScript.Answer(new TurnReport { Question = new QuestionAsked { Text = "What is your favourite colour?" } }));
}
