using OmniForge.Cli.Output;
using OmniForge.Cli.Commands;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed class AnswerWordsTests
{
    [Theory]
    [InlineData(InterruptKind.Approval, "approve", Decision.Approve)]
    [InlineData(InterruptKind.Approval, "DENY", Decision.Deny)]
    [InlineData(InterruptKind.InDoubt, "retry", Decision.Retry)]
    [InlineData(InterruptKind.InDoubt, "skip", Decision.Skip)]
    [InlineData(InterruptKind.InDoubt, "deny", Decision.Deny)]
    [InlineData(InterruptKind.Input, "deny", Decision.Deny)]
    [InlineData(InterruptKind.Input, "approve", Decision.Submit)]
    public void Words_are_the_decision_that_the_kind_of_question_knows(InterruptKind kind, string words, Decision decision)
        => Assert.Equal(decision, SteeringCommands.Request(new() { Id = "1:1", Kind = kind }, words).Decision);

    [Theory]
    [InlineData(InterruptKind.Approval, "retry")]
    [InlineData(InterruptKind.Approval, "the second one")]
    [InlineData(InterruptKind.InDoubt, "approve")]
    public void Other_words_are_refused_where_only_decisions_count(InterruptKind kind, string words)
        => Assert.Throws<CliException>(() => SteeringCommands.Request(new() { Id = "1:1", Kind = kind }, words));

    [Fact]
    public void A_question_is_answered_in_words_or_as_an_object()
    {
        var open = new Interrupt { Id = "1:1", Kind = InterruptKind.Input };
        Assert.Equal("red one", SteeringCommands.Request(open, "red one").Response.Fields["answer"].StringValue);
        Assert.Equal(2, SteeringCommands.Request(open, """ {"n": 2}""").Response.Fields["n"].NumberValue);
        Assert.Throws<CliException>(() => SteeringCommands.Request(open, "{n: "));
    }
}
