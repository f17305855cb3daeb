using System.Text.Json;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Languages;
using OmniForge.Agents.Tests.Running;
using OmniForge.TestKit;

namespace OmniForge.Agents.Tests.Building.Languages;

public sealed class ReplyTranslatorTests
{
    private static readonly BuilderTurn Turn = new()
    {
        State = new(),
        Reply = "I read \"Deals\" at 8:00.\nShall I create it?",
        Question = new(QuestionKind.Summary, "Shall I create it?", []),
        Actions = ["Yes, create it", "deals.csv"],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_is_said_in_the_language_with_its_names_and_offered_answers()
    {
        var model = new ScriptedModel(Texts("Ich lese ⟦0⟧ um 8:00.\nSoll ich es anlegen?", "Soll ich es anlegen?"), Answers());
        var said = await new ReplyTranslator(model, TimeProvider.System, new()).SayAsync(Turn, "German", Ct);

        Assert.Equal("Ich lese \"Deals\" um 8:00.\nSoll ich es anlegen?", said.Turn.Reply);
        Assert.Equal("Soll ich es anlegen?", said.Turn.Question!.Text);
        Assert.Equal(["Ja: Yes, create it", "deals.csv"], said.Turn.Actions);
        Assert.Equal(2, said.Calls.Count);
        Assert.All(said.Calls, call => Assert.Equal("say-in-language.1", call.Prompt));
        Assert.DoesNotContain("Deals", string.Concat(model.Asked.SelectMany(asked => asked).Select(message => message.Text)), StringComparison.Ordinal);
        Assert.Equal("Yes, create it", OfferedAnswers.Meant("ja: yes, create it!", said.Turn.State));
        Assert.Equal("ja, aber anders", OfferedAnswers.Meant("ja, aber anders", said.Turn.State));
    }

    [Fact]
    public async Task The_offered_answers_of_a_language_are_asked_for_once()
    {
        var answers = new SaidAnswers();
        var model = new ScriptedModel(Texts("Ich lese ⟦0⟧ um 8:00.", "Soll ich?"), Answers(), Texts("Ich lese ⟦0⟧ um 8:00.", "Soll ich?"));
        await new ReplyTranslator(model, TimeProvider.System, answers).SayAsync(Turn, "German", Ct);
        var again = await new ReplyTranslator(model, TimeProvider.System, answers).SayAsync(Turn, "German", Ct);
        Assert.Equal(("Ja: Yes, create it", 1), (again.Turn.Actions[0], again.Calls.Count));
    }

    [Fact]
    public async Task What_is_not_whole_is_asked_for_once_more()
    {
        var model = new ScriptedModel(Texts("Ich lese um 8:00.", "Soll ich?"), Texts("Ich lese ⟦0⟧ um 8:00.", "Soll ich?"), Answers());
        var said = await new ReplyTranslator(model, TimeProvider.System, new()).SayAsync(Turn, "German", Ct);
        Assert.Equal("Ich lese \"Deals\" um 8:00.", said.Turn.Reply);
    }

    [Theory]
    [InlineData("not an object")]
    [InlineData("""{"texts":["nur einer"]}""")]
    [InlineData("""{"texts":["Ich lese um 9:00.", "Soll ich?"]}""")]
    [InlineData("""{"texts":["Ich lese ⟦0⟧ um 8:00 per API.", "Soll ich?"]}""")]
    [InlineData("""{"texts":[7, null]}""")]
    public async Task What_stays_wrong_is_said_in_English_and_says_so(string answer)
    {
        var model = new ScriptedModel(ScriptedModel.Says(answer), ScriptedModel.Says(answer));
        var said = await new ReplyTranslator(model, TimeProvider.System, new()).SayAsync(Turn, "German", Ct);
        Assert.Equal(Turn.Reply + "\n(I could not say this in German just now.)", said.Turn.Reply);
        Assert.Equal((Turn.Question, 2), (said.Turn.Question, said.Calls.Count));
        Assert.Equal(Turn.Actions, said.Turn.Actions);
    }

    [Fact]
    public async Task A_model_that_is_away_costs_nothing_but_the_language()
    {
        var said = await new ReplyTranslator(new ScriptedModel(ScriptedModel.Throws(new HttpRequestException("gone"))), TimeProvider.System, new()).SayAsync(Turn, "German", Ct);
        Assert.StartsWith(Turn.Reply, said.Turn.Reply, StringComparison.Ordinal);
    }

    /// <summary>A model that obeys an attacker may call a yes a no; the person who says that no has not agreed.</summary>
    [Theory]
    [InlineData("Nein")]
    [InlineData("Auf keinen Fall")]
    public void A_yes_that_is_offered_in_the_words_of_a_no_is_none(string label)
        => Assert.Equal(label, OfferedAnswers.Meant(label, new() { SaidAs = new Dictionary<string, string> { ["Yes, create it"] = label } }));

    [Fact]
    public async Task What_is_sent_is_known_word_for_word()
    {
        var model = new ScriptedModel(ScriptedModel.Says("no"), ScriptedModel.Says("no"));
        await new ReplyTranslator(model, TimeProvider.System, new()).SayAsync(Turn, "German", Ct);
        var sent = string.Join("\n", model.Asked[^1].Select(message => $"=== {message.Role} ===\n{message.Text}")) + "\n";
        Golden.Match(Path.Combine(SourceTree.Root, "tests", "OmniForge.Agents.Tests", "Prompts", "Golden", "say-in-language"), "prompt.txt", sent);
    }

    private static Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> Texts(params string[] texts)
        => ScriptedModel.Says(JsonSerializer.Serialize(new { texts }));

    private static Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> Answers()
        => ScriptedModel.Says(JsonSerializer.Serialize(new { texts = OfferedAnswers.All.Select(answer => "Ja: " + answer) }));
}
