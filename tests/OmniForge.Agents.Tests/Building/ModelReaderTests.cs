using OmniForge.Agents.Building;
using OmniForge.Agents.Tests.Running;

namespace OmniForge.Agents.Tests.Building;

/// <summary>A model's reading counts only as far as it agrees with what exists and with the grammar.</summary>
public sealed class ModelReaderTests
{
    private static readonly BuilderState AtSummary = new()
    {
        Phase = Phase.Requirements,
        Wish = new() { Goal = "report", File = Tables.Projects, When = new() { OnDemand = true } },
        Question = new(QuestionKind.Summary, "Shall I create it like this?", []),
    };

    [Fact]
    public async Task Known_columns_are_taken_and_unknown_ones_are_asked()
    {
        var read = await ReadAsync("the pricey ones and the shiny ones", """
            {"reading":"Change","change":{"add_filters":[{"column":"budget","op":"Gt","values":["50000"]},{"column":"glamour","op":"Eq","values":["high"]}]}}
            """);
        Assert.Equal("budget", Assert.Single(read.Change.AddFilters).Column);
        Assert.Equal("glamour", Assert.Single(read.Unclear).Words);
    }

    [Fact]
    public async Task A_yes_of_the_model_does_not_overrule_a_refusal_in_the_words()
        => Assert.NotEqual(TurnReading.Yes, (await ReadAsync("no, yesterday it broke", """{"reading":"Yes"}""")).Reading);

    [Fact]
    public async Task A_time_that_is_read_differently_is_asked_back()
        => Assert.True((await ReadAsync("weekdays at 9am", """{"reading":"Change","when":"every Monday at 9am"}""")).WhenDisputed);

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_sent_back_twice_and_then_the_grammar_counts()
    {
        var read = await ReadAsync("sort by due date", "no object", "{\"reading\": 7x}", "still none");
        Assert.Equal(("due_date", TurnReading.Change), (read.Change.Sorts[0].Column, read.Reading));
    }

    [Fact]
    public async Task Going_back_needs_no_model() => Assert.Equal(TurnReading.Back, (await ReadAsync("go back")).Reading);

    private static Task<TurnUnderstanding> ReadAsync(string text, params string[] answers)
        => new ModelReader(new ScriptedModel([.. answers.Select(answer => ScriptedModel.Says(answer))]))
            .ReadAsync(text, AtSummary, Tables.World(Tables.Projects), TestContext.Current.CancellationToken);
}
