using OmniForge.Server.Conversations;
using OmniForge.Server.Hosting;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Conversations;

public sealed class PlainRefusalsTests
{
    [Theory]
    [InlineData("The database \"Deals\" was not found. It may have been renamed.")]
    [InlineData("There is no column due_date in projects.csv. It has project, owner and status.")]
    [InlineData("The rapid capital report is not there.")]
    [InlineData("\"My API list\" is empty.")]
    public void What_is_plain_or_a_person_s_own_name_is_said_as_it_is(string text) => Assert.Equal(text, PlainRefusals.Of(text));

    [Theory]
    [InlineData("Set ANTHROPIC_API_KEY, or choose another model.")]
    [InlineData("The cron line is wrong.")]
    [InlineData("The body is no JSON that can be read.")]
    [InlineData("Set Integrations__Notion__ClientId.")]
    [InlineData("System.IO.IOException: disk full")]
    public void What_names_a_setting_or_a_technique_is_left_to_who_runs_the_server(string text)
    {
        var said = PlainRefusals.Of(text);
        Assert.Contains("the person who runs OmniForge", said, StringComparison.Ordinal);
        Assert.Null(PlainTalk.Offence(said));
    }

    [Fact]
    public void A_reason_with_a_text_of_its_own_is_said_with_what_it_is_about()
        => Assert.Contains("Notion", PlainRefusals.Of(new DomainException(Refusal.WrongStatus, "INTEGRATION_NOT_CONFIGURED", "Set X__Y.").With("title", "Notion")), StringComparison.Ordinal);
}
