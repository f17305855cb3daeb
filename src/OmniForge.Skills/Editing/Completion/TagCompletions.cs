namespace OmniForge.Skills.Editing.Completion;

/// <summary>Tags that other skills of the workspace carry, the most used first.</summary>
internal static class TagCompletions
{
    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place is not { Kind: PlaceKind.Item, Field: FieldNames.Tags })
        {
            return [];
        }

        var own = request.Document.Tags.ToHashSet(StringComparer.Ordinal);
        own.Remove(request.Text.Substring(request.Place.Word.Start, request.Place.Word.Length));
        return request.Context.Skills
            .SelectMany(skill => skill.Tags)
            .GroupBy(tag => tag, StringComparer.Ordinal)
            .Where(same => !own.Contains(same.Key))
            .OrderByDescending(same => same.Count())
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .Select((same, i) => request.Item(
                same.Key, SkillCompletionKind.Value, $"{same.Count()} skills", null, CompletionRequest.Sort(0, i)))
            .OfType<SkillCompletion>();
    }
}
