using OmniForge.Skills.Parsing.Tokens;

namespace OmniForge.Skills;

/// <summary>Cuts a file into pieces without losing a character, whatever is wrong with it.</summary>
public static class SkillTokens
{
    /// <summary>The pieces in the order of the text; none is empty, none but the body crosses a line, and joined they are the text.</summary>
    public static IReadOnlyList<SkillToken> Of(SkillDocument document)
    {
        var scan = new TokenScan(document.Text);
        if (document.Envelope.Frontmatter is { } fields)
        {
            var opening = document.Text.AsSpan(0, fields.Start).TrimEnd("\r\n").LastIndexOfAny('\n', '\r') + 1;
            scan.Lines(opening, SkillTokenKind.Text);
            scan.Lines(fields.Start, SkillTokenKind.Fence);
            foreach (var (kind, span) in TokenPlaces.Of(document.Frontmatter, fields))
            {
                scan.Signs(span.Start);
                scan.Lines(span.End, kind);
            }

            scan.Signs(fields.End);
            scan.Lines(document.BodyStart, SkillTokenKind.Fence);
        }

        return scan.Rest(SkillTokenKind.Body);
    }
}
