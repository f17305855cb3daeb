using System.Text;

namespace OmniForge.Skills.Parsing;

/// <summary>A file's text without its byte order mark, and what was wrong with its bytes.</summary>
internal sealed record SourceText(string Text, IReadOnlyList<Finding> Findings)
{
    private const char Mark = '\uFEFF';

    // What Windows-1252 has where Latin-1 has control characters; '\0' = nothing.
    private const string Windows = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>Whether the file starts with a byte order mark of UTF-8.</summary>
    public bool HasMark { get; init; }

    /// <summary>Stretches whose bytes are not UTF-8; the whole text for another encoding.</summary>
    public IReadOnlyList<TextSpan> Foreign { get; init; } = [];

    public static SourceText From(string text)
        => text.StartsWith(Mark) ? new(text[1..], [MarkFinding()]) { HasMark = true } : new(text, []);

    public static SourceText From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            var wide = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return new(wide.GetString(bytes[2..]), [new("OF1003", new(0, 0),
                "The file is saved as UTF-16, so most programs read it as rubbish. Save it as UTF-8.")])
            { Foreign = [new(0, 0)] };
        }

        var source = From(Encoding.UTF8.GetString(bytes));
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return source;
        }

        var invalid = Invalid(bytes, source);
        return source with { Findings = [.. source.Findings, .. invalid], Foreign = [.. invalid.Select(finding => finding.Span)] };
    }

    public bool IsForeign(TextSpan span) => Foreign.Contains(span);

    /// <summary>The text with its foreign bytes read as Windows-1252, mark and all; null when all of it is as it should be.</summary>
    public string? Readable()
    {
        if (Foreign.Count == 0)
        {
            return null;
        }

        var edits = Findings.SelectMany(finding => finding.Fixes).SelectMany(fix => fix.Edits).Where(edit => IsForeign(edit.Span)).ToList();
        return (HasMark ? Mark.ToString() : "") + Repair.TextEdits.Apply(Text, edits);
    }

    private static Finding MarkFinding() => new("OF1002", new(0, 0),
        "The file starts with an invisible mark (BOM). Several programs then do not see the '---' and ignore all fields. Remove it.")
    { Fixes = [SkillFix.Safe("Remove the invisible mark", new(0, 0), "")] };

    private static List<Finding> Invalid(ReadOnlySpan<byte> bytes, SourceText source)
    {
        var found = new List<Finding>();
        var skipped = source.HasMark ? -1 : 0;
        int at = 0, chars = skipped, runStart = -1, runBytes = 0;
        while (at < bytes.Length)
        {
            var status = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done)
            {
                if (runStart >= 0)
                {
                    found.Add(NotUtf8(TextSpan.Between(runStart, chars), runBytes, bytes[runBytes..at]));
                }

                runStart = -1;
            }
            else
            {
                (runStart, runBytes) = runStart < 0 ? (chars, at) : (runStart, runBytes);
            }

            chars += rune.Utf16SequenceLength;
            at += length;
        }

        if (runStart >= 0)
        {
            found.Add(NotUtf8(TextSpan.Between(runStart, chars), runBytes, bytes[runBytes..]));
        }

        return found;
    }

    private static Finding NotUtf8(TextSpan span, int at, ReadOnlySpan<byte> run)
    {
        var text = new StringBuilder();
        foreach (var value in run)
        {
            text.Append(value is >= 0x80 and < 0xA0 ? Windows[value - 0x80] : (char)value);
        }

        IReadOnlyList<SkillFix> fixes = text.ToString() is var read && read.Contains('\0', StringComparison.Ordinal)
            ? []
            : [SkillFix.Choice($"Write '{read}', as Windows programs mean these bytes", span, read)];
        return new("OF1003", span,
            $"This is not UTF-8 (byte {at} of the file), so the text here is lost. Save the file as UTF-8.")
        { Fixes = fixes };
    }
}
