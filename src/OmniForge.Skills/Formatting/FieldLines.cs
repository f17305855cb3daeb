using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Formatting;

/// <summary>The frontmatter cut into whole lines: every field with the comments above it.</summary>
/// <param name="Fields">In the order written.</param>
/// <param name="Below">Comments behind the last field.</param>
internal sealed record FieldLines(IReadOnlyList<FieldLine> Fields, string Below)
{
    /// <summary>Null where a field shares its lines with something else.</summary>
    public static FieldLines? Of(SkillDocument document)
    {
        var text = document.Text;
        var place = document.Envelope.Frontmatter!.Value;
        var fields = new List<FieldLine>();
        var at = place.Start;
        foreach (var entry in document.Frontmatter.Entries)
        {
            var lines = EntryLines.Of(text, entry);
            if (lines.Start != entry.KeySpan.Start || lines.Start < at || entry.Broken || Comments(text, at, lines.Start) is not { } above)
            {
                return null;
            }

            fields.Add(new(entry, above, text.Substring(lines.Start, lines.Length)));
            at = lines.End;
        }

        return at <= place.End && Comments(text, at, place.End) is { } below ? new(fields, below) : null;
    }

    // Blank lines set fields apart that may be neighbours no longer, so they go.
    private static string? Comments(string text, int from, int to)
    {
        var kept = "";
        foreach (var line in TextLine.Read(text, from, to))
        {
            if (line.IsBlank(text))
            {
                continue;
            }

            if (text[line.Start] != '#')
            {
                return null;
            }

            kept += text[line.Start..line.End].TrimEnd() + "\n";
        }

        return kept;
    }
}

/// <summary>One field.</summary>
/// <param name="Entry">What was read.</param>
/// <param name="Above">The comments above it, each with its line end.</param>
/// <param name="Source">Its own lines as written.</param>
internal sealed record FieldLine(Entry Entry, string Above, string Source);
