using OmniForge.Skills.Editing.Navigation;
using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing;

/// <summary>What a growing selection holds, step by step.</summary>
public static class SkillSelections
{
    /// <summary>Stretches around an offset from the word to the whole file, each inside the next and smaller. Never throws.</summary>
    public static IReadOnlyList<TextSpan> At(SkillDocument document, int offset)
    {
        var spot = new SkillSpot(document, offset);
        var around = (spot.InBody ? OfBody(spot) : OfFields(spot))
            .Append(Word(spot.Text, spot.Offset))
            .Append(Snapped.Line(spot.Text, spot.Offset).Span)
            .Append(new(0, spot.Text.Length))
            .Where(spot.Holds)
            .OrderBy(span => span.Length)
            .ThenBy(span => span.Start);
        var steps = new List<TextSpan>();
        foreach (var span in around)
        {
            if (steps.Count == 0 || (span.Start <= steps[^1].Start && span.End >= steps[^1].End && span.Length > steps[^1].Length))
            {
                steps.Add(span);
            }
        }

        return steps;
    }

    private static IEnumerable<TextSpan> OfFields(SkillSpot spot)
    {
        foreach (var entry in spot.Document.Frontmatter.Entries.Where(entry => spot.Holds(entry.Span)))
        {
            yield return entry.KeySpan;
            yield return entry.Span;
            for (var node = entry.Value; node is not null; node = Inner(node, spot))
            {
                yield return node.Span;
                if (node is ScalarNode { Form: ScalarForm.Quoted, Span.Length: >= 2 })
                {
                    yield return new(node.Span.Start + 1, node.Span.Length - 2);
                }
            }
        }

        if (spot.Tool() is var (_, _, span))
        {
            yield return span;
        }

        if (spot.Document.Envelope.Frontmatter is { } fields)
        {
            yield return fields;
            yield return new(0, spot.Document.BodyStart);
        }
    }

    private static Node? Inner(Node node, SkillSpot spot) => node switch
    {
        ListNode list => list.Items.FirstOrDefault(item => spot.Holds(item.Span)),
        MapNode map => map.Pairs.Select(pair => pair.Value).FirstOrDefault(value => spot.Holds(value.Span)),
        _ => null,
    };

    private static IEnumerable<TextSpan> OfBody(SkillSpot spot)
    {
        foreach (var span in new[] { spot.Link(), spot.Code(), spot.Placeholder()?.Span }.OfType<TextSpan>())
        {
            yield return span;
        }

        if (spot.Body.BlockAt(spot.Offset) is { } block)
        {
            yield return block.Inner;
            yield return block.Span;
        }
        else
        {
            yield return Paragraph(spot.Text, spot.Offset, spot.Document.BodyStart);
        }

        foreach (var fold in SkillFolds.Of(spot.Document).Where(fold => fold.Kind is SkillFoldKind.Section or SkillFoldKind.Comment))
        {
            yield return fold.Span;
        }

        yield return TextSpan.Between(spot.Document.BodyStart, spot.Text.Length);
    }

    private static TextSpan Word(string text, int at)
    {
        int start = at, end = at;
        while (start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return TextSpan.Between(start, end);
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' || char.IsSurrogate(c);

    private static TextSpan Paragraph(string text, int at, int from)
    {
        var first = Snapped.Line(text, at);
        var last = first;
        while (first.Start > from
            && Snapped.Line(text, Snapped.Offset(text, first.Start - 1)) is var above && above.Start >= from && !above.IsBlank(text))
        {
            first = above;
        }

        while (last.Next < text.Length && TextLine.At(text, last.Next, text.Length) is var below && !below.IsBlank(text))
        {
            last = below;
        }

        return TextSpan.Between(first.Start, last.End);
    }
}
