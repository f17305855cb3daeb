namespace OmniForge.Server.Mcp.Sessions;

/// <summary>A stream of lines that fails when one is longer than any message may be, instead of filling the memory.</summary>
internal sealed class BoundedLines(Stream inner) : ReadingStream(inner)
{
    private long _line;

    protected override void Count(ReadOnlySpan<byte> read)
    {
        var last = read.LastIndexOf((byte)'\n');
        var first = read.IndexOf((byte)'\n');
        if (_line + (first < 0 ? read.Length : first) > MostBytes)
        {
            throw new IOException("The server sent a message that is too large.");
        }

        _line = last < 0 ? _line + read.Length : read.Length - last - 1;
    }
}
