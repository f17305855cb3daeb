using System.Buffers;

namespace OmniForge.Skills.Parsing;

/// <summary>Finds the fences of the frontmatter, also where they are missing or nearly right.</summary>
internal static class EnvelopeReader
{
    private const int MaxFileLength = 1 << 20;
    private const int MaxFrontmatterLength = 64 << 10;
    private static readonly SearchValues<char> Dashes = SearchValues.Create("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212");

    private enum Follower
    {
        Nothing,
        Text,

        /// <summary>A key or the closing fence: what stands above is a comment, not a heading.</summary>
        Fields,
    }

    public static Envelope Read(string text)
    {
        if (text.Length > MaxFileLength)
        {
            return new(null, text.Length, [new("OF1009", new(0, 0), "The file is larger than 1 MiB and was not read. Split it.")]);
        }

        var lines = TextLine.Read(text, 0, text.Length);
        var findings = new List<Finding>();
        var first = Open(text, lines, findings);
        if (first < 0)
        {
            return new(null, 0, findings);
        }

        var close = Close(text, lines, first, findings);
        var start = first < lines.Count ? lines[first].Start : text.Length;
        var (end, body) = close.IsFence ? (lines[close.Line].Start, lines[close.Line].Next)
            : close.Line < lines.Count ? (lines[close.Line].Start, lines[close.Line].Start) : (text.Length, text.Length);
        if (end - start > MaxFrontmatterLength)
        {
            findings.Add(new("OF1009", new(start, 0), "The fields at the top are larger than 64 KiB and were not read. Shorten them."));
            end = start;
        }

        return new(TextSpan.Between(start, end), body, findings);
    }

    /// <summary>The line at which the frontmatter starts; -1 = there is none.</summary>
    private static int Open(string text, List<TextLine> lines, List<Finding> findings)
    {
        var at = lines.FindIndex(line => !line.IsBlank(text));
        if (at < 0)
        {
            findings.Add(NoFrontmatter(new(0, 0)));
            return -1;
        }

        if (IsFence(lines[at].Of(text)))
        {
            if (at > 0)
            {
                findings.Add(new("OF1005", TextSpan.Between(0, lines[at].Start),
                    "The opening '---' must be the very first line. Readers that are strict ignore all fields here. Remove the "
                        + "lines before it.")
                { Fixes = [SkillFix.Safe("Remove the lines before '---'", TextSpan.Between(0, lines[at].Start), "")] });
            }

            return at + 1;
        }

        if (IsNearFence(lines[at].Of(text)) && KeyFollows(text, lines, at + 1))
        {
            findings.Add(NearMiss(lines[at].Span));
            return at + 1;
        }

        return OpenLater(text, lines, at, findings);
    }

    private static int OpenLater(string text, List<TextLine> lines, int at, List<Finding> findings)
    {
        var fence = lines.FindIndex(at, line => IsFence(line.Of(text)));
        if (fence > 0 && EntryScanner.IsKeyLine(lines[at].Of(text)) && lines[at..fence].TrueForAll(line => IsFrontmatterLike(text, line)))
        {
            findings.Add(new("OF1006", new(lines[at].Start, 0),
                "The line '---' before the fields is missing, so programs take them for text. Put '---' on a line of its own at the top.")
            {
                Fixes = [Fence("Insert '---' at the top", lines[at].Start, "---\n",
                Known(text, lines, at, fence) ? FixKind.Safe : FixKind.Choice)]
            });
            return at;
        }

        if (fence > 0 && KeyFollows(text, lines, fence + 1) && lines.FindIndex(fence + 1, line => IsFence(line.Of(text))) > 0)
        {
            findings.Add(new("OF1005", TextSpan.Between(lines[at].Start, lines[fence].Start),
                "The opening '---' must be the very first line. Readers that are strict ignore all fields here. Remove the lines "
                    + "before it.")
            { Fixes = [MovedBelow(text, lines, at, fence)] });
            return fence + 1;
        }

        findings.Add(NoFrontmatter(new(0, 0)));
        return -1;
    }

    /// <summary>The closing fence, or the line before which the frontmatter must have ended.</summary>
    private static (int Line, bool IsFence) Close(string text, List<TextLine> lines, int first, List<Finding> findings)
    {
        var fence = lines.FindIndex(first, line => IsFence(line.Of(text)));
        var near = lines.FindIndex(first, line => IsNearFence(line.Of(text)) && (fence < 0 || !char.IsWhiteSpace(text[line.Start])));
        var prose = fence < 0
            ? lines.FindIndex(first, line => !IsFrontmatterLike(text, line))
            : -1;
        var heading = FirstProse(text, lines, first, fence < 0 ? lines.Count : fence);
        prose = heading >= 0 && (prose < 0 || heading < prose) ? heading : prose;
        if (near >= 0 && (prose < 0 || near <= prose)
            && (fence < 0 || (near < fence && !KeyFollows(text, lines, near + 1) && near + 1 < fence)))
        {
            findings.Add(NearMiss(lines[near].Span));
            return (near, true);
        }

        if (fence >= 0 && prose < 0)
        {
            return (fence, true);
        }

        var end = prose < 0 ? lines.Count : prose;
        var opening = lines[Math.Max(0, first - 1)].Span;
        findings.Add(new("OF1007", opening,
            "The fields opened by '---' are never closed, so programs cannot tell them from the instructions. Put '---' on a "
                + "line of its own below them.")
        { Fixes = [Closing(text, lines, first, end)] });
        return (end, false);
    }

