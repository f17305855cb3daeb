using OmniForge.Server.Storage.Feeds;
using OmniForge.Server.Streams.Feeds;

namespace OmniForge.Server.Tests.Streams;

public sealed class FeedPointTests
{
    [Theory]
    [InlineData("10:20:", 19, true)]
    [InlineData("10:20:", 20, false)]
    [InlineData("10:20:10,14", 9, true)]
    [InlineData("10:20:10,14", 10, false)]
    [InlineData("10:20:10,14", 13, true)]
    [InlineData("10:20:10,14", 14, false)]
    [InlineData("10:20:10,14", 4_000_000_000_000, false)]
    public void A_snapshot_of_PostgreSQL_saw_what_had_committed(string snapshot, long transaction, bool saw)
        => Assert.Equal(saw, FeedPoint.OfSnapshot(snapshot).Saw(transaction));

    [Fact]
    public void A_point_with_very_many_open_transactions_is_written_as_the_one_before_all_of_them()
    {
        var point = new FeedPoint(1_000, [.. Enumerable.Range(500, 33).Select(number => (long)number)]);
        var read = FeedPoint.Read(point.Write());
        Assert.Equal((500L, 0), (read.Next, read.Open.Count));
        Assert.All(Enumerable.Range(490, 600), number => Assert.True(point.Saw(number) || !read.Saw(number)));
    }

    [Theory]
    [InlineData("||")]
    [InlineData("7:||")]
    [InlineData("7:3,5|9:8|3|e1")]
    [InlineData("|9:8|0|an|id")]
    public void A_cursor_is_read_as_it_was_written(string parts)
    {
        var cursor = FeedCursor.Read(parts + (parts.Count(letter => letter == '|') < 3 ? "|" : ""));
        Assert.Equal(cursor.Write(), FeedCursor.Read(cursor.Write()).Write());
        Assert.Equal(parts.Split('|')[0].Length > 0, cursor.Known is not null);
        Assert.Equal(parts.Split('|')[1].Length > 0, cursor.Upto is not null);
        Assert.Equal(parts.Contains("id", StringComparison.Ordinal) ? "an|id" : cursor.Behind?.Id, cursor.Behind?.Id);
    }
}
