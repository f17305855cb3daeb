using System.Text;

namespace OmniForge.Agents.Tools;

/// <summary>How the bytes of a text file were read.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf8WithMark,
    Utf16,
    Latin1,
}

/// <summary>Text out of the bytes of a file.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly (byte[] Start, string Kind)[] Kinds =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ("GIF8"u8.ToArray(), "a GIF picture"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("PK\u0003\u0004"u8.ToArray(), "a zip archive or an Office document"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
        ([0x1F, 0x8B], "a compressed file"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ("SQLite format 3"u8.ToArray(), "a database file"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ("MZ"u8.ToArray(), "a program"),
    ];

    /// <summary>UTF-8 or UTF-16 by its mark, else UTF-8, else Latin-1; null for a file that holds no text.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, out TextEncoding encoding)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            encoding = TextEncoding.Utf16;
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]);
        }

        encoding = bytes is [0xEF, 0xBB, 0xBF, ..] ? TextEncoding.Utf8WithMark : TextEncoding.Utf8;
        if (bytes.Contains((byte)0) || Known(bytes) is not null)
        {
            return null;
        }

        try
        {
            return Strict.GetString(encoding == TextEncoding.Utf8 ? bytes : bytes[3..]);
        }
        catch (DecoderFallbackException)
        {
            encoding = TextEncoding.Latin1;
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>What a file without text is, in plain words.</summary>
    public static string Kind(ReadOnlySpan<byte> bytes) => Known(bytes) ?? "not a text file";

    public static string Size(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 1024 => $"{bytes} bytes",
        < 1024 * 1024 => $"{bytes / 1024.0:0.#} KB",
        _ => $"{bytes / 1048576.0:0.#} MB",
    };

    private static string? Known(ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, kind) in Kinds)
        {
            // The short marks also begin ordinary sentences.
            if (bytes.StartsWith(start) && (start.Length > 2 || bytes[..Math.Min(bytes.Length, 512)].Contains((byte)0)))
            {
                return kind;
            }
        }

        return null;
    }
}
