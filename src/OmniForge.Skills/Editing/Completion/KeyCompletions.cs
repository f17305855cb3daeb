using OmniForge.Skills.Rules;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>Fields that are not there yet, those that must be there first.</summary>
internal static class KeyCompletions
{
    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place.Kind != PlaceKind.Key)
        {
            yield break;
        }

        var present = Present(request);
        var index = 0;
        foreach (var name in FieldTable.Names)
        {
            if (FieldTable.Find(name) is not { OfAgent: false } field || !field.Accepted[(int)request.Profile] || present.Contains(name))
            {
                continue;
            }

            var required = name is FieldNames.Name or FieldNames.Description;
            yield return Proposal(
                request, name, Value(request, field), required ? "required" : null, CompletionRequest.Sort(required ? 0 : 1, index++));
        }

        foreach (var name in OwnFields(request).Where(name => !present.Contains(name)))
        {
            yield return Proposal(request, name, " ", "field of this project", CompletionRequest.Sort(2, index++));
        }
    }

    private static IEnumerable<string> OwnFields(CompletionRequest request)
        => request.Profile is SkillProfile.AgentSkills or SkillProfile.ClaudeCode
            ? request.Context.Check.Known.Fields.Where(name => FieldTable.Find(name) is null).Order(StringComparer.Ordinal)
            : [];

    private static HashSet<string> Present(CompletionRequest request)
        => [.. request.Place.Fields.Entries
            .Where(entry => request.Place.Offset < entry.KeySpan.Start || request.Place.Offset > entry.KeySpan.End)
            .Select(entry => entry.Key)];

    private static SkillCompletion Proposal(CompletionRequest request, string name, string value, string? detail, string sort)
        => new(
            name,
            SkillCompletionKind.Field,
            new(request.Place.Word, request.Place.End == PlaceEnd.Closed ? name : $"{name}:{value}"),
            detail,
            FieldTexts.Of(name, request.Profile),
            sort,
            name);

    /// <summary>What follows the colon, so that only the value itself is left to write.</summary>
    private static string Value(CompletionRequest request, FieldSpec field)
    {
        var next = Snapped.LineBreak(request.Text);
        return field.Name switch
        {
            FieldNames.Name when request.Context.Check.FolderName is { Length: > 0 } folder => " " + SafeScalar.Write(folder),
            FieldNames.Context => " fork",
            FieldNames.UserInvocable => " false",
            _ => field.Kind switch
            {
                FieldKind.Boolean => " true",
                FieldKind.Tools when request.Profile == SkillProfile.AgentSkills => " ",
                FieldKind.Tools or FieldKind.Labels => $"{next}  - ",
                FieldKind.Map or FieldKind.Metadata => $"{next}  ",
                _ => " ",
            },
        };
    }
}
