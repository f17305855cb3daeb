using System.Text;
using OmniForge.V1;

namespace OmniForge.Client.Streams;

/// <summary>
/// Puts the text of a message together from deltas. After a mismatch (a delta was lost, which is allowed) it waits for the next
/// snapshot or the whole message.
/// </summary>
public sealed class MessageText
{
    private string _id = "";
    private ulong _bytes;

    /// <summary>The text so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Takes a piece; returns the text to append to what is already shown, empty when there is none.</summary>
    public string Take(MessageDelta delta)
    {
        if (delta.MessageId != _id)
        {
            Begin(delta.MessageId);
        }

        if (delta.Offset != _bytes)
        {
            return "";
        }

        Text += delta.Text;
        _bytes += (ulong)Encoding.UTF8.GetByteCount(delta.Text);
        return delta.Text;
    }

    /// <summary>Takes the text so far; returns what of it is new.</summary>
    public string Take(MessageSnapshot snapshot) => Whole(snapshot.MessageId, snapshot.Text);

    /// <summary>Takes the whole message; returns what of it is new, or all of it on a new line when something else was shown.</summary>
    public string Whole(string messageId, string text)
    {
        if (messageId != _id)
        {
            Begin(messageId);
        }

        var fresh = text.StartsWith(Text, StringComparison.Ordinal) ? text[Text.Length..] : "\n" + text;
        Text = text;
        _bytes = (ulong)Encoding.UTF8.GetByteCount(text);
        return fresh;
    }

    private void Begin(string messageId)
    {
        _id = messageId;
        _bytes = 0;
        Text = "";
    }
}
