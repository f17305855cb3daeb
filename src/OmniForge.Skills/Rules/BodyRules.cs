using System.Text;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Steps;

namespace OmniForge.Skills.Rules;

/// <summary>The instructions: there, not too long, their code blocks closed (OF1008, OF5005, OF6001, OF6002, OF6006).</summary>
internal static class BodyRules
{
    private const int MaxBytes = 5 * 1024;

    // About 5,000 tokens of four characters each.
    private const int MaxCharacters = 20_000;

    public static void Check(RuleContext context)
    {
        var document = context.Document;
        if (string.IsNullOrWhiteSpace(document.Body))
        {
            if (document.Envelope.Frontmatter is not null && document.Envelope.Findings.All(finding => finding.Code is not "OF1009"))
            {
                context.Report("OF1008", new(document.Text.Length, 0),
                    "No instructions follow the fields, so there is nothing to carry out. Write below the second '---' what to do.");
            }

            return;
        }

        var lines = TextLine.Read(document.Text, document.BodyStart, document.Text.Length);
        CheckLength(context, lines);
        CheckFences(context, lines);
        CheckNamedTools(context, lines);
    }

    private static void CheckLength(RuleContext context, List<TextLine> lines)
    {
        if (lines.Count > context.Check.Rules.MaxLines)
        {
            context.Report("OF6001", lines[context.Check.Rules.MaxLines].Span with { Length = 0 },
                $"The instructions have {lines.Count} lines; beyond {context.Check.Rules.MaxLines} they crowd out the work itself. Move parts into "
                    + "'references/'.");
        }

        // A file weighs the same whatever ends its lines.
        var body = context.Document.Body;
        var returns = body.AsSpan().Count('\r');
        var open = context.Profile is SkillProfile.AgentSkills or SkillProfile.ClaudeCode;
        if ((open ? body.Length : Encoding.UTF8.GetByteCount(body)) - returns > (open ? MaxCharacters : MaxBytes))
        {
            context.Report("OF6002", new(context.Document.BodyStart, 0),
                "The instructions are longer than "
                + (open ? "about 5,000 tokens" : "5 KiB")
                + "; every run pays for them. Shorten them, or move details into 'references/'.");
        }
    }

    private static void CheckFences(RuleContext context, List<TextLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (Fence.Opens(lines[i].Of(context.Text)) is not { } fence)
            {
                continue;
            }

            var close = lines.FindIndex(i + 1, line => fence.Closes(line.Of(context.Text)));
            if (close < 0)
            {
                if (context.Text.AsSpan(lines[i].End).IsWhiteSpace())
                {
                    return;
                }

                context.Report("OF6006", lines[i].Span,
                    "This block is never closed, so everything below counts as an example. Put the same marks on a line of their "
                        + "own behind it.",
                    [SkillFix.Choice("Close the block at the end", new(context.Text.Length, 0), "\n" + new string(fence.Sign, fence.Length) + "\n")]);
                return;
            }

            i = close;
        }
    }

    private static void CheckNamedTools(RuleContext context, List<TextLine> lines)
    {
        if (context.ToolList is not { } allowed || allowed.Items.Count == 0)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            if (Fence.Opens(lines[i].Of(context.Text)) is { } fence)
            {
                var close = lines.FindIndex(i + 1, line => fence.Closes(line.Of(context.Text)));
                i = close < 0 ? lines.Count : close;
                continue;
            }

            foreach (var span in CodeSpans.In(context.Text, lines[i].Span))
            {
                var name = context.Text.Substring(span.Start, span.Length);
                if (NameTable.Workspace.Contains(name) && !allowed.Mentions(name) && seen.Add(name))
                {
                    context.Report("OF5005", span, $"The instructions name '{name}', but 'allowed-tools' does not allow it. Add "
                        + "it there if it is needed.", ItemEdits.Append(context.Text, context.Fields.Find(FieldNames.AllowedTools)!, name) is { } edit
                            ? [new($"Add '{name}'", FixKind.Choice, [edit])] : []);
                }
            }
        }
    }
}
