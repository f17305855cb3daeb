using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using Orleans.Concurrency;

namespace OmniForge.Server.Connections;

/// <summary>Keeps the permits of one limit of one account for all nodes. Its key is `integration/connection/bucket`.</summary>
[Alias("omniforge.account-limit")]
internal interface IAccountLimitGrain : IGrainWithStringKey
{
    /// <summary>Waits for a permit. <paramref name="repeat"/> is an AccountRepeat.</summary>
    [Alias("take")]
    Task<PermitAnswer> TakeAsync(string caller, int repeat, TimeSpan longest);

    /// <summary>The provider asks for silence.</summary>
    [Alias("close")]
    Task CloseAsync(TimeSpan pause);
}

/// <summary>A permit, or why there is none.</summary>
/// <param name="Refused">One plain sentence; empty = here is the permit.</param>
/// <param name="RetryAt">When it is worth trying again.</param>
[GenerateSerializer]
[Alias("omniforge.permit-answer")]
[Immutable]
internal sealed record PermitAnswer([property: Id(0)] string Refused, [property: Id(1)] DateTimeOffset? RetryAt);

/// <summary>
/// Lives on one node. When that node is gone it lives on another, where nobody knows what was given: there it begins closed for a moment.
/// </summary>
[Reentrant]
internal sealed class AccountLimitGrain(RequestLimits limits, Providers providers) : Grain, IAccountLimitGrain
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);

    private ILimitPermits _permits = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/', 3);
        _permits = limits.Here(providers.Get(key[0]).Descriptor, new(key[0], key[1], key[2]));

        // What was saved up may be spent already: a closed bucket opens with a part of it.
        await _permits.CloseAsync(FirstPause);
    }

    public async Task<PermitAnswer> TakeAsync(string caller, int repeat, TimeSpan longest)
    {
        try
        {
            await _permits.TakeAsync(caller, (AccountRepeat)repeat, longest, CancellationToken.None);
            return new("", null);
        }
        catch (AccountException refused)
        {
            return new(refused.Message, refused.RetryAt);
        }
    }

    public Task CloseAsync(TimeSpan pause) => _permits.CloseAsync(pause);
}
