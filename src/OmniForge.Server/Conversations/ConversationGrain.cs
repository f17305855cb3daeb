using OmniForge.Server.Notices;
using Orleans.Concurrency;

namespace OmniForge.Server.Conversations;

/// <summary>The one writer of a conversation: turns are taken one by one, in the order they were stored.</summary>
[Alias("omniforge.conversation")]
internal interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Works until no turn and no notice waits. Harmless when none does.</summary>
    [Alias("pump")]
    [OneWay]
    Task PumpAsync();
}

internal sealed class ConversationGrain(TurnWork turns, NoticeDelivery notices, IHostApplicationLifetime life) : Grain, IConversationGrain
{
    public async Task PumpAsync()
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.LastIndexOf('/');
        while (!life.ApplicationStopping.IsCancellationRequested
            && (await turns.NextAsync(key[..slash], key[(slash + 1)..], life.ApplicationStopping)
                || await notices.DeliverAsync(key[..slash], key[(slash + 1)..], life.ApplicationStopping)))
        {
        }
    }
}
