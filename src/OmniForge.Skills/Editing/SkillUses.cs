using OmniForge.Skills.Editing.Navigation;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Editing;

/// <summary>Finds everywhere that names the thing under the cursor, its declaration included.</summary>
public static class SkillUses
{
    /// <summary>Uses of a skill, a bundled file or an argument, this file first. Never throws.</summary>
    /// <param name="document">The file as it is now.</param>
    /// <param name="offset">In UTF-16 units.</param>
    /// <param name="context">What is known around the file.</param>
    /// <param name="others">The other files of the workspace; only skills are looked for in them.</param>
    public static IReadOnlyList<SkillLocation> At(
        SkillDocument document, int offset, EditingContext context, IReadOnlyList<SkillSource> others)
    {
        var spot = new SkillSpot(document, offset);
        if (spot.Argument() is var (argument, _))
        {
            return [.. OfArgument(document, argument).Select(SkillLocation.Here)];
        }

        if ((OwnName.At(spot)?.Name ?? Mentioned(spot, context)) is { } name)
        {
            var elsewhere =
                from other in others
                where other.Path != context.Path
                from span in OfSkill(other.Document, name)
                select new SkillLocation(SkillLocationKind.Workspace, other.Path, span);
            return [.. OfSkill(document, name).Select(SkillLocation.Here), .. elsewhere];
        }

        return File(spot, context) is { } path ? [.. OfFile(document, path, context).Select(SkillLocation.Here)] : [];
    }

    /// <summary>The same uses inside this file only: what an editor marks while the cursor rests. Never throws.</summary>
    public static IReadOnlyList<TextSpan> Highlights(SkillDocument document, int offset, EditingContext context)
        => [.. At(document, offset, context, []).Where(found => found.Kind == SkillLocationKind.ThisFile).Select(found => found.Span)];

    internal static IEnumerable<TextSpan> OfArgument(SkillDocument document, string name)
        => ArgumentNames.Of(document).Where(found => found.Name == name).Select(found => found.Span)
            .Concat(
                from segment in document.Segments
                where segment.Kind == SegmentKind.Setting && segment.Value == name
                select new TextSpan(segment.Span.Start + document.BodyStart + 1, name.Length));

    internal static IEnumerable<TextSpan> OfSkill(SkillDocument document, string name)
        => (OwnName.Of(document) is var (own, span) && own == name ? new[] { span } : [])
            .Concat(SkillMentions.In(document, new HashSet<string> { name }).Select(found => found.Span));

    private static string? Mentioned(SkillSpot spot, EditingContext context)
        => SkillMentions.In(spot.Document, Targets.Names(context)).FirstOrDefault(found => spot.Holds(found.Span)).Name;

    private static string? File(SkillSpot spot, EditingContext context)
        => spot.Link() is { } link
            && LinkTarget.Read(spot.Text.AsSpan(link.Start, link.Length), context.Path) is { Kind: LinkKind.Bundle, Path: var path } ? path
            : spot.Code() is { } code && spot.Text.Substring(code.Start, code.Length) is var named
                && (context.Check.Bundle ?? []).Any(file => file.Path == named) ? named : null;

    private static IEnumerable<TextSpan> OfFile(SkillDocument document, string path, EditingContext context)
    {
        var map = document.Map;
        return map.Links
            .Where(link => LinkTarget.Read(document.Text.AsSpan(link.Start, link.Length), context.Path) == new LinkTarget(LinkKind.Bundle, path))
            .Concat(map.CodeSpans.Where(span => document.Text.AsSpan(span.Start, span.Length).SequenceEqual(path)))
            .OrderBy(span => span.Start);
    }
}
