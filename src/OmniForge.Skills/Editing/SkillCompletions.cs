using OmniForge.Skills.Editing.Completion;

namespace OmniForge.Skills.Editing;

/// <summary>Proposes what can be written at a place of a skill, broken or half-written files included.</summary>
public static class SkillCompletions
{
    private static readonly Func<CompletionRequest, IEnumerable<SkillCompletion>>[] Providers =
    [
        TemplateCompletions.For,
        KeyCompletions.For,
        ValueCompletions.For,
        TagCompletions.For,
        ToolCompletions.For,
        SpecCompletions.For,
        VariableCompletions.For,
        BundlePathCompletions.For,
        CodeSpanCompletions.For,
    ];

    /// <summary>All proposals in the order of their sort texts; the caller filters by what was typed. Never throws.</summary>
    /// <param name="document">The file as it is now.</param>
    /// <param name="offset">The cursor in UTF-16 units; outside the text it counts as the nearest edge.</param>
    /// <param name="context">What is known around the file.</param>
    public static IReadOnlyList<SkillCompletion> At(SkillDocument document, int offset, EditingContext context)
    {
        var request = new CompletionRequest(PlaceReader.Read(document, offset), context);
        return request.Place.Kind == PlaceKind.Nowhere
            ? []
            : [.. Providers.SelectMany(provider => provider(request)).OrderBy(found => found.SortText, StringComparer.Ordinal)];
    }
}
