using OmniForge.Client.Sessions;
using OmniForge.Client.Tests.Fakes;
using OmniForge.V1;

namespace OmniForge.Client.Tests;

public sealed class ConversationSessionTests
{
    [Fact]
    public async Task A_turn_ends_with_its_own_end()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();
        await using var session = await OpenAsync(client);

        var first = await TurnAsync(session, "one");
        var second = await TurnAsync(session, "two");

        Assert.Equal("c1", session.ConversationId);
        Assert.Equal("Hello.", session.Greeting);
        Assert.Equal([1UL, 2, 3, 4], first.Select(e => e.Sequence));
        Assert.Equal([5UL, 6, 7], second.Select(e => e.Sequence));
        Assert.Equal("two", second[1].MessageCompleted.Text);
    }

    [Theory]
    [InlineData(Cut.Abort)]
    [InlineData(Cut.Drain)]
    [InlineData(Cut.SlowReader)]
    [InlineData(Cut.Proxy)]
    public async Task A_session_outlives_cuts_without_gap_or_repeat(Cut cut)
    {
        await using var platform = await FakePlatform.StartAsync();
        foreach (var after in new[] { 0, 1, 2, 3 })
        {
            platform.Faults.Plan(after, cut);
        }

        using var client = platform.Client();
        await using var session = await OpenAsync(client);
        var seen = new List<ConversationEvent>();
        foreach (var message in new[] { "one", "two", "three", "four" })
        {
            seen.AddRange(await TurnAsync(session, message));
        }

        Assert.Equal(Enumerable.Range(1, 13).Select(n => (ulong)n), seen.Select(e => e.Sequence));
        Assert.Equal(4, platform.Conversations.Turns);
    }

    [Fact]
    public async Task A_turn_whose_answer_was_lost_is_sent_again_and_taken_once()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Conversations.CutBeforeAnswer = true;
        using var client = platform.Client();
        await using var session = await OpenAsync(client);

        var events = await TurnAsync(session, "only once");

        Assert.Equal(1, platform.Conversations.Turns);
        Assert.Equal([1UL, 2, 3, 4], events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_refused_turn_leaves_the_session_open()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();
        await using var session = await OpenAsync(client);

        var refusal = await Assert.ThrowsAsync<OmniForgeException>(() => session.SendAsync("refuse me", TestContext.Current.CancellationToken));
        var after = await TurnAsync(session, "still here");

        Assert.Equal("TURN_IN_PROGRESS", refusal.Reason);
        Assert.Equal("still here", after[^2].MessageCompleted.Text);
    }

    [Fact]
    public async Task A_conversation_is_resumed_after_the_last_event_seen()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();
        await using (var session = await OpenAsync(client))
        {
            await TurnAsync(session, "one");
        }

        await using var again = await client.Conversations.ResumeAsync("c1", 4, TestContext.Current.CancellationToken);
        var events = await TurnAsync(again, "two");

        Assert.Equal([5UL, 6, 7], events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task An_unknown_conversation_is_refused()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();

        var refusal = await Assert.ThrowsAsync<OmniForgeException>(
            () => client.Conversations.ResumeAsync("nope", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("RESOURCE_NOT_FOUND", refusal.Reason);
    }

    [Fact]
    public async Task Without_a_server_opening_fails_with_a_sentence_that_says_what_to_do()
    {
        var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();
        await platform.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<OmniForgeException>(() => OpenAsync(client));

        Assert.Equal("UNREACHABLE", refusal.Reason);
        Assert.Contains("omniforge serve", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<ConversationSession> OpenAsync(OmniForgeClient client)
        => client.Conversations.OpenAsync(cancellationToken: TestContext.Current.CancellationToken);

    private static Task<List<ConversationEvent>> TurnAsync(ConversationSession session, string message)
        => session.TurnAsync(message, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).AsTask();
}
