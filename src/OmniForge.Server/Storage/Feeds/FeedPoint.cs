using System.Globalization;

namespace OmniForge.Server.Storage.Feeds;

/// <summary>
/// A point in the history of the database: which transactions had committed. Their numbers are given out at the beginning and not in
/// the order of the commits, so one number would not do. Pure.
/// </summary>
/// <param name="Next">All transactions from this number on had not committed.</param>
/// <param name="Open">Those before it that had not either, ascending. Always empty on SQLite, which has one writer.</param>
internal sealed record FeedPoint(long Next, IReadOnlyList<long> Open)
{
    /// <summary>More than this are not written down; the point before all of them is, from which more comes twice.</summary>
    private const int MostWritten = 32;

    /// <summary>True when the transaction had committed.</summary>
    public bool Saw(long transaction) => transaction < Next && !Open.Contains(transaction);

    /// <summary>`750:741,746`.</summary>
    public string Write()
    {
        var point = Open.Count <= MostWritten ? this : new(Open[0], []);
        return string.Create(CultureInfo.InvariantCulture, $"{point.Next}:{string.Join(',', point.Open)}");
    }

    public static FeedPoint Read(string written)
    {
        var parts = written.Split(':');
        return new(Number(parts[0]), [.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)]);
    }

    /// <summary>The form of PostgreSQL: the oldest open one, the next, all open ones.</summary>
    public static FeedPoint OfSnapshot(string snapshot) => Read(snapshot[(snapshot.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
