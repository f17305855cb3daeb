using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Events;

namespace OmniForge.Integrations;

/// <summary>A provider: its facts, its tools, what can be chosen in an account, and what it tells of.</summary>
public interface IIntegration
{
    IntegrationDescriptor Descriptor { get; }

    /// <summary>In the order people see them. They reach the account through <see cref="ToolContext.Accounts"/>.</summary>
    IReadOnlyList<ITool> Tools { get; }

    /// <summary>Kinds of things that a person may be asked to choose, for instance `database` or `channel`; the first is the usual one.</summary>
    IReadOnlyList<string> ResourceKinds { get; }

    /// <summary>What there is to choose from, most likely first. A <paramref name="query"/> narrows it by name.</summary>
    Task<IReadOnlyList<AccountResource>> ResourcesAsync(IAccount account, string kind, string query, int limit, CancellationToken cancellationToken);

    /// <summary>A cheap read that proves that the credential works. Throws <see cref="AccountException"/> when it does not.</summary>
    Task<AccountIdentity> IdentifyAsync(IAccount account, CancellationToken cancellationToken);

    /// <summary>How its webhooks are signed and read; null = it has none.</summary>
    IWebhookScheme? Webhooks { get; }

    /// <summary>What can be asked for in turns; empty = nothing.</summary>
    IReadOnlyList<IPollSource> Polls { get; }
}

/// <summary>Something inside an account.</summary>
/// <param name="Items">How many things are in it; null = not known without much asking.</param>
public sealed record AccountResource(string Id, string Name, string Url, int? Items = null);

/// <summary>Whose account it is.</summary>
/// <param name="Id">The provider's own key of it, stable over reconnects.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ActorId">The id our own changes carry there; empty = not known.</param>
public sealed record AccountIdentity(string Id, string Name, string ActorId = "");
