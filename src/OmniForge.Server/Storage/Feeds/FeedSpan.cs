namespace OmniForge.Server.Storage.Feeds;

/// <summary>What a change feed reads next: rows that changed between two points, in the order of their places.</summary>
/// <param name="After">What had committed there is known; null = nothing is, the present is read.</param>
/// <param name="Upto">What had not committed there is left for the span after it.</param>
/// <param name="Behind">The last place that was read; null = none yet.</param>
internal sealed record FeedSpan(FeedPoint? After, FeedPoint Upto, FeedPlace? Behind);

/// <summary>Where a row stands in a feed: the transaction that changed it last, then its id.</summary>
internal readonly record struct FeedPlace(long Changed, string Id);

/// <summary>A row whose changes are numbered by triggers of the database, whoever makes them and how.</summary>
internal interface IFeedRow
{
    string Id { get; }

    /// <summary>The transaction of the last change that the feed shows; 0 = before there were feeds. Never written by this program.</summary>
    long Changed { get; }
}
