namespace OmniForge.Skills.Tests;

/// <summary>The one place where tests touch validation.</summary>
internal static class Check
{
    /// <summary>The file has exactly these findings at exactly the marked places.</summary>
    public static IReadOnlyList<SkillDiagnostic> Finds(string marked, SkillProfile profile, params string[] codes)
    {
        var skill = Marked.Read(marked);
        var found = SkillDocument.Parse(skill.Text).Validate(profile);
        Assert.Equal(codes, found.Select(finding => finding.Code));
        Assert.Equal(skill.Spans, found.Select(finding => finding.Span));
        return found;
    }

    public static IReadOnlyList<SkillDiagnostic> Finds(string marked, params string[] codes)
        => Finds(marked, SkillProfile.OmniForge, codes);

    /// <summary>A file with a good name, description and body around these lines.</summary>
    public static string With(string lines) => $"---\nname: weekly-report\ndescription: Reports.\n{lines}\n---\n\nDo it.\n";

    /// <summary>Codes and severities, as "OF3003 Warning".</summary>
    public static IEnumerable<string> Severities(string text, SkillProfile profile, string? folder = null)
        => SkillDocument.Parse(text).Validate(profile, folder).Select(finding => $"{finding.Code} {finding.Severity}");

    /// <summary>The text after the first fix of every finding, applied from the end.</summary>
    public static string Fix(string text, SkillProfile profile = SkillProfile.OmniForge)
    {
        foreach (var finding in SkillDocument.Parse(text).Validate(profile).Where(finding => finding.Fixes.Count > 0).Reverse())
        {
            var fix = finding.Fixes[0];
            foreach (var edit in fix.Edits.Reverse())
            {
                text = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
            }
        }

        return text;
    }
}
