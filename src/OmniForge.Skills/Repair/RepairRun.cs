namespace OmniForge.Skills.Repair;

/// <summary>
/// Rounds of repair. All fixes that can stand beside each other are tried together; when that makes the file worse, half of
/// them, down to a single one, which is then not tried again.
/// </summary>
internal sealed class RepairRun(SkillCheck check, FixKind upTo, Func<SkillDiagnostic, bool>? only = null)
{
    // Far beyond what files need; ends a pair of fixes that undo each other.
    private const int MaxRounds = 256;

    private readonly HashSet<(string, string, string)> _rejected = [];

    public FixedText Repair(string text)
    {
        var first = Read(text);
        var at = first;
        var size = int.MaxValue;
        for (var round = 0; round < MaxRounds && Choose(at, size) is { Count: > 0 } steps; round++)
        {
            if (Try(at, steps) is { } next)
            {
                // What did harm before may be right by now.
                (at, size) = (next, int.MaxValue);
                _rejected.Clear();
            }
            else if (steps.Count > 1)
            {
                size = steps.Count / 2;
            }
            else
            {
                _rejected.Add(steps[0].Identity);
            }
        }

        return ReferenceEquals(at, first)
            ? new(text, [], first.Findings)
            : new(Written(at.Document), Gone(first.Findings, at.Findings), at.Findings);
    }

    private RepairStage Read(string text)
    {
        var document = SkillDocument.Parse(text);
        return new(document, document.Validate(check));
    }

    private static string Written(SkillDocument document) => document.HasMark ? "\uFEFF" + document.Text : document.Text;

    private List<RepairStep> Choose(RepairStage at, int size)
    {
        var steps = new List<RepairStep>();
        var edits = new List<SkillEdit>();
        foreach (var finding in at.Findings)
        {
            if (steps.Count == size)
            {
                break;
            }

            if (finding.Fixes.Count > 0 && (only?.Invoke(finding) ?? true)
                && Chosen(finding) is { } fix && new RepairStep(finding, fix) is var step && !_rejected.Contains(step.Identity)
                && (IsMark(step) || !fix.Edits.Any(edit => TextEdits.Collides(edit, edits))))
            {
                steps.Add(step);
                edits.AddRange(IsMark(step) ? [] : fix.Edits);
            }
        }

        return steps;
    }

    private SkillFix? Chosen(SkillDiagnostic finding)
        => finding.Fixes.FirstOrDefault(fix => fix.Kind == FixKind.Safe)
        ?? (upTo >= FixKind.Choice ? Only(finding, FixKind.Choice) : null)
        ?? (upTo >= FixKind.Platform ? Only(finding, FixKind.Platform) : null);

    private static SkillFix? Only(SkillDiagnostic finding, FixKind kind)
        => finding.Fixes.Where(fix => fix.Kind == kind).Take(2).ToList() is [var only] ? only : null;

    // The mark is no part of the text, so its removal has no edit.
    private static bool IsMark(RepairStep step) => step.Finding.Code == "OF1002";

    private RepairStage? Try(RepairStage before, List<RepairStep> steps)
    {
        var edits = steps.Where(step => !IsMark(step)).SelectMany(step => step.Fix.Edits).OrderBy(edit => edit.Span.Start)
            .ThenBy(edit => edit.Span.Length).ToList();
        var text = TextEdits.Apply(before.Document.Text, edits);
        var keepsMark = before.Document.HasMark && !steps.Exists(IsMark);
        if (text == before.Document.Text && keepsMark == before.Document.HasMark)
        {
            return null;
        }

        var after = Read(keepsMark ? "\uFEFF" + text : text);
        return new Improvement(before, after, steps, edits).Holds() ? after : null;
    }

    private static List<SkillDiagnostic> Gone(IReadOnlyList<SkillDiagnostic> before, IReadOnlyList<SkillDiagnostic> after)
    {
        var left = after.Select(finding => (finding.Code, finding.Message)).ToList();
        return [.. before.Where(finding => !left.Remove((finding.Code, finding.Message)))];
    }
}