    /// <summary>The fence goes directly below the last field, above the blank lines of the text.</summary>
    private static SkillFix Closing(string text, List<TextLine> lines, int first, int end)
    {
        var last = end <= first ? -1 : lines.FindLastIndex(end - 1, end - first, line => !line.IsBlank(text));
        var place = last < 0 ? end : last + 1;

        // Certain where a blank line parts known fields from the text; without one its first line could belong to a field.
        var certain = last >= 0 && (place < end || end == lines.Count) && text[lines[last].Start] != '#' && Known(text, lines, first, place);
        var at = place < lines.Count ? lines[place].Start : text.Length;
        return Fence("Insert '---' below the fields", at, OpenLastLine(text, at) ? "\n---\n" : "---\n", certain ? FixKind.Safe : FixKind.Choice);
    }

    /// <summary>Whether these lines are certainly fields: one known at least, and only known ones below a blank line.</summary>
    private static bool Known(string text, List<TextLine> lines, int first, int end)
    {
        var (keys, blank) = (0, false);
        for (var i = first; i < end; i++)
        {
            var line = lines[i].Of(text);
            var length = EntryScanner.KeyLength(line);
            var known = length > 0 && Rules.FieldTable.Find(line[..length].ToString()) is not null;
            if (blank && !known && !line.IsWhiteSpace() && line[0] is not ('#' or ' '))
            {
                return false;
            }

            blank = line.IsWhiteSpace() || (blank && !known);
            keys += known ? 1 : 0;
        }

        return keys > 0;
    }

    private static SkillFix Fence(string title, int at, string text, FixKind kind) => new(title, kind, [new(new(at, 0), text)]);

    /// <summary>The first heading or paragraph that follows a blank line; -1 = none before <paramref name="end"/>.</summary>
    private static int FirstProse(string text, List<TextLine> lines, int first, int end)
    {
        var found = -1;

        // From below, so that what follows the comments under a line is known without looking at them again.
        var after = end < lines.Count ? Follower.Fields : Follower.Nothing;
        for (var i = end - 1; i > first; i--)
        {
            var line = lines[i].Of(text);
            if (line.IsWhiteSpace())
            {
                continue;
            }

            var level = line.IndexOfAnyExcept('#');
            var heading = level > 0 && line[level] == ' ' && after != Follower.Fields;
            var prose = line[0] != '#' && !IsFrontmatterLike(text, lines[i]) && line[0] is not ('"' or '\'' or ']' or '}');
            found = lines[i - 1].IsBlank(text) && (heading || prose || IsListOfText(text, lines, first, i)) ? i : found;
            after = line[0] == '#' ? after : EntryScanner.IsKeyLine(line) ? Follower.Fields : Follower.Text;
        }

        return found;
    }

    // Nothing is lost when the text moves to the start of the instructions.
    private static SkillFix MovedBelow(string text, List<TextLine> lines, int at, int fence)
    {
        var above = TextSpan.Between(0, lines[fence].Start);
        var below = lines[lines.FindIndex(fence + 1, line => IsFence(line.Of(text)))].Next;
        return new("Move the lines before '---' below the fields", FixKind.Choice,
            [new(above, ""), new(new(below, 0), "\n" + text[lines[at].Start..above.End])]);
    }

    /// <summary>Whether a list below a blank line cannot be the value of the field above it, because that one has a value.</summary>
    private static bool IsListOfText(string text, List<TextLine> lines, int first, int at)
    {
        if (!lines[at].Of(text).StartsWith("- "))
        {
            return false;
        }

        do
        {
            at--;
        }
        while (at > first && lines[at].IsBlank(text));

        var above = lines[at].Of(text);
        var key = EntryScanner.KeyLength(above);
        var value = key > 0 ? above[(key + 1)..].TrimStart() : [];
        return !value.IsEmpty && value[0] != '#';
    }

    private static bool OpenLastLine(string text, int place)
        => place > 0 && place == text.Length && text[^1] is not ('\n' or '\r');

    private static bool KeyFollows(string text, List<TextLine> lines, int from)
    {
        for (var i = from; i < lines.Count; i++)
        {
            var line = lines[i].Of(text);
            if (!line.IsWhiteSpace() && line[0] != '#')
            {
                return EntryScanner.IsKeyLine(line);
            }
        }

        return false;
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.StartsWith("---") && line[3..].Trim(" \t").IsEmpty;

    // Four dashes, typographic dashes, an indented fence, "..." and "--- yaml" are what people write when they mean "---".
    private static bool IsNearFence(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        if (trimmed.Length < 2 || IsFence(line))
        {
            return false;
        }

        var dashes = trimmed.IndexOfAnyExcept(Dashes);
        var typographic = dashes < 0 && trimmed.IndexOfAnyExcept('-') >= 0;
        return line.TrimEnd(" \t").SequenceEqual("...")
            || typographic
            || (dashes < 0 && trimmed.Length >= 3)
            || (dashes < 0 && trimmed.Length == 2 && line.Length == 2)
            || (dashes == 3 && line[0] == '-' && trimmed[3..].Trim().Length <= 12 && !trimmed[3..].Contains(':'));
    }

    private static bool IsFrontmatterLike(string text, TextLine line)
    {
        var content = line.Of(text);
        return content.IsWhiteSpace()
            || char.IsWhiteSpace(content[0])
            || content[0] == '#'
            || content is "-"
            || content.StartsWith("- ")
            || EntryScanner.IsKeyLine(content);
    }

    private static Finding NoFrontmatter(TextSpan span) => new("OF1006", span,
        "The fields at the top are missing (name and description between two lines '---'), so nobody can find or choose this "
            + "skill. Add them.");

    private static Finding NearMiss(TextSpan span) => new("OF1005", span,
        "This line is meant to be '---' but is not exactly that, so programs do not see where the fields start or end. Write "
            + "three plain dashes.")
    { Fixes = [SkillFix.Safe("Write '---'", span, "---")] };
}
