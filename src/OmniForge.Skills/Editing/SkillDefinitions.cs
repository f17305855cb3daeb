using OmniForge.Skills.Editing.Navigation;

namespace OmniForge.Skills.Editing;

/// <summary>Leads from a use to what it names: another skill, a bundled file, an argument, an entry of the tool list.</summary>
public static class SkillDefinitions
{
    /// <summary>Null when nothing at this place names anything that is known. Never throws.</summary>
    public static SkillLocation? At(SkillDocument document, int offset, EditingContext context)
    {
        var spot = new SkillSpot(document, offset);
        foreach (var link in SkillLinks.Of(document, context))
        {
            if (spot.Holds(link.Span))
            {
                return link.Target;
            }
        }

        if (spot.Argument() is var (name, _))
        {
            var declared = ArgumentNames.Of(document).FirstOrDefault(found => found.Name == name);
            return declared.Name is null ? null : SkillLocation.Here(declared.Span);
        }

        return spot.Code() is { } code && Item(document, document.Text.Substring(code.Start, code.Length)) is { } item
            ? SkillLocation.Here(item)
            : null;
    }

    private static TextSpan? Item(SkillDocument document, string tool)
        => document.AllowedTools?.Items.FirstOrDefault(item => item.Covers(tool))?.Span;
}
