using OmniForge.Skills.Parsing;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Formatting;

/// <summary>Compares a text with its formatted form. Always on: formatting must never change what a skill says.</summary>
internal static class FormatProof
{
    /// <summary>What would change, as the end of a sentence; null = nothing.</summary>
    public static string? Difference(SkillDocument before, SkillDocument after, SkillCheck check)
    {
        if (before.Frontmatter.Entries.Count != after.Frontmatter.Entries.Count)
        {
            return "the number of fields";
        }

        foreach (var entry in before.Frontmatter.Entries)
        {
            if (after.Frontmatter.Find(entry.Key) is not { Broken: false } other || !Same(before, entry, after, other))
            {
                return $"'{entry.Key}'";
            }
        }

        if (before.Body.Trim('\n', ' ', '\t') != after.Body.Trim('\n', ' ', '\t'))
        {
            return "the instructions";
        }

        var known = before.Validate(check).Select(Identity).ToList();
        return after.Validate(check).All(finding => known.Remove(Identity(finding))) ? null : "what is wrong with it";
    }

    private static (string, string) Identity(SkillDiagnostic finding) => (finding.Code, finding.Message);

    private static bool Same(SkillDocument before, Entry one, SkillDocument after, Entry other) => FieldTable.Find(one.Key)?.Kind switch
    {
        FieldKind.Tools when one.Value is not MapNode => ToolField.Read(one, before.Text).Items.Select(item => item.Text)
            .SequenceEqual(ToolField.Read(other, after.Text).Items.Select(item => item.Text)),
        FieldKind.Boolean when one.Value is ScalarNode a && other.Value is ScalarNode b && Frontmatter.ReadFlag(a.Text) is { } flag
            => flag == Frontmatter.ReadFlag(b.Text),
        _ => NodeValue.Same(one.Value!, other.Value!),
    };
}
