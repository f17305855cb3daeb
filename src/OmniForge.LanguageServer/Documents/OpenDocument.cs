using OmniForge.LanguageServer.Protocol;
using OmniForge.Skills;

namespace OmniForge.LanguageServer.Documents;

/// <summary>A skill as it stands in the client's editor, or on disk. Immutable; read once, when it is first asked.</summary>
internal sealed class OpenDocument(string uri, int version, string text)
{
    private const char ByteOrderMark = '\uFEFF';

    // Just more than a skill may have: such a text has one finding, and nothing behind this is looked at.
    private const int Most = (1 << 20) + 1;

    private readonly Lazy<SkillDocument> _skill = new(() => SkillDocument.Parse(Head(text)));
    private readonly Lazy<TextLines> _lines = new(() => new TextLines(text));

    public string Uri => uri;

    public int Version => version;

    public string Text => text;

    public SkillDocument Skill => _skill.Value;

    // The library counts behind a byte order mark, the client counts it.
    private int Skipped => text.StartsWith(ByteOrderMark) ? 1 : 0;

    /// <summary>Where a span of <see cref="Skill"/> stands for the client.</summary>
    public TextRange Range(TextSpan span, PositionEncoding encoding)
        => new(Position(span.Start, encoding), Position(span.End, encoding));

    public Position Position(int offset, PositionEncoding encoding) => _lines.Value.At(offset + Skipped, encoding);

    /// <summary>The offset in <see cref="Skill"/> of a position of the client.</summary>
    public int Offset(Position position, PositionEncoding encoding) => Math.Max(0, _lines.Value.Offset(position, encoding) - Skipped);

    public TextSpan Span(TextRange range, PositionEncoding encoding)
    {
        var start = Offset(range.Start, encoding);
        return TextSpan.Between(start, Math.Max(start, Offset(range.End, encoding)));
    }

    /// <summary>The document after edits, each of which counts in the text that the one before it left.</summary>
    public OpenDocument Edit(int newVersion, IEnumerable<TextDocumentContentChangeEvent> changes, PositionEncoding encoding)
        => new(uri, newVersion, changes.Aggregate(text, (before, change) => Replace(before, change, encoding)));

    // Cut between characters; with its mark, which does not count.
    private static string Head(string text)
        => text.Length <= Most + 1 ? text : text[..(char.IsHighSurrogate(text[Most]) ? Most + 2 : Most + 1)];

    private static string Replace(string text, TextDocumentContentChangeEvent change, PositionEncoding encoding)
    {
        if (change.Range is not { } range)
        {
            return change.Text;
        }

        var lines = new TextLines(text);
        var start = lines.Offset(range.Start, encoding);
        var end = Math.Max(start, lines.Offset(range.End, encoding));
        return string.Concat(text.AsSpan(0, start), change.Text, text.AsSpan(end));
    }
}
