using OmniForge.Skills.Editing.Completion;
using OmniForge.Skills.Editing.Navigation;

namespace OmniForge.Skills.Editing.Hover;

/// <summary>A linked or named file: whether it is there and how large it is.</summary>
internal static class FileHover
{
    public static SkillHover? At(SkillSpot spot, EditingContext context)
    {
        if (spot.Link() is { } link)
        {
            var target = LinkTarget.Read(spot.Text.AsSpan(link.Start, link.Length), context.Path);
            return Say(target, context) is { } said ? new(said, link) : null;
        }

        return spot.Code() is { } code && File(spot.Text.Substring(code.Start, code.Length), context) is { } file
            ? new(Of(file), code)
            : null;
    }

    private static string? Say(LinkTarget target, EditingContext context) => target.Kind switch
    {
        LinkKind.Bundle when context.Check.Bundle is null => null,
        LinkKind.Bundle when File(target.Path, context) is { } file => Of(file),
        LinkKind.Bundle => $"{MarkdownText.Code(target.Path)} is not there.",
        LinkKind.Workspace when context.Skills.FirstOrDefault(skill => skill.Path == target.Path) is { } skill => MentionHover.Of(skill),
        LinkKind.Workspace or LinkKind.Outside => "This leads out of the skill's folder, so it is lost when the skill is shared.",
        _ => null,
    };

    private static BundleFile? File(string path, EditingContext context)
        => context.Check.Bundle?.FirstOrDefault(file => file.Path == path);

    private static string Of(BundleFile file) => file.Kind switch
    {
        BundleFileKind.Folder => $"{MarkdownText.Code(file.Path)} is a folder of this skill.",
        BundleFileKind.File => $"{MarkdownText.Code(file.Path)}, {BundlePaths.Size(file.Size)}",
        _ => $"{MarkdownText.Code(file.Path)} is no plain file, so it is not read.",
    };
}
