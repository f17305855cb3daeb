namespace OmniForge.Skills.Editing.Completion;

/// <summary>Paths of bundled files in links and code spans of the instructions, and skills beside this one in links.</summary>
internal static class BundlePathCompletions
{
    private const string OutsideUrl = " ()<>";

    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place.Kind != PlaceKind.Body
            || BodyPlace.Read(request.Text, request.Place.Offset, request.Document.BodyStart)
                is not { Kind: BodyPlaceKind.Link or BodyPlaceKind.Code } place)
        {
            return [];
        }

        var link = place.Kind == BodyPlaceKind.Link;
        var dotted = request.Text.AsSpan(place.Word.Start, request.Place.Offset - place.Word.Start).StartsWith("./") ? "./" : "";
        return BundlePaths.Files(request.Context.Check)
            .Where(file => !link || file.Path.AsSpan().IndexOfAny(OutsideUrl) < 0)
            .Select((file, i) => new SkillCompletion(
                file.Path,
                SkillCompletionKind.File,
                new(place.Word, dotted + file.Path),
                BundlePaths.Size(file.Size),
                null,
                CompletionRequest.Sort(0, i),
                dotted + file.Path));
    }
}
