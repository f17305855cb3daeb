using System.Text.Json.Nodes;
using OmniForge.Agents.Building;

namespace OmniForge.Server.Tests.Models;

/// <summary>The builder's question to a language model over each provider's protocol.</summary>
public sealed class ReaderOnTheWireTests(AimockServer aimock)
{
    private const string Words = "hmm, glitter and stardust first of all";

    public static TheoryData<string> Providers => Models.Providers.All;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_turn_is_asked_with_the_rules_and_the_words_as_data_and_the_answer_is_read(string provider)
    {
        var (reading, sent) = await ReadAsync(provider, """{"content":"{\"reading\":\"Question\"}"}""");

        Assert.Equal((TurnReading.Question, null), (reading.Understood.Reading, reading.Fallback));
        Assert.Equal((provider, "read-turn.1"), (reading.Calls[0].Provider, reading.Calls[0].Prompt));
        var body = Assert.Single(sent).ToJsonString(Relaxed);
        Assert.Contains("You read one message of a person", body, StringComparison.Ordinal);
        Assert.Matches($@"<data [0-9a-f]{{16}}>\\n{Words}\\n</data ", body);

        // What the double writes down of the other two protocols holds no form of the answer.
        Assert.Equal(provider is "openai" or "openrouter", body.Contains("add_filters", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Talk_instead_of_an_answer_is_sent_back_twice_and_then_the_grammar_counts(string provider)
    {
        var (reading, sent) = await ReadAsync(provider, """{"content":"I am sorry, I cannot do that."}""");

        Assert.Equal("the language model gave no answer that I could use.", reading.Fallback);
        Assert.Equal((3, 3), (reading.Calls.Count, sent.Count));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Too_many_requests_leave_the_grammars_reading_and_say_why(string provider)
    {
        var (reading, _) = await ReadAsync(provider, """{"error":{"message":"slow down","type":"rate_limit_error"},"status":429}""");

        Assert.Contains("too many requests", reading.Fallback, StringComparison.Ordinal);
        Assert.Empty(reading.Calls);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<(ModelReading Reading, IReadOnlyList<JsonObject> Sent)> ReadAsync(string provider, string response)
    {
        var model = $"{provider}-{Guid.NewGuid():N}";
        var client = Models.Providers.Model(aimock, provider, model, new PassingTime());
        await aimock.AnswerAsync(new JsonObject { ["match"] = new JsonObject { ["model"] = model }, ["response"] = JsonNode.Parse(response) });
        var world = new BuilderWorld(new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero), "Europe/Berlin", [], [], [], [], false);
        var reading = await new ModelReader(client, TimeProvider.System).ReadAsync(Words, new(), world, TestContext.Current.CancellationToken);
        return (reading, await aimock.SentAsync(model));
    }
}
