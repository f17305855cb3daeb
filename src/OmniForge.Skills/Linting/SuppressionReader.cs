using OmniForge.Skills.Parsing;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Linting;

/// <summary>
/// Finds <c># omniforge-disable-next-line OF3013 -- reason</c> between the fields and the same in an HTML comment in the body.
/// Examples in fenced blocks and texts of fields are none.
/// </summary>
internal sealed class SuppressionReader(SkillDocument document)
{
    private const string Word = "omniforge-disable";
    private const string NextLine = Word + "-next-line";
    private const string WholeFile = Word + "-file";
    private const int ShortestReason = 8;

    private readonly string _text = document.Text;
    private FencedBlocks? _fences;

    public static IReadOnlyList<Suppression> Read(SkillDocument document)
        => document.Text.Contains(Word, StringComparison.Ordinal) ? new SuppressionReader(document).Read() : [];

    private List<Suppression> Read()
    {
        var found = new List<Suppression>();
        for (var at = _text.IndexOf(Word, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(Word, at + Word.Length, StringComparison.Ordinal))
        {
            if (CommentAround(at) is { } comment)
            {
                found.Add(Read(comment, TextSpan.Between(at, comment.Inner.End)));
            }
        }

        // Comments above one another all mean the line below the last of them.
        var own = found.Select(one => LineOf(one.Span.Start)).ToHashSet();
        return [.. found.Select(one => one with { Line = one.Line is { } line ? Below(line, own) : null })];
    }

    private static int Below(int line, HashSet<int> own)
    {
        while (own.Contains(line))
        {
            line++;
        }

        return line;
    }

    private int LineOf(int offset) => document.Lines.Position(offset).Line + 1;

    /// <summary>The comment whose first word starts at an offset; null when none does.</summary>
    private (TextSpan Whole, TextSpan Inner)? CommentAround(int at)
    {
        var line = document.Lines.Start(document.Lines.Position(at).Line);
        var end = TextLine.At(_text, line, _text.Length).End;
        var before = _text.AsSpan(line, at - line);
        if (document.Envelope.Frontmatter is { } fields && at >= fields.Start && at < fields.End)
        {
            var sign = before.TrimEnd(" \t");
            return sign is [.., '#'] && sign.Trim() is "#" && !InBlockText(at)
                ? (TextSpan.Between(line + sign.Length - 1, end), TextSpan.Between(at, end))
                : null;
        }

        var open = before.TrimEnd(" \t");
        var close = _text.AsSpan(at, end - at).IndexOf("-->", StringComparison.Ordinal);
        _fences ??= new(_text, document.BodyStart);
        return open.EndsWith("<!--") && close >= 0 && _fences.At(at) is null
            ? (TextSpan.Between(line + open.Length - 4, at + close + 3), TextSpan.Between(at, at + close))
            : null;
    }

    private bool InBlockText(int at) => document.Frontmatter.Entries.Any(entry
        => at > entry.Span.Start && at < entry.Span.End && entry.Value is ScalarNode { Form: not ScalarForm.Plain });

    private Suppression Read((TextSpan Whole, TextSpan Inner) comment, TextSpan inner)
    {
        var text = _text.AsSpan(inner.Start, inner.Length);
        var word = text.IndexOfAny(" \t\r\n") is var cut && cut >= 0 ? text[..cut] : text;
        int? line = word is NextLine ? LineOf(comment.Whole.Start) + 1 : null;
        var dashes = text.IndexOf(" --", StringComparison.Ordinal);
        var ids = Ids(TextSpan.Between(inner.Start + word.Length, dashes < 0 ? inner.End : inner.Start + dashes));
        var reason = dashes < 0 ? [] : text[(dashes + 3)..].Trim().Trim('-');
        var unknown = ids.FirstOrDefault(id => !RuleIds.IsKnown(id.Id));
        var problem = word is not (NextLine or WholeFile)
            ? $"There is no comment '{word}', so it keeps nothing back. Write '{NextLine}' or '{WholeFile}'."
            : ids.Count == 0 ? "This comment names no rule, so it keeps nothing back. Name the rule, as in OF3013."
            : unknown is not null ? $"There is no rule '{unknown.Id}', so this comment does not count.{Nearest.Question(RuleIds.Near(unknown.Id))}"
            : reason.Length < ShortestReason
                ? $"This comment gives no reason, so it does not count. Write ' -- ' and at least {ShortestReason} characters that say why."
                : null;
        return new(comment.Whole, line, ids, problem);
    }

    private List<SuppressedRule> Ids(TextSpan span)
    {
        var ids = new List<SuppressedRule>();
        var text = _text.AsSpan(span.Start, span.Length);
        for (var at = 0; at < text.Length;)
        {
            var start = text[at..].IndexOfAnyExcept(" \t,");
            if (start < 0)
            {
                break;
            }

            at += start;
            var length = text[at..].IndexOfAny(" \t,") is var cut && cut >= 0 ? cut : text.Length - at;
            ids.Add(new(text.Slice(at, length).ToString(), new(span.Start + at, length)));
            at += length;
        }

        return ids;
    }
}
