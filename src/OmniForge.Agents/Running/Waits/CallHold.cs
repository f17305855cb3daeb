using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Agents.Running.Waits;

/// <summary>Why a call that was answered is not over: it surely did not happen, and somebody or some time will make it possible. Pure.</summary>
internal abstract record CallHold
{
    /// <summary>How often one call waits for the same before its error is its result.</summary>
    public const int Most = 5;

    /// <summary>Somebody has to sign in.</summary>
    public sealed record SignIn(AccountNeed Account, string Why) : CallHold;

    /// <summary>The provider asks for patience.</summary>
    public sealed record Later(Postponement Until) : CallHold;

    /// <summary>Null when the result is the call's end. A dry run has nobody and nothing to wait for.</summary>
    /// <param name="canLeave">Whether this run can leave and come back.</param>
    public static CallHold? Of(ITool tool, ToolResult result, OpenCall? earlier, RunMode mode, bool canLeave) => result.Error switch
    {
        null => null,
        _ when !canLeave || mode is RunMode.DryRun or RunMode.Replay => null,
        { Code: ToolErrorCode.Auth, Account: { } account } error when Asked(earlier) < Most => new SignIn(account, error.Message),
        { Code: ToolErrorCode.RateLimited, RetryAt: { } until } error when (earlier?.Postponed?.Times ?? 0) is var times and < Most
            => new Later(new(until, times + 1, error.Account?.Provider ?? tool.Descriptor.Title)),
        _ => null,
    };

    private static int Asked(OpenCall? earlier) => earlier?.Questions.Count(question => question.Kind == QuestionKind.Auth) ?? 0;
}
