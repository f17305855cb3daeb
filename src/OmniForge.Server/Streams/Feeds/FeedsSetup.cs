using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Feeds;

namespace OmniForge.Server.Streams.Feeds;

/// <summary>What change feeds consist of.</summary>
internal static class FeedsSetup
{
    public static void AddFeeds(this IHostApplicationBuilder host)
        => host.Services.AddSingleton<FeedClock>().AddSingleton<FeedTokens>().AddSingleton<FeedBell>().AddSingleton<ChangeFeeds>().AddHostedService<StoreRings>();

    /// <summary>
    /// Every transaction of a tenant rings its feeds, whatever it changed: nobody who changes a row has to think of them, and a reader
    /// who is woken for nothing finds nothing.
    /// </summary>
    private sealed class StoreRings(ForgeStore store, FeedBell bell) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            store.Committed = Ring;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private void Ring(string tenantId)
        {
            if (tenantId.Length == 0)
            {
                bell.RingAll();
                return;
            }

            bell.Ring(new(FeedKind.Executions, tenantId));
            bell.Ring(new(FeedKind.Agents, tenantId));
        }
    }
}
