using OmniForge.Client.Streams;
using OmniForge.V1;

namespace OmniForge.Client.Tests;

public sealed class MessageTextTests
{
    [Fact]
    public void Deltas_add_up_by_their_byte_offset()
    {
        var text = new MessageText();

        Assert.Equal("Grüße ", text.Take(new MessageDelta { MessageId = "m", Offset = 0, Text = "Grüße " }));
        Assert.Equal("an alle", text.Take(new MessageDelta { MessageId = "m", Offset = 8, Text = "an alle" }));
        Assert.Equal(".", text.Whole("m", "Grüße an alle."));
    }

    [Fact]
    public void After_a_lost_delta_only_a_snapshot_helps()
    {
        var text = new MessageText();
        text.Take(new MessageDelta { MessageId = "m", Offset = 0, Text = "one " });

        Assert.Equal("", text.Take(new MessageDelta { MessageId = "m", Offset = 8, Text = "three" }));
        Assert.Equal("two three", text.Take(new MessageSnapshot { MessageId = "m", Text = "one two three" }));
        Assert.Equal("!", text.Take(new MessageDelta { MessageId = "m", Offset = 13, Text = "!" }));
    }

    [Fact]
    public void A_repeated_delta_shows_nothing_twice()
    {
        var text = new MessageText();
        text.Take(new MessageDelta { MessageId = "m", Offset = 0, Text = "one" });

        Assert.Equal("", text.Take(new MessageDelta { MessageId = "m", Offset = 0, Text = "one" }));
        Assert.Equal("", text.Whole("m", "one"));
    }

    [Fact]
    public void Another_message_begins_anew()
    {
        var text = new MessageText();
        text.Whole("a", "first");

        Assert.Equal("second", text.Whole("b", "second"));
    }
}
