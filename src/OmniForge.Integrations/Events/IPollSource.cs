using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Events;

/// <summary>Finds out by asking what happened since the last look.</summary>
public interface IPollSource
{
    /// <summary>For instance `notion.page_created`.</summary>
    string EventType { get; }

    /// <summary>The kind of resource that must be chosen to look at, for instance `database`; empty = the whole account.</summary>
    string ResourceKind { get; }

    /// <summary>One page of what happened from <paramref name="cursor"/> on, oldest first, overlapping a little with the look before.</summary>
    /// <param name="cursor">What the look before gave; empty = begin now.</param>
    Task<PollPage> LookAsync(IAccount account, string resourceId, string cursor, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What there is already: the newest at most <paramref name="most"/> (1 to 100), oldest first.</summary>
    Task<IReadOnlyList<OutsideEvent>> NewestAsync(IAccount account, string resourceId, int most, CancellationToken cancellationToken);
}

/// <param name="Cursor">To give to the next look, stored with the events in one transaction.</param>
/// <param name="More">True when the next page should be asked for at once.</param>
public sealed record PollPage(IReadOnlyList<OutsideEvent> Events, string Cursor, bool More);
