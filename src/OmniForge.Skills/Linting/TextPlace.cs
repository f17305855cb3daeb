using System.Text;

namespace OmniForge.Skills.Linting;

/// <summary>One place in a file, counted in every way that programs count.</summary>
/// <param name="Offset">UTF-16 units from the start of the text, a byte order mark not counted.</param>
/// <param name="Byte">Bytes from the start of the file, a byte order mark counted.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in Unicode code points.</param>
/// <param name="Utf16Column">From 1, in UTF-16 units.</param>
public readonly record struct TextPlace(int Offset, long Byte, int Line, int Column, int Utf16Column)
{
    /// <summary>The start of a file.</summary>
    public static TextPlace Start { get; } = new(0, 0, 1, 1, 1);
}

/// <summary>Turns offsets of one file into places.</summary>
internal sealed class TextPlaces(string text, LineTable lines, byte[]? bytes)
{
    private readonly int _mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
    private readonly bool _wide = bytes.AsSpan() is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
    private readonly bool _damaged = bytes is not null && !System.Text.Unicode.Utf8.IsValid(bytes);

    public TextPlace At(int offset)
    {
        var inside = Math.Clamp(offset, 0, text.Length);
        var (line, character) = lines.Position(inside);
        var before = text.AsSpan(inside - character, character);
        return new(inside, ByteAt(inside), line + 1, CodePoints(before) + 1, character + 1);
    }

    /// <summary>The text of the line that holds an offset.</summary>
    public string LineAt(int offset)
    {
        var line = lines.Position(offset).Line;
        var from = lines.Start(line);
        var to = line + 1 < lines.Count ? lines.Start(line + 1) : text.Length;
        return text[from..to].TrimEnd('\r', '\n');
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return count;
    }

    private long ByteAt(int offset)
        => _wide ? 2 + (2L * offset)
            : _damaged ? DamagedByteAt(offset)
            : _mark + Encoding.UTF8.GetByteCount(text.AsSpan(0, offset));

    // Bytes that are no UTF-8 became one replacement character per broken sequence, so only the bytes themselves tell.
    private int DamagedByteAt(int offset)
    {
        int at = _mark, units = 0;
        while (at < bytes!.Length && units < offset)
        {
            Rune.DecodeFromUtf8(bytes.AsSpan(at), out var rune, out var length);
            units += rune.Utf16SequenceLength;
            at += length;
        }

        return at;
    }
}
