namespace OmniForge.Integrations.Requests;

/// <summary>Whose account is acted through, for whom, and how freely.</summary>
public sealed record AccountAccess
{
    public required string ConnectionId { get; init; }

    /// <summary>What people call the account, for instance the name of the workspace.</summary>
    public required string Name { get; init; }
    public required IntegrationDescriptor Descriptor { get; init; }
    public required IAccessToken Token { get; init; }

    /// <summary>Troubles of a provider are counted for each tenant by itself.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who asks, for instance the id of the execution: while others wait, none gets more than half of a limit.</summary>
    public string Caller { get; init; } = "";
    public AccountMode Mode { get; init; } = AccountMode.Live;

    /// <summary>
    /// Longest single wait for a limit. Default 20 s. A longer one is <c>RateLimited</c> with the time when it is worth trying again, so
    /// that the run can be put aside.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(20);
}

public enum AccountMode
{
    Live,

    /// <summary>Nothing but reads is sent.</summary>
    DryRun,
}
