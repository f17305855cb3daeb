using Grpc.Core;

namespace OmniForge.Client.Streams;

/// <summary>Proves that a stream lost nothing and repeats nothing: every durable event is the last one plus one plus what the view hid.</summary>
internal struct EventCursor(ulong after)
{
    /// <summary>Sequence of the last durable event taken.</summary>
    public ulong Last { get; private set; } = after;

    public CursorVerdict Take(ulong sequence, uint skipped)
    {
        if (sequence == 0)
        {
            return CursorVerdict.Ephemeral;
        }

        if (sequence <= Last)
        {
            return CursorVerdict.Repeat;
        }

        if (sequence != Last + 1 + skipped)
        {
            return CursorVerdict.Gap;
        }

        Last = sequence;
        return CursorVerdict.Next;
    }

    /// <summary>What is older is no longer kept: goes on from there.</summary>
    public void Reset(ulong oldest) => Last = oldest > 0 ? Math.Max(Last, oldest - 1) : Last;

    /// <summary>A reason to reconnect: a stream that ends well has shown the end of its resource.</summary>
    public readonly OmniForgeException NoEnd() => new(
        "STREAM_GAP", $"The stream ended after event {Last} without the last event. Nothing is lost: it can be read again after {Last}.",
        StatusCode.Unavailable);

    /// <summary>A reason to reconnect: the server still has what is missing.</summary>
    public readonly OmniForgeException Gap(ulong sequence) => new(
        "STREAM_GAP", $"The stream went from event {Last} to {sequence}. Nothing is lost: it can be read again after {Last}.",
        StatusCode.Unavailable);
}

internal enum CursorVerdict
{
    Next,
    Ephemeral,
    Repeat,
    Gap,
}
