using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Substitution;

/// <summary>Puts values into a skill body in one pass: what is inserted is never looked at again.</summary>
public static class SkillText
{
    private const string NotRun = "[command not run: commands are switched off]";
    private const string CutMark = "\n[cut here: too long]";
    private const int MaxArguments = 32 << 10;
    private const int MaxRendered = 256 << 10;

    /// <summary>The embedded commands of a body as they are written, in order.</summary>
    public static IReadOnlyList<string> Commands(string body)
        => [.. BodyScanner.Scan(body).Where(segment => segment.Kind == SegmentKind.Command).Select(segment => segment.Value)];

    /// <summary>The body with its placeholders replaced. Embedded commands become what was said of them; nothing is executed here.</summary>
    public static string Render(string body, SubstitutionValues values)
    {
        var segments = BodyScanner.Scan(body);
        var text = new StringBuilder(body.Length + 256);
        Append(text, body, segments, values);
        var arguments = Plain(values.Arguments ?? "", MaxArguments);
        if (arguments.Length > 0 && !segments.Any(segment => segment.Kind is SegmentKind.Arguments or SegmentKind.Argument))
        {
            text.Append(text.Length == 0 || text[^1] == '\n' ? "\n" : "\n\n").Append("ARGUMENTS: ").Append(arguments).Append('\n');
        }

        return Cut(text.ToString(), MaxRendered);
    }

    /// <summary>A piece of a body with its placeholders replaced, in which nothing is a command and no arguments are appended.</summary>
    public static string Fill(string piece, SubstitutionValues values)
    {
        var text = new StringBuilder(piece.Length + 64);
        Append(text, piece, BodyScanner.Scan(piece, CommandReading.Literal), values);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string body, IReadOnlyList<Segment> segments, SubstitutionValues values)
    {
        var arguments = Plain(values.Arguments ?? "", MaxArguments);
        var words = ArgumentWords.Split(arguments);
        var commands = 0;
        foreach (var segment in segments)
        {
            text.Append(segment.Kind switch
            {
                SegmentKind.Literal => segment.Value,
                SegmentKind.Arguments => arguments,
                SegmentKind.Argument when int.Parse(segment.Value, CultureInfo.InvariantCulture) is var index && index < words.Count
                    => words[index],
                SegmentKind.Setting when values.Settings.TryGetValue(segment.Value, out var setting) => Plain(setting),
                SegmentKind.Variable => Plain(BodyVariables.Value(segment.Value, values)),
                SegmentKind.Command when commands < values.Commands.Count => Plain(values.Commands[commands++]),
                SegmentKind.Command => NotRun,
                _ => Written(body, segment),
            });
        }
    }

    private static string Written(string body, Segment segment) => body.Substring(segment.Span.Start, segment.Span.Length);

    /// <summary>A value without NUL and control characters other than tab and line feed.</summary>
    private static string Plain(string value, int most = MaxRendered)
    {
        var unified = value.Replace("\r\n", "\n", StringComparison.Ordinal);
        return Cut(unified.Any(IsRemoved) ? string.Concat(unified.Where(c => !IsRemoved(c))) : unified, most);
    }

    private static bool IsRemoved(char c) => char.IsControl(c) && c is not ('\t' or '\n');

    /// <summary>At most so many bytes of UTF-8, the mark included; a character is never split.</summary>
    private static string Cut(string text, int most)
    {
        if (text.Length <= most / 3 || Encoding.UTF8.GetByteCount(text) <= most)
        {
            return text;
        }

        var kept = 0;
        for (var bytes = CutMark.Length; kept < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(kept), out var rune, out var chars);
            bytes += rune.Utf8SequenceLength;
            if (bytes > most)
            {
                break;
            }

            kept += chars;
        }

        return string.Concat(text.AsSpan(0, kept), CutMark);
    }
}
