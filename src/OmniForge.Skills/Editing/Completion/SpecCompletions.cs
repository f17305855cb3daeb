namespace OmniForge.Skills.Editing.Completion;

/// <summary>What fits between the parentheses of a tool: commands of the instructions, paths of the bundle, hosts of its links.</summary>
internal static class SpecCompletions
{
    private static readonly string[] PathTools = ["Read", "Write", "Edit", "Glob", "Grep"];

    public static IEnumerable<SkillCompletion> For(CompletionRequest request)
    {
        if (request.Place.Kind != PlaceKind.Spec)
        {
            return [];
        }

        var specs = request.Place.Tool switch
        {
            "Bash" => Commands(request),
            "WebFetch" => Hosts(request),
            _ when PathTools.Contains(request.Place.Tool) => Paths(request),
            _ => [],
        };
        return specs
            .DistinctBy(spec => spec.Text, StringComparer.Ordinal)
            .Select((spec, i) => request.Item(spec.Text, SkillCompletionKind.Pattern, spec.Detail, null, CompletionRequest.Sort(0, i)))
            .OfType<SkillCompletion>();
    }

    private static IEnumerable<(string Text, string Detail)> Commands(CompletionRequest request)
    {
        foreach (var pattern in ShellCommands.Patterns(request.Document))
        {
            yield return (pattern, "used in the instructions");
        }

        var files = BundlePaths.Files(request.Context.Check);
        foreach (var file in files.Where(file => file.Path.StartsWith("scripts/", StringComparison.Ordinal)))
        {
            yield return ($"${{SKILL_DIR}}/{file.Path} *", "script of this skill");
        }
    }

    private static IEnumerable<(string Text, string Detail)> Paths(CompletionRequest request)
    {
        foreach (var folder in BundlePaths.Folders(request.Context.Check))
        {
            yield return ($"{folder}/**", "everything below this folder");
        }

        foreach (var file in BundlePaths.Files(request.Context.Check))
        {
            yield return (file.Path, BundlePaths.Size(file.Size));
        }
    }

    private static IEnumerable<(string Text, string Detail)> Hosts(CompletionRequest request)
    {
        var body = request.Document.Body;
        for (var at = body.IndexOf("://", StringComparison.Ordinal); at >= 0; at = body.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            var rest = body.AsSpan(at + 3);
            var length = 0;
            while (length < rest.Length && length < 254 && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '-' or '.'))
            {
                length++;
            }

            var host = rest[..length].TrimEnd('.').ToString().ToLowerInvariant();
            if (host.Contains('.', StringComparison.Ordinal) && IsWeb(body.AsSpan(0, at)))
            {
                yield return ($"domain:{host}", "named in the instructions");
            }
        }

        yield return ("domain:example.com", "one host");
        yield return ("domain:*.example.com", "every host below it");
    }

    private static bool IsWeb(ReadOnlySpan<char> before) => before.EndsWith("http") || before.EndsWith("https");
}
