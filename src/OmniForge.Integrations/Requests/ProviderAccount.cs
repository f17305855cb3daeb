using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>
/// One connected account. Each request waits for its permit, carries the token to the provider's own hosts only, and is sent again where
/// that can do no harm: always after a refusal, after a lost answer only when a second one changes nothing more.
/// </summary>
/// <param name="http">Goes through the egress guard; its own time limit is off. Shared by all accounts.</param>
public sealed class ProviderAccount(AccountAccess access, HttpClient http, RequestLimits limits, TimeProvider clock) : IAccount
{
    /// <summary>Tries of a request that was refused for haste.</summary>
    private const int MostRefusals = 5;

    /// <summary>Tries of a request that failed and may be repeated.</summary>
    private const int MostFailures = 3;

    private readonly ProviderRequest _sender = new(access.Descriptor, http, clock);

    public string ConnectionId => access.ConnectionId;
    public string Integration => access.Descriptor.Id;
    public string Name => access.Name;

    private string Provider => access.Descriptor.DisplayName;

    /// <inheritdoc/>
    public async Task<AccountAnswer> SendAsync(AccountRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await TrySendAsync(request, cancellationToken);
        }
        catch (AccountException refused)
        {
            refused.Account ??= new(Integration, Provider, ConnectionId);
            throw;
        }
    }

    private async Task<AccountAnswer> TrySendAsync(AccountRequest request, CancellationToken cancellationToken)
    {
        if (access.Mode == AccountMode.DryRun && request.Repeat != AccountRepeat.Read)
        {
            throw new AccountException(ToolErrorCode.Denied, $"This is a dry run, so nothing is changed in {Provider}.");
        }

        var address = ProviderAddress.Of(access.Descriptor, request.Address);
        var permits = limits.Permits(access, request.Bucket);
        var breaker = limits.Breaker(access);
        IssuedToken? renewed = null;
        var (refusals, failures) = (0, 0);
        while (true)
        {
            breaker.Enter();
            await permits.TakeAsync(access.Caller, request.Repeat, access.LongestWait, cancellationToken);
            var token = renewed ?? await access.Token.GetAsync(cancellationToken);
            var reply = await _sender.SendAsync(request, address, token, cancellationToken);
            address = reply.Address;
            var verdict = AnswerRules.Judge(access.Descriptor, reply);
            Tell(breaker, verdict);
            switch (verdict)
            {
                case AnswerVerdict.TokenRefused when renewed is null:
                    renewed = await access.Token.RenewAsync(token, cancellationToken);
                    break;
                case AnswerVerdict.TokenRefused:
                    await access.Token.LoseAsync(token, cancellationToken);
                    throw new AccountException(
                        ToolErrorCode.Auth, $"{Provider} no longer accepts the sign-in of {Name}. Connect the account again, then go on.");
                case AnswerVerdict.TooFast:
                    await PauseAsync(permits, reply.Answer!, ++refusals);
                    break;
                case AnswerVerdict.Failed:
                    await AgainAsync(request, reply, ++failures, cancellationToken);
                    break;
                default:
                    await CloseWhenSpentAsync(permits, reply.Answer!);
                    return reply.Answer!;
            }
        }
    }

    private static void Tell(ProviderBreaker breaker, AnswerVerdict verdict)
    {
        if (verdict == AnswerVerdict.Failed)
        {
            breaker.Failed();
        }
        else
        {
            breaker.Worked();
        }
    }

    /// <summary>All who use this limit wait as long as the provider says; the caller is put aside when that is too long for it.</summary>
    private async Task PauseAsync(ILimitPermits permits, AccountAnswer answer, int refusals)
    {
        var pause = RetryRules.After(access.Descriptor, answer, refusals, clock.GetUtcNow());
        pause += pause * (0.2 * limits.Jitter());
        await permits.CloseAsync(pause);
        if (refusals >= MostRefusals)
        {
            throw new AccountException(
                ToolErrorCode.RateLimited, $"{Provider} asked {refusals} times for patience. Try again later, or let fewer agents use this account at once.")
            {
                RetryAt = clock.GetUtcNow() + pause,
            };
        }
    }

    /// <summary>The provider says that this was the last permit for now: nobody needs to find out by being refused.</summary>
    private async Task CloseWhenSpentAsync(ILimitPermits permits, AccountAnswer answer)
    {
        if (RetryRules.UntilReset(answer, clock.GetUtcNow()) is { } pause)
        {
            await permits.CloseAsync(pause);
        }
    }

    private async Task AgainAsync(AccountRequest request, ProviderReply reply, int failures, CancellationToken cancellationToken)
    {
        if (request.Repeat == AccountRepeat.Doubles && !reply.NeverSent)
        {
            throw new AccountException(
                ToolErrorCode.InDoubt, $"{Provider} did not say whether it made the change. Look there before it is made again.");
        }

        if (failures >= MostFailures)
        {
            throw new AccountException(ToolErrorCode.Unavailable, reply.Answer is null
                ? $"{Provider} could not be reached or did not answer. Try again in a few minutes."
                : $"{Provider} has a trouble of its own (status {reply.Answer.Status}). Try again in a few minutes.");
        }

        await Task.Delay(RetryRules.Backoff(failures) * (1 + (0.2 * limits.Jitter())), clock, cancellationToken);
    }
}
