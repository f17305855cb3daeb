using System.Text;

namespace OmniForge.Skills.Parsing;

/// <summary>A file's text without its byte order mark, and what was wrong with its bytes.</summary>
internal sealed record SourceText(string Text, IReadOnlyList<Finding> Findings)
{
    private const char Mark = '\uFEFF';

    public static SourceText From(string text)
        => text.StartsWith(Mark) ? new(text[1..], [MarkFinding()]) : new(text, []);

    public static SourceText From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            var wide = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return new(wide.GetString(bytes[2..]), [new("OF1003", new(0, 0),
                "The file is saved as UTF-16, so most programs read it as rubbish. Save it as UTF-8.")]);
        }

        var source = From(Encoding.UTF8.GetString(bytes));
        return System.Text.Unicode.Utf8.IsValid(bytes) ? source : source with
        {
            Findings = [.. source.Findings, .. Invalid(bytes,
            source)]
        };
    }

    private static Finding MarkFinding() => new("OF1002", new(0, 0),
        "The file starts with an invisible mark (BOM). Several programs then do not see the '---' and ignore all fields. Remove it.");

    private static List<Finding> Invalid(ReadOnlySpan<byte> bytes, SourceText source)
    {
        var found = new List<Finding>();
        var skipped = source.Findings.Count > 0 ? -1 : 0;
        int at = 0, chars = skipped, runStart = -1, runBytes = 0;
        while (at < bytes.Length)
        {
            var status = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done)
            {
                Close();
            }
            else
            {
                (runStart, runBytes) = runStart < 0 ? (chars, at) : (runStart, runBytes);
            }

            chars += rune.Utf16SequenceLength;
            at += length;
        }

        Close();
        return found;

        void Close()
        {
            if (runStart >= 0)
            {
                found.Add(new("OF1003", TextSpan.Between(runStart, chars),
                    $"This is not UTF-8 (byte {runBytes} of the file), so the text here is lost. Save the file as UTF-8."));
            }

            runStart = -1;
        }
    }
}
