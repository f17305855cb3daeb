using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>Placeholders of the instructions behind <c>$</c>, and path variables in the commands of a tool list.</summary>
internal static class VariableCompletions
{
    private static readonly string[] PathVariables = ["SKILL_DIR", "WORKSPACE", "CLAUDE_SKILL_DIR", "CLAUDE_PROJECT_DIR"];

    public static IEnumerable<SkillCompletion> For(CompletionRequest request) => request.Place.Kind switch
    {
        PlaceKind.Body when BodyPlace.Read(request.Text, request.Place.Offset, request.Document.BodyStart)
            is { Kind: BodyPlaceKind.Variable } place => InBody(request, place.Word),
        PlaceKind.Spec when request.Place.Tool is "Bash" or "Read" or "Write" or "Edit" => InSpec(request),
        _ => [],
    };

    private static IEnumerable<SkillCompletion> InBody(CompletionRequest request, TextSpan word)
    {
        var index = 0;
        if (word.Start + 1 >= request.Text.Length || request.Text[word.Start + 1] != '{')
        {
            foreach (var (text, meaning) in Arguments(request))
            {
                yield return Proposal(text, meaning, word, 0, index++);
            }
        }

        foreach (var name in Names(request.Profile))
        {
            yield return Proposal($"${{{name}}}", PlaceholderTexts.Variable(name), word, 1, index++);
        }
    }

    private static IEnumerable<SkillCompletion> InSpec(CompletionRequest request)
    {
        var place = request.Place;
        if (BodyPlace.Variable(request.Text, place.Offset, place.Word.Start) is not { } word)
        {
            yield break;
        }

        var head = request.Text[place.Word.Start..word.Start];
        var tail = request.Text[word.End..Math.Max(word.End, place.Word.End)];
        for (var i = 0; i < PathVariables.Length; i++)
        {
            // What follows the variable is still to be written, so the parenthesis is not closed for the author.
            var name = $"${{{PathVariables[i]}}}";
            if (Insertion.Item(place with { End = PlaceEnd.Closed }, head + name + tail) is { } written)
            {
                yield return new(name, SkillCompletionKind.Variable, written.Edit, PlaceholderTexts.Variable(PathVariables[i]), null,
                    CompletionRequest.Sort(1, i), written.Filter);
            }
        }
    }

    private static SkillCompletion Proposal(string text, string meaning, TextSpan word, int group, int index)
        => new(text, SkillCompletionKind.Variable, new(word, text), meaning, null, CompletionRequest.Sort(group, index), text);

    private static IEnumerable<(string, string)> Arguments(CompletionRequest request)
    {
        yield return ("$ARGUMENTS", PlaceholderTexts.Arguments);
        for (var i = 0; i < 3; i++)
        {
            yield return ($"${i}", PlaceholderTexts.Argument(i));
        }

        var names = ArgumentNames.Of(request.Document).Select(found => found.Name).Concat(UsedSettings(request));
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            yield return ($"${name}", PlaceholderTexts.Setting(name));
        }
    }

    private static IEnumerable<string> UsedSettings(CompletionRequest request)
        => request.Document.Segments
            .Where(segment => segment is { Kind: SegmentKind.Setting, InCode: false }
                && (request.Place.Offset < request.Document.BodyStart + segment.Span.Start
                    || request.Place.Offset > request.Document.BodyStart + segment.Span.End))
            .Select(segment => segment.Value);

    private static IEnumerable<string> Names(SkillProfile profile) => profile == SkillProfile.ClaudeCode
        ? BodyVariables.Names.Where(name => name.StartsWith("CLAUDE_", StringComparison.Ordinal))
        : BodyVariables.Names;
}
