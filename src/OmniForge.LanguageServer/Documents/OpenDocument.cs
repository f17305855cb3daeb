using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Documents;

/// <summary>A skill as it stands in the client's editor.</summary>
internal sealed record OpenDocument(string Uri, int Version, string Text)
{
    /// <summary>The document after edits, each of which counts in the text that the one before it left.</summary>
    public OpenDocument Edit(int version, IEnumerable<TextDocumentContentChangeEvent> changes, PositionEncoding encoding)
        => this with { Version = version, Text = changes.Aggregate(Text, (text, change) => Replace(text, change, encoding)) };

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
