using OmniForge.Skills.Editing.Action;

namespace OmniForge.Skills.Editing;

/// <summary>Offers what can be done about findings, and about the file as a whole.</summary>
public static class SkillActions
{
    /// <summary>
    /// The fixes of the findings that touch a stretch, safe ones first, then what changes the whole file, then the comments that
    /// hide a finding. Never throws.
    /// </summary>
    /// <param name="document">The file as it is now.</param>
    /// <param name="findings">Its findings, as <see cref="SkillDocument.Validate(SkillCheck)"/> gives them for this text.</param>
    /// <param name="span">The selection, or the cursor as an empty span.</param>
    /// <param name="context">What is known around the file.</param>
    /// <param name="scope">Which actions. Default all of them.</param>
    public static IReadOnlyList<SkillAction> At(
        SkillDocument document, IReadOnlyList<SkillDiagnostic> findings, TextSpan span, EditingContext context,
        SkillActionScope scope = SkillActionScope.Everything)
    {
        var there = findings.Where(finding => finding.Span.Start <= span.End && span.Start <= finding.Span.End).ToList();
        var fixes =
            from finding in there
            from fix in finding.Fixes
            where fix.Edits.All(edit => edit.Span.Start >= 0 && edit.Span.Length >= 0 && edit.Span.End <= document.Text.Length)
            orderby fix.Kind
            select new SkillAction(fix.Title, SkillActionKind.Fix, [.. fix.Edits.OrderBy(edit => edit.Span.Start)])
            {
                Finding = finding,
                Decision = fix.Kind,
            };
        return
        [
            .. fixes,
            .. scope == SkillActionScope.Everything ? OfFile(document, findings, context.Check) : [],
            .. there.DistinctBy(finding => (finding.Code, finding.Span.Start))
                .SelectMany(finding => SuppressionComment.For(document, finding)),
        ];
    }

    private static IEnumerable<SkillAction> OfFile(SkillDocument document, IReadOnlyList<SkillDiagnostic> findings, SkillCheck check) =>
    [
        .. findings.Any(finding => finding.Fixes.Any(fix => fix.Kind == FixKind.Safe)) ? WholeFile.Fixed(document, check) : [],
        .. WholeFile.Organised(document, check.Profile),
    ];
}
