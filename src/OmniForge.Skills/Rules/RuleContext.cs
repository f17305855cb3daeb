using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Tables;

namespace OmniForge.Skills.Rules;

/// <summary>One check of one document: what the rules look at and where they report.</summary>
internal sealed class RuleContext(SkillDocument document, SkillCheck check)
{
    private readonly List<SkillDiagnostic> _found = [];
    private FencedBlocks? _blocks;
    private Prose? _prose;
    private (SkillTable Table, TextSpan Span)? _stale;

    public SkillDocument Document { get; } = document;

    public SkillCheck Check { get; } = check;

    public SkillProfile Profile => Check.Profile;

    public string? FolderName => Check.FolderName;

    public string Text => Document.Text;

    public Frontmatter Fields => Document.Frontmatter;

    /// <summary>The fenced blocks of the body.</summary>
    public FencedBlocks Blocks => _blocks ??= new(Text, Document.BodyStart);

    /// <summary>Where a missing field would stand; null when the fields as a whole are missing or unreadable.</summary>
    public TextSpan? FieldsPlace => Document.Envelope.Frontmatter is { } place
        && !Fields.Findings.Any(finding => finding.Code is "OF2005" or "OF1009")
        && !Document.Envelope.Findings.Any(finding => finding.Code == "OF1009")
            ? new(place.Start, 0)
            : null;

    /// <summary>The readable value of a field; null when it is absent, empty or broken.</summary>
    public Node? Value(string key) => Fields.Find(key) is
    {
        Broken: false,
        Value: not ScalarNode { IsNull: true }
    } entry ? entry.Value : null;

    /// <summary>The readable text of a field; null when it is absent, empty, broken or of another type.</summary>
    public ScalarNode? Scalar(string key) => Value(key) as ScalarNode;

    /// <summary>What <c>allowed-tools</c> lists once it is repaired; null when the field is absent.</summary>
    public ToolList? ToolList => Fields.Find(FieldNames.AllowedTools) is { } entry ? ToolField.Read(entry, Text) : null;

    public bool Accepts(string key) => FieldTable.Find(key) is { } field && field.Accepted[(int)Profile];

    /// <summary>All lines of an entry with their breaks: what a fix removes.</summary>
    public TextSpan Lines(Entry entry) => EntryLines.Of(Text, entry);

    /// <summary>Lines and code spans of the body.</summary>
    public Prose Prose => _prose ??= new(Text, Document.BodyStart);

    /// <summary>Whether a rule says anything here; rules that have to search for their findings ask first.</summary>
    public bool Judges(string rule)
        => Check.Rules.Severities.TryGetValue(rule, out var own) ? own is not null : RuleTable.Severity(rule, Profile) is not null;

    /// <summary>Reports a finding unless the profile does not evaluate it.</summary>
    /// <param name="rule">A code, or a code with a variant ("OF3007/required") where the severity depends on the field.</param>
    /// <param name="span">The smallest wrong text.</param>
    /// <param name="message">What is wrong, what it causes, what to do.</param>
    /// <param name="fixes">Edits that remove the finding.</param>
    public void Report(string rule, TextSpan span, string message, params IReadOnlyList<SkillFix> fixes)
    {
        var code = rule.Split('/')[0];
        var set = Check.Rules.Severities.TryGetValue(code, out var own);
        if ((set ? own : RuleTable.Severity(rule, Profile)) is { } severity)
        {
            if (!set && severity == SkillSeverity.Warning && Check.Today is { } today && TableAge.Stale(rule, today) is { } table)
            {
                severity = SkillSeverity.Information;
                _stale ??= (table, span);
            }

            _found.Add(new(code, severity, message, span) { Fixes = WithLineEnds(code, fixes) });
        }
    }

    /// <summary>Says once that a stale table was judged by (OF8009).</summary>
    public void ReportStale()
    {
        if (_stale is ({ } table, var span))
        {
            Report("OF8009/tables", span, $"The table of {table.Name} was last verified on {table.VerifiedOn:yyyy-MM-dd}, more than "
                + $"{SkillTables.MaxAgeDays} days ago. What it does not know may exist by now, so this is only advice. Install a newer version.");
        }
    }

    // Fixes are written with LF; a file with CRLF keeps its own.
    private IReadOnlyList<SkillFix> WithLineEnds(string code, IReadOnlyList<SkillFix> fixes)
    {
        if (code == "OF1004" || !fixes.Any(fix => fix.Edits.Any(edit => edit.NewText.Contains('\n', StringComparison.Ordinal))))
        {
            return fixes;
        }

        var first = Text.IndexOf('\n', StringComparison.Ordinal);
        return first < 1 || Text[first - 1] != '\r' ? fixes : [.. fixes.Select(fix => fix with
        {
            Edits = [.. fix.Edits.Select(edit => edit with
            {
                NewText = edit.NewText.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal),
            })],
        })];
    }

    public IReadOnlyList<SkillDiagnostic> Found()
        => [.. _found.OrderBy(found => found.Span.Start).ThenBy(found => found.Code, StringComparer.Ordinal)];
}
