using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>The frame of a whole file where there is none, and of its fields where only instructions stand.</summary>
internal static class TemplateCompletions
{
    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place.Kind != PlaceKind.Start)
        {
            yield break;
        }

        var text = request.Text;
        var rest = text.AsSpan(request.Place.Word.End);
        var name = request.Context.Check.FolderName is { Length: > 0 } folder ? folder : "my-skill";
        var next = Snapped.LineBreak(text);
        var fields = $"---\nname: {SafeScalar.Write(name)}\ndescription: Says in one sentence what it does and when to use it.\n---\n";
        var frame = rest.IsWhiteSpace()
            ? $"{fields}\n# {name}\n\n1. Say here what to do first.\n"
            : fields + "\n";
        yield return new(
            rest.IsWhiteSpace() ? "New skill" : "Fields of a skill",
            SkillCompletionKind.Template,
            new(request.Place.Word, frame.Replace("\n", next, StringComparison.Ordinal)),
            "name, description and instructions",
            null,
            CompletionRequest.Sort(0, 0),
            request.Place.Word.Length == 0 ? "---" : text.Substring(request.Place.Word.Start, request.Place.Word.Length));
    }
}
