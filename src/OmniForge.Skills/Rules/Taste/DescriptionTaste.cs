using System.Buffers;

namespace OmniForge.Skills.Rules.Taste;

/// <summary>How a description reads (OF6901, OF6902, OF6907).</summary>
internal static class DescriptionTaste
{
    private const int LeastLength = 20;

    private static readonly SearchValues<string> Occasions = SearchValues.Create(
        ["when ", "whenever", "use for", "use this", "use it", "used for", "used to", "useful for", "helpful for", "if the user", "trigger", "before ", "after "],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Persons = ["i", "i'm", "i'll", "my", "me", "we", "we'll", "our", "us", "you", "you're", "you'll", "your"];

    public static void CheckOccasion(RuleContext context)
    {
        if (context.Scalar(FieldNames.Description) is { Text.Length: > 0 } description && !description.Text.AsSpan().ContainsAny(Occasions))
        {
            context.Report("OF6901", description.Span,
                "The description does not say when to use the skill, so some agents choose it less often. Add \"Use when …\".");
        }
    }

    public static void CheckPerson(RuleContext context)
    {
        if (context.Scalar(FieldNames.Description) is not { } description)
        {
            return;
        }

        var source = context.Text.AsSpan(description.Span.Start, description.Span.Length);
        var from = 0;
        foreach (var range in source.SplitAny(' ', '\t', '\n', '\r', '"', ',', '.', '!', '?', '(', ')', ':', ';'))
        {
            var word = source[range];
            from = range.GetOffsetAndLength(source.Length).Offset;
            // "US" is a country.
            if (word is not "US" && Persons.Contains(word.ToString().Replace('’', '\''), StringComparer.OrdinalIgnoreCase))
            {
                context.Report("OF6902", new(description.Span.Start + from, word.Length),
                    $"'{word}' speaks from a person's view; the agent reads the description as a fact about the skill. Write \"Does …\".");
                return;
            }
        }
    }

    public static void CheckShort(RuleContext context)
    {
        if (context.Scalar(FieldNames.Description) is { } description && description.Text.Trim() is { Length: > 0 and < LeastLength } text)
        {
            context.Report("OF6907", description.Span,
                $"The description has {text.Length} characters; fewer than {LeastLength} rarely say what the skill does. Add a few words.");
        }
    }
}
