using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Repair;

/// <summary>
/// Whether a repair did what it promised: its findings are gone, nothing new is wrong, nothing else changed, and a safe one
/// allows the skill nothing more.
/// </summary>
internal sealed class Improvement(RepairStage before, RepairStage after, IReadOnlyList<RepairStep> steps, List<SkillEdit> edits)
{
    public bool Holds() => AllGone() && NothingNew() && SameElsewhere() && SameBody() && !Wider();

    private bool AllGone()
    {
        var left = after.Findings.Select(finding => (finding.Code, finding.Span.Start)).ToHashSet();
        return steps.All(step => !left.Contains((step.Finding.Code, TextEdits.Forward(step.Finding.Span.Start, edits)))
            || after.Findings.Count < before.Findings.Count);
    }

    private bool NothingNew()
    {
        var known = before.Findings.CountBy(finding => finding.Code).ToDictionary();
        foreach (var (code, count) in after.Findings.Where(Matters).CountBy(finding => finding.Code))
        {
            if (count > known.GetValueOrDefault(code) && !after.Findings.Where(finding => finding.Code == code).Any(Revealed))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matters(SkillDiagnostic finding) => finding.Severity is SkillSeverity.Error or SkillSeverity.Warning;

    // What an unreadable field hid was there before.
    private bool Revealed(SkillDiagnostic finding)
        => after.Document.Frontmatter.Entries.FirstOrDefault(entry => Within(finding.Span, entry)) is { } entry
        && before.Document.Frontmatter.Find(entry.Key) is { Broken: true } broken && Touched(broken);

    private static bool Within(TextSpan span, Entry entry) => span.Start >= entry.KeySpan.Start && span.Start <= entry.Span.End;

    private bool SameElsewhere()
        => before.Document.Frontmatter.Entries.All(entry => entry.Broken || Touched(entry)
            || (after.Document.Frontmatter.Find(entry.Key)?.Value is { } value && NodeValue.Same(entry.Value!, value)));

    private bool Touched(Entry entry) => edits.Exists(edit => !IsLineEnd(edit) && (edit.Span.Length == 0
        ? edit.Span.Start > entry.KeySpan.Start && edit.Span.Start <= Math.Max(entry.Span.End, entry.KeySpan.End + 1)
        : edit.Span.Start < Math.Max(entry.Span.End, entry.KeySpan.End + 1) && edit.Span.End > entry.KeySpan.Start));

    private bool IsLineEnd(SkillEdit edit)
        => edit.NewText is "\n" or "\r" or "\r\n" && before.Document.Text.AsSpan(edit.Span.Start, edit.Span.Length) is "\n" or "\r" or "\r\n";

    private bool SameBody()
        => edits.Exists(edit => !IsLineEnd(edit) && edit.Span.End > before.Document.BodyStart)
        || steps.Any(step => step.Finding.Code.StartsWith("OF1", StringComparison.Ordinal) && step.Fix.Kind != FixKind.Safe)
        || Lines(before.Document.Body) == Lines(after.Document.Body);

    private static string Lines(string body) => body.ReplaceLineEndings("\n").TrimStart('\n');

    private bool Wider()
    {
        if (steps.Any(step => step.Fix.Kind != FixKind.Safe || step.Finding.Code.StartsWith("OF2", StringComparison.Ordinal))
            || before.Document.AllowedTools is not { } allowed
            || before.Document.Frontmatter.Find(FieldNames.AllowedTools) is { Broken: true })
        {
            return false;
        }

        var live = allowed.Items.Where(item => !item.IsDead).Select(item => item.Text.Trim()).ToHashSet(StringComparer.Ordinal);
        return after.Document.AllowedTools is not { } now || now.Items.Any(item => !item.IsDead && !live.Contains(item.Text.Trim()));
    }
}
