namespace OmniForge.Server.Storage.Feeds;

internal static class FeedQueries
{
    /// <summary>Rows of a span in the order of their places.</summary>
    public static IQueryable<TRow> Within<TRow>(this IQueryable<TRow> rows, FeedSpan span)
        where TRow : class, IFeedRow
    {
        rows = span.After is { } after ? Seen(Unseen(rows, after), span.Upto) : Seen(rows, span.Upto);
        if (span.Behind is { } last)
        {
            rows = rows.Where(row => row.Changed > last.Changed || (row.Changed == last.Changed && string.Compare(row.Id, last.Id) > 0));
        }

        return rows.OrderBy(row => row.Changed).ThenBy(row => row.Id);
    }

    private static IQueryable<TRow> Unseen<TRow>(IQueryable<TRow> rows, FeedPoint point)
        where TRow : class, IFeedRow
    {
        var (next, open) = (point.Next, point.Open.ToList());
        return open.Count == 0 ? rows.Where(row => row.Changed >= next) : rows.Where(row => row.Changed >= next || open.Contains(row.Changed));
    }

    private static IQueryable<TRow> Seen<TRow>(IQueryable<TRow> rows, FeedPoint point)
        where TRow : class, IFeedRow
    {
        var (next, open) = (point.Next, point.Open.ToList());
        rows = rows.Where(row => row.Changed < next);
        return open.Count == 0 ? rows : rows.Where(row => !open.Contains(row.Changed));
    }
}
