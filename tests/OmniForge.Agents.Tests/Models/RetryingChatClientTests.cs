using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Models;
using OmniForge.Agents.Tests.Running;
using static OmniForge.Agents.Tests.Running.ScriptedModel;
using Turn = System.Func<
    System.Collections.Generic.IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>,
    System.Collections.Generic.IEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate>>;

namespace OmniForge.Agents.Tests.Models;

public sealed class RetryingChatClientTests
{
    private static readonly Turn Ok = _ => [new(ChatRole.Assistant, "ok") { FinishReason = ChatFinishReason.Stop }];

    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fault_that_may_pass_is_tried_again(bool streaming)
    {
        var model = new ScriptedModel(Fault(503), Fault(429), Fault(0), Ok);

        var text = await AskAsync(model, streaming);

        Assert.Equal(("ok", 4), (text, model.Asked.Count));
    }

    [Theory]
    [InlineData(true, 400)]
    [InlineData(false, 400)]
    [InlineData(true, 401)]
    [InlineData(false, 404)]
    public async Task A_fault_that_stays_is_not_tried_again(bool streaming, int status)
    {
        var model = new ScriptedModel(Fault(status), Ok);

        var fault = await Assert.ThrowsAsync<ModelException>(() => AskAsync(model, streaming));

        Assert.Equal((status, 1), (fault.Fault.Status, model.Asked.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Three_retries_are_the_most(bool streaming)
    {
        var model = new ScriptedModel(Fault(503), Fault(503), Fault(503), Fault(503), Ok);

        await Assert.ThrowsAsync<ModelException>(() => AskAsync(model, streaming));

        Assert.Equal(4, model.Asked.Count);
    }

    [Fact]
    public async Task It_waits_as_long_as_the_provider_asks_and_grows_otherwise()
    {
        var model = new ScriptedModel(Fault(429, retryAfter: 7), Fault(503), Fault(503), Ok);
        var started = _time.GetUtcNow();

        await AskAsync(model, streaming: true);

        // 7 s as asked plus a quarter second; then 1 s and 2 s, each half as long again.
        Assert.Equal(TimeSpan.FromSeconds(7.25 + 1.5 + 3), _time.GetUtcNow() - started);
    }

    [Fact]
    public async Task A_provider_that_asks_for_minutes_is_not_waited_for()
    {
        var fault = await Assert.ThrowsAsync<ModelException>(
            () => AskAsync(new ScriptedModel(Fault(429, retryAfter: 300), Ok), streaming: true));

        Assert.Equal(TimeSpan.FromMinutes(5), fault.Fault.RetryAfter);
    }

    [Fact]
    public async Task Nothing_is_repeated_once_a_part_of_the_answer_has_arrived()
    {
        var model = new ScriptedModel(Cut, Ok);
        var seen = new List<string>();

        var fault = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in Client(model).GetStreamingResponseAsync([], null, TestContext.Current.CancellationToken))
            {
                seen.Add(update.Text);
            }
        });

        Assert.Equal(ModelFaultKind.BrokenStream, fault.Fault.Kind);
        Assert.Equal(["half an "], seen);
        Assert.Single(model.Asked);
    }

    [Fact]
    public async Task A_stream_without_an_end_mark_is_broken()
    {
        var fault = await Assert.ThrowsAsync<ModelException>(() => AskAsync(new ScriptedModel(Says("half an ")), streaming: true));

        Assert.Equal(ModelFaultKind.BrokenStream, fault.Fault.Kind);
    }

    [Fact]
    public async Task A_bug_and_a_cancellation_come_through_as_they_are()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => AskAsync(new ScriptedModel(Throws(new InvalidOperationException("bug"))), streaming: true));

        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var model = new ScriptedModel(Ok) { Before = (_, ct) => Task.FromCanceled(ct) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client(model).GetResponseAsync([], null, caller.Token));
    }

    private static IEnumerable<ChatResponseUpdate> Cut(IReadOnlyList<ChatMessage> asked)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, "half an ");
        throw new IOException("cut");
    }

    private static Turn Fault(int status, double? retryAfter = null) => Throws(new ModelException(ModelFaults.Of(
        new ModelSignal(status) { RetryAfter = retryAfter is { } s ? TimeSpan.FromSeconds(s) : null })));

    private static RetryingChatClient Client(IChatClient model, TimeProvider? time = null)
        => new(model, time ?? TimeProvider.System, () => 0.5);

    private async Task<string> AskAsync(ScriptedModel model, bool streaming)
    {
        var client = Client(model, new PassingTime(_time));
        var ct = TestContext.Current.CancellationToken;
        var response = streaming
            ? await client.GetStreamingResponseAsync([], null, ct).ToChatResponseAsync(ct)
            : await client.GetResponseAsync([], null, ct);
        return response.Text;
    }

    /// <summary>A clock whose pauses are over as soon as they begin, and which remembers how long they were.</summary>
    private sealed class PassingTime(FakeTimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = clock.CreateTimer(callback, state, dueTime, period);
            clock.Advance(dueTime);
            return timer;
        }
    }
}
