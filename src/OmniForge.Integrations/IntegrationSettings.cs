namespace OmniForge.Integrations;

/// <summary>What an operator sets for one integration; without a client id nobody can connect it.</summary>
public sealed record IntegrationSettings
{
    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";

    /// <summary>Where its API is, for tests and for installations of one's own; null = the provider's public one. The same holds for the others.</summary>
    public Uri? BaseUrl { get; init; }
    public Uri? AuthorizeUrl { get; init; }
    public Uri? TokenUrl { get; init; }
    public Uri? RevokeUrl { get; init; }

    /// <summary>The part of the address that its app posts events to, chosen by the operator and hard to guess; empty = there is no such address.</summary>
    public string WebhookKey { get; init; } = "";

    /// <summary>What it signs them with.</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>The secret before, while it is being changed; empty = none.</summary>
    public string WebhookSecretBefore { get; init; } = "";

    /// <summary>
    /// Slack only: apps outside its marketplace may read a channel once a minute, 15 messages at a time. Default true; an app that only one
    /// workspace uses is exempt.
    /// </summary>
    public bool HistoryLimited { get; init; } = true;

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"settings of {ClientId}";

    internal IntegrationDescriptor Apply(IntegrationDescriptor facts) => facts with
    {
        Api = BaseUrl ?? facts.Api,
        OAuth = facts.OAuth with
        {
            Authorize = AuthorizeUrl ?? facts.OAuth.Authorize,
            Token = TokenUrl ?? facts.OAuth.Token,
            Revoke = RevokeUrl ?? facts.OAuth.Revoke,
        },
    };
}
