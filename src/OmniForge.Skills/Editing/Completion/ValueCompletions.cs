using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>The values of fields that allow only some, and names that follow from the place of the file.</summary>
internal static class ValueCompletions
{
    private static readonly (string, string?)[] Booleans = [("true", null), ("false", null)];

    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place.Kind != PlaceKind.Value)
        {
            return [];
        }

        var folder = request.Context.Check.FolderName;
        var values = request.Place.Field switch
        {
            FieldNames.Name => folder is { Length: > 0 } ? [(folder, "the folder's name")] : [],
            FieldNames.Description => Opening(request),
            FieldNames.Model => Models(request),
            FieldNames.Context when request.Profile == SkillProfile.ClaudeCode => [("fork", ContextText("fork"))],
            var field when PlaceReader.KindOf(field) == FieldKind.Boolean => Booleans,
            var field => (FieldTable.Find(field)?.Values ?? [])
                .Select(value => (value, field == FieldNames.Context ? ContextText(value) : null)),
        };
        return Bare(request, values);
    }

    private static string? ContextText(string value)
        => value == "fork" ? "a context of its own, with a smaller budget" : "the context of whoever calls it; the default";

    // SafeScalar would put true and false in quotes, because a text that looks like them needs some.
    private static IEnumerable<SkillCompletion> Bare(CompletionRequest request, IEnumerable<(string Value, string? Detail)> values)
        => PlaceReader.KindOf(request.Place.Field) == FieldKind.Boolean && request.Place.Quote == '\0'
            ? request.Values(values).Select(found => found with { Edit = found.Edit with { NewText = request.Place.Lead + found.Label } })
            : request.Values(values);

    private static IEnumerable<(string, string?)> Models(CompletionRequest request)
        => (request.Context.Check.Known.Models ?? new HashSet<string>()).Order(StringComparer.Ordinal)
            .Where(model => model != "inherit")
            .Select(model => (model, (string?)null))
            .Prepend(("inherit", "the model of the agent; the default"));

    /// <summary>The first sentence of the instructions, when it is short enough for a list.</summary>
    private static IEnumerable<(string, string?)> Opening(CompletionRequest request)
    {
        foreach (var line in request.Document.Body.AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (text.IsEmpty || text[0] is '#' or '<' or '`' or '~' or '-' or '*' or '|' or '!' or '>')
            {
                continue;
            }

            var end = text.IndexOf(". ");
            text = end < 0 ? text : text[..(end + 1)];
            return text.Length is > 10 and <= 80 ? [(text.ToString(), "the first sentence of the instructions")] : [];
        }

        return [];
    }
}
