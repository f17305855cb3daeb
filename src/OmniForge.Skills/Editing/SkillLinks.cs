using OmniForge.Skills.Editing.Navigation;

namespace OmniForge.Skills.Editing;

/// <summary>Texts of a skill that lead to another file.</summary>
public static class SkillLinks
{
    /// <summary>
    /// Links and code spans that lead to a bundled file or to another skill, in the order of the text. Addresses are left to
    /// the editor. Never throws.
    /// </summary>
    public static IReadOnlyList<SkillLink> Of(SkillDocument document, EditingContext context)
    {
        var text = document.Text;
        var map = document.Map;
        var found = new List<SkillLink>();
        foreach (var link in map.Links)
        {
            if (Targets.Of(LinkTarget.Read(text.AsSpan(link.Start, link.Length), context.Path), context) is { } target)
            {
                found.Add(new(link, target));
            }
        }

        var files = (context.Check.Bundle ?? []).Where(file => file.Kind == BundleFileKind.File);
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var span in map.CodeSpans)
        {
            if (text.Substring(span.Start, span.Length) is var path && paths.Contains(path))
            {
                found.Add(new(span, new(SkillLocationKind.Bundle, path, default)));
            }
        }

        foreach (var (name, span) in SkillMentions.In(document, Targets.Names(context)))
        {
            found.Add(new(span, Targets.Skill(context, name)));
        }

        return [.. found.OrderBy(link => link.Span.Start).DistinctBy(link => link.Span.Start)];
    }
}

/// <summary>One text that leads to a file.</summary>
public sealed record SkillLink(TextSpan Span, SkillLocation Target);
