using OmniForge.Agents.Building;
using OmniForge.Agents.Running;
using OmniForge.Server.Conversations;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

public sealed class TurnUsageTests
{
    [Fact]
    public void What_a_model_took_is_summed_by_turn_and_by_conversation_and_told_once()
    {
        var row = new ConversationRow { Id = "c" };
        var first = Turn();
        var told = Assert.Single(Recorded(row, first, new(3_000_000, 15_000_000), (100, 10), (200, 20)));
        _ = Recorded(row, Turn(), new(3_000_000, 15_000_000), (1, 0)).ToList();

        var delta = told.UsageRecorded.Delta;
        Assert.Equal("read-turn.1", told.UsageRecorded.Prompt);
        Assert.Equal((300L, 30L, 2, 1_350L), (delta.InputTokens, delta.OutputTokens, delta.ModelCalls, delta.CostMicros));
        Assert.Equal(told.UsageRecorded.Delta, Usage.Parser.ParseFrom(first.Usage));
        Assert.Equal(301L, Usage.Parser.ParseFrom(row.Usage).InputTokens);
        Assert.Contains("read-turn.1", first.Answers, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_for_the_reading_and_for_the_reply_of_one_turn_is_added_up()
    {
        var (row, turn) = (new ConversationRow { Id = "c" }, Turn());
        _ = Recorded(row, turn, null, (100, 10)).ToList();
        _ = Recorded(row, turn, null, (50, 5)).ToList();
        Assert.Equal((150L, 2), (Usage.Parser.ParseFrom(turn.Usage).InputTokens, Usage.Parser.ParseFrom(turn.Usage).ModelCalls));
        Assert.Equal(2, System.Text.Json.Nodes.JsonNode.Parse(turn.Answers)!.AsArray().Count);
    }

    [Fact]
    public void A_price_that_is_not_known_is_no_cost()
        => Assert.Equal(0, Assert.Single(Recorded(new() { Id = "c" }, Turn(), null, (100, 10))).UsageRecorded.Delta.CostMicros);

    [Fact]
    public void A_turn_that_needed_no_model_tells_of_no_usage()
    {
        var turn = Turn();
        Assert.Empty(Recorded(new() { Id = "c" }, turn, null));
        Assert.Equal(("", 0), (turn.Answers, turn.Usage.Length));
    }

    [Fact]
    public void A_model_that_could_not_be_used_is_told_in_plain_words()
        => Assert.Equal(
            "I read this by fixed rules, because the language model cannot be reached. Please check what I understood.",
            new ReadTurn(new(new()) { Fallback = "the language model cannot be reached." }, null).Notice);

    private static TurnRow Turn() => new() { ConversationId = "c", Id = "t", Ordinal = 1, Text = "hi", Actor = [], Permissions = "" };

    private static IEnumerable<ConversationEvent> Recorded(ConversationRow row, TurnRow turn, ModelPrice? price, params (long Input, long Output)[] calls)
        => ModelUse.Record(
            row, turn, [.. calls.Select(call => new ModelCall("read-turn.1", "openai", "m", "{}") { InputTokens = call.Input, OutputTokens = call.Output })], price);
}
