using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OmniForge.Server.Hosting;

/// <summary>Takes lines of JSON and passes them on as events. What is no stream of events, such as a refusal, passes as it is.</summary>
/// <param name="inner">Where the events go.</param>
/// <param name="names">Members of an event that say what happened.</param>
internal sealed class EventBody(HttpResponse response, Stream inner, IReadOnlySet<string> names) : Stream
{
    private readonly ArrayBufferWriter<byte> _line = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A last line may come without an end.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await SayAsync(cancellationToken);
        await inner.FlushAsync(cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (response.StatusCode != StatusCodes.Status200OK)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        while (buffer.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            _line.Write(buffer.Span[..end]);
            buffer = buffer[(end + 1)..];
            await SayAsync(cancellationToken);
        }

        _line.Write(buffer.Span);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask SayAsync(CancellationToken cancellationToken)
    {
        if (_line.WrittenSpan.Trim(" \r"u8).IsEmpty)
        {
            _line.ResetWrittenCount();
            return;
        }

        var text = Event(_line.WrittenMemory);
        _line.ResetWrittenCount();
        await inner.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private string Event(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var frame = document.RootElement;
        if (frame.TryGetProperty("event", out var happened))
        {
            var name = happened.EnumerateObject().Select(member => member.Name).FirstOrDefault(names.Contains) ?? "event";
            var id = happened.TryGetProperty("sequence", out var number) && number.TryGetUInt64(out var sequence) && sequence > 0
                ? string.Create(CultureInfo.InvariantCulture, $"id: {sequence}\n")
                : "";
            return $"{id}event: {name}\ndata: {happened.GetRawText()}\n\n";
        }

        // A trouble that came after the first event has a code and a message; every other frame is its one member.
        return frame.TryGetProperty("code", out _) ? $"event: error\ndata: {frame.GetRawText()}\n\n"
            : string.Concat(frame.EnumerateObject().Select(member => $"event: {member.Name}\ndata: {member.Value.GetRawText()}\n\n"));
    }
}
