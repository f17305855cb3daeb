using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>Adds what only shows when the checked skills are seen together.</summary>
public static class SkillSet
{
    /// <summary>The same files with the findings across files; each file then lets go of its document.</summary>
    public static IReadOnlyList<LintedFile> Compared(IReadOnlyList<LintedFile> files)
    {
        var members = files.Where(file => file.Member is not null).ToList();
        if (members.Count < 2)
        {
            return [.. files.Select(file => file with { Member = null })];
        }

        var most = members.Max(file => file.Profiles.Count);
        var found = members.ToDictionary(file => file.FullPath!, _ => new List<ProfileFindings>(), StringComparer.Ordinal);
        for (var turn = 0; turn < most; turn++)
        {
            var now = members.Where(file => turn < file.Profiles.Count).ToList();
            var answers = SkillSetRules.Check([.. now.Select(file => file.Member! with { Profile = file.Profiles[turn] })]);
            for (var i = 0; i < now.Count; i++)
            {
                found[now[i].FullPath!].Add(new(now[i].Profiles[turn], answers[i]));
            }
        }

        return [.. files.Select(file => file.Member is null ? file : file with
        {
            Findings = LintFindings.Sorted([.. file.Findings, .. LintFindings.Of(file.Member.Document, null, found[file.FullPath!])]),
            Member = null,
        })];
    }
}
