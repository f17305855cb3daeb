using OmniForge.Server.Executions.Control;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public sealed class LiveMailTests
{
    private readonly LiveMail _live = new(new HashSet<string>());

    [Fact]
    public void A_wish_to_go_on_that_comes_while_a_pause_begins_is_left_for_whoever_looks_next()
    {
        _live.Take(Wish(1, paused: true));
        _live.Take(Wish(2, paused: false));

        Assert.Equal(1, _live.Knocks);
    }

    [Fact]
    public void A_wish_to_pause_is_heard_at_once()
    {
        _live.Take(Wish(1, paused: false));
        Assert.False(_live.PauseAsked);
        _live.Take(Wish(2, paused: true));
        Assert.True(_live.PauseAsked);
    }

    [Fact]
    public void A_pause_that_is_wished_again_is_read_to_its_end()
    {
        _live.Take(Wish(1, paused: true));
        _live.Take(Wish(2, paused: false));
        _live.Take(Wish(3, paused: true));

        Assert.Equal(3, _live.Knocks);
    }

    [Fact]
    public void A_wish_to_pause_that_was_taken_back_before_it_is_heard_pauses_nothing()
    {
        _live.Take(Wish(2, paused: false));
        _live.Take(Wish(1, paused: true));
        _live.Take(Wish(3, paused: false));

        Assert.Equal(3, _live.Knocks);
    }

    [Fact]
    public void An_answer_that_comes_while_other_steps_are_at_work_is_left_for_whoever_looks_next()
    {
        _live.Take(Answered(1));
        _live.Take(Answered(2, "1:1"));
        _live.Take(Answered(3, "1:1"));

        Assert.Equal(1, _live.Knocks);
    }

    [Fact]
    public void A_result_of_a_client_that_comes_while_other_steps_are_at_work_is_left_for_whoever_looks_next()
    {
        _live.Take(Mail.None);
        _live.Take(new(1, false, [], [new SignalRow { ExecutionId = "e", Id = "1:1", Kind = SignalKind.ToolResult, Payload = [] }]));

        Assert.Equal(0, _live.Knocks);
    }

    [Fact]
    public void An_answer_that_the_run_began_with_is_read()
    {
        _live.Take(Answered(2, "1:1"));
        _live.Take(Answered(3, "1:1"));

        Assert.Equal(3, _live.Knocks);
    }

    private static Mail Answered(long knocks, params string[] questions) => new(knocks, false, [.. questions.Select(id => new Interrupt { Id = id })], []);

    private static Mail Wish(long knocks, bool paused) => new(knocks, paused, [], []);
}
