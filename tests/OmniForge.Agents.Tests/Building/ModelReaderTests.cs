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
        var read = await ReadAsync("the pricey ones and those with the most glamour", """
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

    [Fact]
    public async Task What_was_asked_of_the_model_is_told_with_its_version_its_tokens_and_its_words()
    {
        var reading = await ReadingAsync("sort by due date", ScriptedModel.Uses(120, 7, """{"reading":"Change"}"""));
        var call = Assert.Single(reading.Calls);
        Assert.Equal(("read-turn.1", "scripted", "script-1", """{"reading":"Change"}"""), (call.Prompt, call.Provider, call.Model, call.Answer));
        Assert.Equal((120L, 7L, null), (call.InputTokens, call.OutputTokens, reading.Fallback));
    }

    [Fact]
    public async Task A_cut_answer_is_not_used_even_when_it_looks_whole()
    {
        var cut = ScriptedModel.Ends("""{"reading":"Change","change":{"limit":1}}""", Microsoft.Extensions.AI.ChatFinishReason.Length);
        var reading = await ReadingAsync("sort by due date", cut, cut, cut);
        Assert.Equal((null, "due_date"), (reading.Understood.Change.Limit, reading.Understood.Change.Sorts[0].Column));
        Assert.Equal((3, true), (reading.Calls.Count, reading.Fallback!.EndsWith("that I could use.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(429, "too many requests")]
    [InlineData(401, "did not accept our key")]
    [InlineData(500, "has a fault")]
    [InlineData(0, "cannot be reached")]
    public async Task A_model_that_fails_leaves_the_grammars_reading_and_says_why(int status, string cause)
    {
        var failure = new OmniForge.Agents.Models.ModelException(OmniForge.Agents.Models.ModelFaults.Of(new(status)));
        var reading = await ReadingAsync("sort by due date", ScriptedModel.Throws(failure));
        Assert.Equal("due_date", reading.Understood.Change.Sorts[0].Column);
        Assert.Contains(cause, reading.Fallback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_takes_too_long_is_not_waited_for()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var model = new ScriptedModel(ScriptedModel.Says("{}"))
        {
            Before = (_, cancellationToken) =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            },
        };
        var reading = await new ModelReader(model, clock).ReadAsync(
            "sort by due date", AtSummary, Tables.World(Tables.Projects), TestContext.Current.CancellationToken);
        Assert.Contains("too long", reading.Fallback, StringComparison.Ordinal);
    }

    private static Task<ModelReading> ReadingAsync(
        string text, params Func<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>, IEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate>>[] turns)
        => new ModelReader(new ScriptedModel(turns), TimeProvider.System).ReadAsync(text, AtSummary, Tables.World(Tables.Projects), TestContext.Current.CancellationToken);

    private static async Task<TurnUnderstanding> ReadAsync(string text, params string[] answers)
        => (await ReadingAsync(text, [.. answers.Select(answer => ScriptedModel.Says(answer))])).Understood;
}
