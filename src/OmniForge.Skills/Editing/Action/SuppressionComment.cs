using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing.Action;

/// <summary>
/// A comment that hides one finding: on the line above it, or for the whole file where a comment above would be text. It asks
/// for the reason and does not count until one is written.
/// </summary>
internal static class SuppressionComment
{
    private const string Reason = "why?";

    public static IEnumerable<SkillAction> For(SkillDocument document, SkillDiagnostic finding)
    {
        // Without fields there is no place for a comment, and a finding of the comments themselves cannot be hidden by one.
        if (document.Envelope.Frontmatter is not { } fields || fields.Start == 0 || finding.Code is "OF8009")
        {
            yield break;
        }

        var text = document.Text;
        var line = Snapped.Line(text, Snapped.Offset(text, finding.Span.Start));
        var next = Snapped.LineBreak(text);
        var above = finding.Span.Length > 0 && IsFree(document, fields, line);
        var words = $"omniforge-disable-{(above ? "next-line" : "file")} {finding.Code} -- {Reason}";
        var inBody = above && line.Start >= document.BodyStart;
        var content = line.Of(text);
        var indent = above ? content[..(content.Length - content.TrimStart(" \t").Length)].ToString() : "";
        var comment = inBody ? $"<!-- {words} -->" : $"# {words}";
        yield return new(
            above ? $"Hide {finding.Code} on this line, with a reason" : $"Hide {finding.Code} in this file, with a reason",
            SkillActionKind.Suppress,
            [new(new(above ? line.Start : fields.Start, 0), indent + comment + next)])
        {
            Finding = finding,
        };
    }

    /// <summary>Whether a line above this one would be a comment.</summary>
    private static bool IsFree(SkillDocument document, TextSpan fields, TextLine line)
    {
        if (line.Start >= document.BodyStart)
        {
            var map = document.Map;
            return map.BlockAt(line.Start) is { } block
                ? block.Span.Start == line.Start
                : !map.Comments.Any(comment => comment.Start < line.Start && line.Start < comment.End);
        }

        return line.Start >= fields.Start && line.Start < fields.End
            && !document.Frontmatter.Entries.Any(entry
                => entry.Span.Start < line.Start && line.Start < entry.Span.End && InText(entry.Value, line.Start));
    }

    // What is not readable might be text.
    private static bool InText(Node? node, int offset) => node switch
    {
        ListNode list => list.Items.Any(item => item.Span.Start < offset && offset < item.Span.End && InText(item, offset)),
        MapNode map => map.Pairs.Any(pair => pair.Value.Span.Start < offset && offset < pair.Value.Span.End && InText(pair.Value, offset)),
        _ => true,
    };
}
