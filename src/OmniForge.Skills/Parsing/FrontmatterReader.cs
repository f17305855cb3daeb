namespace OmniForge.Skills.Parsing;

/// <summary>Reads the frontmatter whole; where that fails, every entry on its own.</summary>
internal static class FrontmatterReader
{
    public static Frontmatter Read(string text, TextSpan? span)
    {
        if (span is not { } place)
        {
            return new([], []);
        }

        var whole = YamlReader.Read(text, place);
        return whole switch
        {
            { Error: not null } => EntryByEntry(text, place),
            { Root: null } or { Root: ScalarNode { IsNull: true } } => new([], whole.Findings),
            { Root: MapNode map } => new([.. Entries(map)], [.. whole.Findings]),
            { Root: OpaqueNode } => new([], whole.Findings),
            _ => EntryByEntry(text, place),
        };
    }

    private static IEnumerable<Entry> Entries(MapNode map)
        => from pair in map.Pairs
           let key = pair.Key as ScalarNode
           where key is not null
           select new Entry(key.Text, key.Span, TextSpan.Between(key.Span.Start, Math.Max(key.Span.End, pair.Value.Span.End)), pair.Value);

    private static Frontmatter EntryByEntry(string text, TextSpan place)
    {
        var entries = new List<Entry>();
        var findings = new List<Finding>();
        foreach (var span in EntryScanner.Cut(text, place))
        {
            var read = YamlReader.Read(text, span);
            if (read is { Error: null, Root: MapNode map })
            {
                entries.AddRange(Entries(map));
                findings.AddRange(read.Findings);
                continue;
            }

            var line = TextLine.Read(text, span.Start, span.End)[0];
            var key = EntryScanner.KeyLength(line.Of(text));
            if (key > 0)
            {
                var name = text.Substring(span.Start, key).Trim('"', '\'');
                entries.Add(new(name, new(span.Start, key), span, null));
            }

            findings.Add(new("OF2001", read.Error?.Span ?? line.Span,
                "This line cannot be read, so its field is lost. Write it as 'key: value', with quotes around unusual text."));
        }

        return new(entries, findings);
    }
}
