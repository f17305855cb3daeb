using System.Text;
using OmniForge.Skills.Formatting;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Repair;

namespace OmniForge.Skills;

/// <summary>Writes a skill in the one common form: the order of its fields, their lists and booleans, fences and line ends.</summary>
public static class SkillFormatter
{
    /// <summary>
    /// The text in the common form. Values, instructions and findings stay the same, which is proven by reading the result;
    /// where they would not, or where the fields cannot be read, nothing is formatted. Formatting twice changes nothing more.
    /// </summary>
    /// <param name="document">What to format.</param>
    /// <param name="profile">Whose form: the open specification writes tools as one text, all others as a list.</param>
    public static FormattedText Format(SkillDocument document, SkillProfile profile)
    {
        if (document.Source.Foreign.Count > 0)
        {
            return new(document.Text, "The file is not UTF-8, so formatting would lose text. Save it as UTF-8 first.");
        }

        // What cannot be read gets its safe fixes first; fields are only moved when all of them are understood.
        var check = new SkillCheck(profile);
        var readable = IsReadable(document)
            ? document
            : SkillDocument.Parse(new RepairRun(check, FixKind.Safe, finding => finding.Code[2] is '1' or '2').Repair(document.Text).Text);
        if (!IsReadable(readable) || readable.Envelope.Frontmatter is null)
        {
            return new(readable.Text, "The fields at the top cannot be read as a whole, so only safe fixes were made. Correct what is reported first.");
        }

        var plain = SkillDocument.Parse(readable.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        if (FieldLines.Of(plain) is not { } lines)
        {
            return new(document.Text, "Some fields do not stand on lines of their own, so their order cannot be changed safely. "
                + "Write every field on a line of its own.");
        }

        var formatted = Write(plain, lines, profile);
        return FormatProof.Difference(plain, SkillDocument.Parse(formatted), check) is { } difference
            ? new(document.Text, $"Formatting would change {difference}, so the text was left as it is.")
            : new(formatted, null);
    }

    private static bool IsReadable(SkillDocument document)
        => document.Frontmatter.Findings.All(finding => finding.Code[2] != '2' && finding.Code != "OF1009")
        && document.Envelope.Findings.Count == 0;

    private static string Write(SkillDocument document, FieldLines lines, SkillProfile profile)
    {
        var text = new StringBuilder(document.Text.Length + 64).Append("---\n");
        foreach (var field in lines.Fields.OrderBy(field => FieldLayout.Rank(field.Entry.Key)))
        {
            text.Append(field.Above).Append(FieldLayout.Write(document, field, profile));
        }

        text.Append(lines.Below).Append("---\n");
        var body = WithoutBlankStart(document.Body).TrimEnd('\n');
        return (body.Length == 0 ? text : text.Append('\n').Append(body).Append('\n')).ToString();
    }

    private static string WithoutBlankStart(string body)
    {
        var start = 0;
        foreach (var line in TextLine.Read(body, 0, body.Length))
        {
            if (!line.IsBlank(body))
            {
                break;
            }

            start = line.Next;
        }

        return body[start..];
    }
}
