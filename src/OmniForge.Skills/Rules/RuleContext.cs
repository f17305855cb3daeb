using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>One check of one document: what the rules look at and where they report.</summary>
internal sealed class RuleContext(SkillDocument document, SkillProfile profile, string? folderName)
{
    private readonly List<SkillDiagnostic> _found = [];

    public SkillDocument Document { get; } = document;

    public SkillProfile Profile { get; } = profile;

    public string? FolderName { get; } = folderName;

    public string Text => Document.Text;

    public Frontmatter Fields => Document.Frontmatter;

    /// <summary>Reports a finding unless the profile does not evaluate it.</summary>
    /// <param name="rule">A code, or a code with a variant ("OF3007/required") where the severity depends on the field.</param>
    /// <param name="span">The smallest wrong text.</param>
    /// <param name="message">What is wrong, what it causes, what to do.</param>
    /// <param name="fixes">Edits that remove the finding.</param>
    public void Report(string rule, TextSpan span, string message, params IReadOnlyList<SkillFix> fixes)
    {
        if (RuleTable.Severity(rule, Profile) is { } severity)
        {
            _found.Add(new(rule.Split('/')[0], severity, message, span) { Fixes = fixes });
        }
    }

    public IReadOnlyList<SkillDiagnostic> Found()
        => [.. _found.OrderBy(found => found.Span.Start).ThenBy(found => found.Code, StringComparer.Ordinal)];
}
