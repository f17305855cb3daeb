using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>A person who talks, and what that person sees of what the server says by itself.</summary>
internal sealed class AccountTalk(TestClient client, string id)
{
    private ulong _seen;

    public string Id => id;

    public static async Task<AccountTalk> BeginAsync(TestClient client, CancellationToken ct)
        => new(client, (await client.Conversations.CreateConversationAsync(new() { TimeZone = "Europe/Berlin" }, cancellationToken: ct)).SessionId);

    public async Task<SendTurnResponse> SayAsync(string text, CancellationToken ct)
    {
        var answer = await client.Conversations.SendTurnAsync(new() { ConversationId = id, Message = text }, cancellationToken: ct);
        _seen = Math.Max(_seen, answer.Sequence);
        Assert.True(PlainTalk.Offence(answer.Text) is null, PlainTalk.Offence(answer.Text) + " in: " + answer.Text);
        return answer;
    }

    /// <summary>What the server says without being spoken to; waits for it.</summary>
    public async Task<string> HearAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience.Limit);
        using var call = client.Conversations.WatchConversation(new() { ConversationId = id, AfterSequence = _seen }, cancellationToken: patience.Token);
        var heard = "";
        while (await call.ResponseStream.MoveNext(patience.Token))
        {
            if (call.ResponseStream.Current.Event is not { Sequence: > 0 } happened)
            {
                continue;
            }

            _seen = happened.Sequence;
            heard += happened.MessageCompleted is { } said ? said.Text + "\n" : "";
            if (happened.TurnFinished is not null)
            {
                Assert.True(PlainTalk.Offence(heard) is null, PlainTalk.Offence(heard) + " in: " + heard);
                return heard;
            }
        }

        throw new InvalidOperationException("the conversation was closed");
    }

    public async Task<List<ConversationEvent>> EventsAsync(CancellationToken ct)
        => [.. (await client.Conversations.ListConversationEventsAsync(new() { ConversationId = id, PageSize = 500 }, cancellationToken: ct)).Events];

    public async Task<Conversation> ShowAsync(CancellationToken ct)
        => (await client.Conversations.GetConversationAsync(new() { ConversationId = id }, cancellationToken: ct)).Conversation;
}

/// <summary>The real clock, moved ahead.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
