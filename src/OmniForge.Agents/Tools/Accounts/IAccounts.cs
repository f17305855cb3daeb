namespace OmniForge.Agents.Tools.Accounts;

/// <summary>The outside accounts a run may act through.</summary>
public interface IAccounts
{
    /// <summary>
    /// The account of an integration: the one the agent names, otherwise the default one of whoever the run acts for. Throws
    /// <see cref="AccountException"/> with <see cref="ToolErrorCode.Auth"/> when there is none that can be used.
    /// </summary>
    ValueTask<IAccount> OpenAsync(string integration, CancellationToken cancellationToken);
}

/// <summary>
/// One connected account. It attaches its credential itself, to the hosts of its integration only, and shares its limits with all who use
/// the same account.
/// </summary>
public interface IAccount
{
    string ConnectionId { get; }

    /// <summary>Id of the integration, for instance `notion`.</summary>
    string Integration { get; }

    /// <summary>What people call it, for instance the name of the workspace.</summary>
    string Name { get; }

    /// <summary>
    /// Sends one request and gives the whole answer, also one with an error status that is none of: 401 (renewed once), 429 and 529 (waited
    /// for), 5xx of a request that may be repeated (tried three times). What is left after that throws <see cref="AccountException"/>.
    /// </summary>
    Task<AccountAnswer> SendAsync(AccountRequest request, CancellationToken cancellationToken);
}

/// <summary>No accounts at all: samples, tests and agents without integrations.</summary>
public sealed class NoAccounts : IAccounts
{
    public static NoAccounts Instance { get; } = new();

    public ValueTask<IAccount> OpenAsync(string integration, CancellationToken cancellationToken)
        => throw new AccountException(ToolErrorCode.Auth, $"No account of {integration} is connected here. Connect one first, then try again.");
}
