using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Connections;

namespace OmniForge.Server.Cluster;

/// <summary>Takes the permits of accounts from wherever the cluster keeps them.</summary>
internal sealed partial class SharedPermits(IGrainFactory grains, ILogger<SharedPermits> log)
{
    /// <summary>A keeper that died is found on another node by the next call.</summary>
    private const int MostTries = 3;

    public ILimitPermits Of(LimitKey key)
        => new Permits(this, grains.GetGrain<IAccountLimitGrain>($"{key.Integration}/{key.Connection}/{key.Bucket}"));

    [LoggerMessage(LogLevel.Information, "The keeper of an account's limit could not be reached: {Trouble}")]
    private partial void LogGone(string trouble);

    private sealed class Permits(SharedPermits shared, IAccountLimitGrain keeper) : ILimitPermits
    {
        public async Task TakeAsync(string caller, AccountRepeat repeat, TimeSpan longest, CancellationToken cancellationToken)
        {
            var answer = await AskAsync(() => keeper.TakeAsync(caller, (int)repeat, longest).WaitAsync(cancellationToken));
            if (answer is { Refused.Length: > 0 })
            {
                throw new AccountException(ToolErrorCode.RateLimited, answer.Refused) { RetryAt = answer.RetryAt };
            }
        }

        public Task CloseAsync(TimeSpan pause) => AskAsync(async () =>
        {
            await keeper.CloseAsync(pause);
            return true;
        });

        /// <summary>Without a keeper the request is sent all the same: the provider says by itself what is too much.</summary>
        private async Task<T?> AskAsync<T>(Func<Task<T>> ask)
        {
            for (var attempt = 1; attempt <= MostTries; attempt++)
            {
                try
                {
                    return await ask();
                }
                catch (Exception gone) when (gone is OrleansException or TimeoutException)
                {
                    shared.LogGone(gone.Message);
                }
            }

            return default;
        }
    }
}
