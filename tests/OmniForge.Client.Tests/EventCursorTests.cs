using OmniForge.Client.Streams;

namespace OmniForge.Client.Tests;

public sealed class EventCursorTests
{
    [Theory]
    [InlineData(0, 1, 0, "Next", 1)]
    [InlineData(4, 5, 0, "Next", 5)]
    [InlineData(4, 8, 3, "Next", 8)]
    [InlineData(4, 0, 0, "Ephemeral", 4)]
    [InlineData(4, 4, 0, "Repeat", 4)]
    [InlineData(4, 2, 0, "Repeat", 4)]
    [InlineData(4, 6, 0, "Gap", 4)]
    [InlineData(4, 6, 2, "Gap", 4)]
    [InlineData(0, 2, 0, "Gap", 0)]
    public void Only_the_next_event_moves_the_cursor(ulong last, ulong sequence, uint skipped, string verdict, ulong then)
    {
        var cursor = new EventCursor(last);

        Assert.Equal(verdict, cursor.Take(sequence, skipped).ToString());
        Assert.Equal(then, cursor.Last);
    }

    [Theory]
    [InlineData(3, 10, 9)]
    [InlineData(3, 2, 3)]
    [InlineData(3, 0, 3)]
    public void A_reset_goes_on_at_the_oldest_event_kept(ulong last, ulong oldest, ulong then)
    {
        var cursor = new EventCursor(last);
        cursor.Reset(oldest);

        Assert.Equal(then, cursor.Last);
    }
}
