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

        var control = ControlCharacters.Find(text, place);
        var whole = YamlReader.Read(text, place);
        var read = whole switch
        {
            { Error: null, Root: null or ScalarNode { IsNull: true } or OpaqueNode } => new([], whole.Findings),
            { Error: null, Root: MapNode map } => Of(text, map, whole.Findings),
            _ => EntryByEntry(text, place, whole),
        };
        return new(Merged(read.Entries), [.. control, .. read.Findings, .. Twice(text, read.Entries)]);
    }

    private static Frontmatter Of(string text, MapNode map, IEnumerable<Finding> findings)
    {
        var entries = new List<Entry>();
        var found = findings.ToList();
        foreach (var (key, value) in map.Pairs)
        {
            var span = TextSpan.Between(key.Span.Start, Math.Max(key.Span.End, value.Span.End));
            if (key is ScalarNode { Form: ScalarForm.Plain } glued && IsGlued(glued.Text))
            {
                // "description:Use this: now" reads as one long key.
                var (recovered, finding) = BrokenEntry.Explain(text, span, null);
                entries.AddRange(recovered);
                found.Add(finding);
            }
            else if (key is ScalarNode { IsNull: false } list && LostBracket(text, list.Text, span, value) is { } lost)
            {
                entries.Add(new(list.Text, list.Span, span, Recovery.Entry(text, span, lost.Fixes[0].Edits)) { Recovered = true });
                found.Add(lost);
            }
            else if (key is ScalarNode { IsNull: false } name)
            {
                entries.Add(new(name.Text, name.Span, span, value));
            }
            else
            {
                found.Add(new("OF2005", key.Span, "The name of a field must be plain text, so this entry is lost. Write it as "
                    + "'key: value'."));
            }
        }

        return new(entries, found);
    }

    // "tags: one, two]" is a list whose opening bracket got lost.
    private static Finding? LostBracket(string text, string key, TextSpan entry, Node value)
    {
        if (value is not ScalarNode { Form: ScalarForm.Plain } scalar || !scalar.Text.EndsWith(']')
            || scalar.Text.Contains('[', StringComparison.Ordinal)
            || Rules.FieldTable.Find(key)?.Kind is not (Rules.FieldKind.Tools or Rules.FieldKind.Labels))
        {
            return null;
        }

        var fix = SkillFix.Safe("Open the bracket in front of the list", scalar.Span with { Length = 0 }, "[");
        return Recovery.Entry(text, entry, fix.Edits) is null ? null : new("OF2004", new(scalar.Span.End - 1, 1),
            $"This ']' closes a list that was never opened, so '{key}' is not read as one. Put '[' in front of it.")
        { Fixes = [fix] };
    }

    private static bool IsGlued(string key)
        => EntryScanner.KeyLength(key) is var length && length > 0 && Rules.FieldTable.Find(key[..length]) is not null;

    private static Frontmatter EntryByEntry(string text, TextSpan place, YamlResult whole)
    {
        var entries = new List<Entry>();
        var findings = new List<Finding>();
        var spans = EntryScanner.Cut(text, place);
        if (!spans.Any(span => EntryScanner.IsKeyLine(text.AsSpan(span.Start,
            span.Length))) && whole.Root is not MapNode && spans.Count > 0)
        {
            var line = TextLine.Read(text, spans[0].Start, spans[0].End)[0];
            return new([], [new("OF2005", line.Span,
                "Between the '---' lines belong fields written as 'key: value', not a list or plain text. Add name and description.")]);
        }

        foreach (var span in spans)
        {
            var read = YamlReader.Read(text, span);
            if (read is { Error: null, Root: MapNode map })
            {
                var parts = Of(text, map, read.Findings);
                entries.AddRange(parts.Entries);
                findings.AddRange(parts.Findings);
                continue;
            }

            var (recovered, finding) = BrokenEntry.Explain(text, span, read.Error);
            entries.AddRange(recovered);
            findings.Add(finding);
        }

        if (findings.Count == 0 && whole.Error is { } error)
        {
            var line = TextLine.Read(text, Math.Min(error.Span.Start, place.End), place.End);
            findings.Add(new("OF2001", line.Count == 0 ? error.Span : TextSpan.Between(error.Span.Start, line[0].End),
                "The fields cannot be read together from here on; usually a line is indented differently from its neighbours. "
                    + "Start every field at the left edge."));
        }

        return new(entries, findings);
    }

    private static List<Entry> Merged(IReadOnlyList<Entry> entries) => [.. entries.DistinctBy(entry => entry.Key, StringComparer.Ordinal)];

    private static IEnumerable<Finding> Twice(string text, IReadOnlyList<Entry> entries)
        => from same in entries.GroupBy(entry => entry.Key, StringComparer.Ordinal)
           from entry in same.Skip(1)
           select new Finding("OF2006", entry.KeySpan,
               $"The field '{entry.Key}' appears twice, and programs disagree which one counts. Keep one of them.")
           { Fixes = KeepOne(text, same.First(), entry) };

    // Of two equal ones nothing is lost.
    private static SkillFix[] KeepOne(string text, Entry first, Entry second)
        => first.Value is { } one && second.Value is { } other && NodeValue.Same(one, other)
            ? [SkillFix.Safe("Remove the repetition", EntryLines.Of(text, second), "")]
            : [SkillFix.Choice("Keep the first one", EntryLines.Of(text, second), ""),
                SkillFix.Choice("Keep this one", EntryLines.Of(text, first), "")];
}
