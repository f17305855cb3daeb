using System.Buffers;
using System.Text;

namespace OmniForge.Sandbox;

/// <summary>Reads both streams of a command to their ends; keeps the beginning and counts the rest.</summary>
internal sealed class OutputPump(int cap, long flood)
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _errors = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _flooded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _total;

    /// <summary>Ends when there was more output than anybody can want.</summary>
    public Task Flooded => _flooded.Task;

    public bool Truncated => _total > cap;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Ends when both streams have ended.</summary>
    public Task RunAsync(Stream output, Stream errors) => Task.WhenAll(ReadAsync(output, _output), ReadAsync(errors, _errors));

    private async Task ReadAsync(Stream from, ArrayBufferWriter<byte> into)
    {
        var chunk = new byte[16 * 1024];
        while (await from.ReadAsync(chunk, CancellationToken.None) is var read and > 0)
        {
            lock (_gate)
            {
                var room = (int)Math.Clamp(cap - _total, 0, read);
                into.Write(chunk.AsSpan(0, room));
                _total += read;
            }

            if (_total > flood)
            {
                _flooded.TrySetResult();
            }
        }
    }

    // A character that the cap cut in two is left out; anything else that is no text becomes a replacement character.
    private string Text(ArrayBufferWriter<byte> kept)
    {
        var bytes = kept.WrittenSpan;
        for (var back = 1; Truncated && back <= Math.Min(3, bytes.Length); back++)
        {
            if (bytes[^back] >= 0xC0)
            {
                var needed = bytes[^back] >= 0xF0 ? 4 : bytes[^back] >= 0xE0 ? 3 : 2;
                bytes = needed > back ? bytes[..^back] : bytes;
                break;
            }
        }

        return Encoding.UTF8.GetString(bytes);
    }
}
