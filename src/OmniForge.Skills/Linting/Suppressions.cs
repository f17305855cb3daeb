using OmniForge.Skills.Parsing;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Linting;

/// <summary>The comments of one file that keep findings back, each with a reason. They shape the view only; a server does not obey them.</summary>
public sealed class Suppressions
{
    private const string Id = "OF8009";

    private readonly IReadOnlyList<Suppression> _comments;
    private readonly IReadOnlyList<LintFinding> _invalid;
    private readonly Dictionary<SuppressedRule, LintFinding> _unused;

    private Suppressions(
        IReadOnlyList<Suppression> comments, IReadOnlyList<LintFinding> invalid, Dictionary<SuppressedRule, LintFinding> unused)
        => (_comments, _invalid, _unused) = (comments, invalid, unused);

    /// <summary>Null when the file holds no such comment.</summary>
    /// <param name="document">The file.</param>
    /// <param name="bytes">The file as it lies on disk; null = not known.</param>
    /// <param name="checks">How the file is checked; a rule that is off everywhere makes no comment superfluous.</param>
    public static Suppressions? Of(SkillDocument document, byte[]? bytes, IReadOnlyList<SkillCheck> checks)
    {
        var comments = SuppressionReader.Read(document);
        if (comments.Count == 0)
        {
            return null;
        }

        var invalid = new List<SkillDiagnostic>();
        var unused = new List<(SuppressedRule Rule, SkillDiagnostic Finding)>();
        foreach (var comment in comments)
        {
            var fix = SkillFix.Safe("Remove the comment", Removable(document, comment.Span), "");
            if (comment.Problem is { } problem)
            {
                var place = comment.Ids.FirstOrDefault(rule => !RuleIds.IsKnown(rule.Id))?.Span ?? comment.Span;
                invalid.Add(new(Id, SkillSeverity.Warning, problem, place) { Fixes = [fix] });
                continue;
            }

            unused.AddRange(comment.Ids.Where(rule => IsEvaluated(rule.Id, checks)).Select(rule => (rule, new SkillDiagnostic(
                Id, SkillSeverity.Warning, $"Nothing to keep back: {rule.Id} finds nothing here. Remove it, so that it cannot hide what comes later.",
                rule.Span)
            {
                Fixes = comment.Ids.Count == 1 ? [fix] : [SkillFix.Safe($"Remove {rule.Id}", WithSeparator(document.Text, rule.Span), "")],
            })));
        }

        var profiles = checks.Select(check => check.Profile).ToList();
        IReadOnlyList<LintFinding> Placed(IEnumerable<SkillDiagnostic> found) => LintFindings.Of(
            document, bytes, [.. profiles.Take(1).Select(profile => new ProfileFindings(profile, [.. found]))]);
        return new(
            comments,
            [.. Placed(invalid).Select(finding => finding with { Profiles = profiles })],
            unused.ToDictionary(one => one.Rule, one => Placed([one.Finding])[0] with { Profiles = profiles }));
    }

    /// <summary>What is left to report, comments that do nothing included, and how many findings were kept back.</summary>
    public (IReadOnlyList<LintFinding> Left, int Kept) Apply(IReadOnlyList<LintFinding> findings)
    {
        var used = new HashSet<SuppressedRule>();
        var left = findings.Where(finding => !IsKept(finding, used)).ToList();
        var kept = findings.Count - left.Count;
        left.AddRange(_invalid);
        left.AddRange(_unused.Where(one => !used.Contains(one.Key)).Select(one => one.Value));
        return (LintFindings.Sorted(left), kept);
    }

    /// <summary>The rules whose findings a comment keeps back somewhere; repairs leave them alone.</summary>
    public IReadOnlySet<string> Rules => _comments.Where(comment => comment.Problem is null).SelectMany(comment => comment.Ids)
        .Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);

    private bool IsKept(LintFinding finding, HashSet<SuppressedRule> used)
    {
        var kept = false;
        foreach (var comment in _comments)
        {
            if (comment.Problem is null && (comment.Line is null || comment.Line == finding.Start.Line) && finding.Id != Id)
            {
                foreach (var rule in comment.Ids.Where(rule => rule.Id == finding.Id))
                {
                    kept = true;
                    used.Add(rule);
                }
            }
        }

        return kept;
    }

    // Findings across files depend on which files are checked together.
    private static bool IsEvaluated(string id, IReadOnlyList<SkillCheck> checks)
        => !id.StartsWith("OF8", StringComparison.Ordinal)
            && checks.Any(check => check.Rules.Severities.TryGetValue(id, out var own) ? own is not null : RuleTable.IsEvaluated(id, check.Profile));

    /// <summary>The comment, with its whole line when nothing else stands on it.</summary>
    private static TextSpan Removable(SkillDocument document, TextSpan comment)
    {
        var line = TextLine.At(document.Text, document.Lines.Start(document.Lines.Position(comment.Start).Line), document.Text.Length);
        var alone = line.Of(document.Text).Trim().Length == comment.Length;
        return alone ? TextSpan.Between(line.Start, line.Next) : comment;
    }

    private static TextSpan WithSeparator(string text, TextSpan rule)
    {
        var start = rule.Start;
        while (text[start - 1] is ' ' or '\t' or ',')
        {
            start--;
        }

        // The first of several keeps the blank before it and gives up what separates it from the next.
        if (text[start] != ',' && rule.End < text.Length && text[rule.End] is ',' or ' ')
        {
            var end = rule.End;
            while (end < text.Length && text[end] is ' ' or ',' && !text.AsSpan(end).StartsWith(" --"))
            {
                end++;
            }

            return TextSpan.Between(rule.Start, end);
        }

        return TextSpan.Between(start, rule.End);
    }
}
