using System.Globalization;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Rules;

/// <summary>Placeholders of the body that will stay as written (OF5002, OF5003).</summary>
internal static class PlaceholderRules
{
    public static void Check(RuleContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var declared = context.Profile == SkillProfile.ClaudeCode ? Declared(context) : null;
        foreach (var segment in context.Document.Segments.Where(segment => !segment.InCode))
        {
            var place = segment.Span with { Start = segment.Span.Start + context.Document.BodyStart };
            switch (segment.Kind)
            {
                case SegmentKind.UnknownVariable when !IsMeant(context, segment.Value):
                    break;
                case SegmentKind.UnknownVariable when seen.Add("{" + segment.Value):
                    var known = BodyVariables.Offered(context.Profile);
                    var nearest = Nearest.Find(segment.Value.ToUpperInvariant(),
                        context.Profile == SkillProfile.ClaudeCode ? known : BodyVariables.Names);
                    context.Report("OF5003", place,
                        $"'${{{segment.Value}}}' stands for nothing and stays as written.{Nearest.Question(nearest)} Known: "
                            + $"{string.Join(", ", known.Select(name => $"${{{name}}}"))}.",
                        nearest is null ? [] : [SkillFix.Choice($"Write '${{{nearest}}}'", place, $"${{{nearest}}}")]);
                    break;
                case SegmentKind.Setting when !IsText(context, declared, segment.Value) && seen.Add(segment.Value):
                    context.Report("OF5002", place,
                        $"'${segment.Value}' stays as written unless "
                            + (context.Profile == SkillProfile.ClaudeCode ? $"'arguments' names '{segment.Value}'" : $"the agent has a setting '{segment.Value}'")
                            + ". Write "
                            + $"'\\${segment.Value}' if that is meant.", Escape(segment.Value, place));
                    break;
                case SegmentKind.Argument when IsPrice(context.Document.Body, segment.Span):
                    context.Report("OF5002", place,
                        $"'${segment.Value}' is replaced by an argument although it looks like a price. Write "
                            + $"'\\${segment.Value}' if it is one.", Escape(segment.Value, place));
                    break;
                case SegmentKind.Argument when IsBeyond(declared, segment.Value) && seen.Add(segment.Value):
                    var written = context.Text.Substring(place.Start, place.Length);
                    context.Report("OF5002", place,
                        $"'{written}' stays as written: 'arguments' names only {declared!.Count}, counted from 0. Name one more there, or write "
                            + $"'\\{written}' if that is meant.", Escape(written[1..], place));
                    break;
            }
        }
    }

    // A variable is written in capitals; "${amount}" is a gap that the model fills. Claude Code has two more inside its plugins.
    private static bool IsMeant(RuleContext context, string name)
        => !name.AsSpan().ContainsAnyInRange('a', 'z')
        && !(context.Profile is SkillProfile.ClaudeCode or SkillProfile.AgentSkills && name is "CLAUDE_PLUGIN_ROOT" or "CLAUDE_PLUGIN_DATA");

    private static SkillFix[] Escape(string name, TextSpan place)
        => [SkillFix.Choice($"Write '\\${name}'", place with { Length = 0 }, "\\")];

    private static bool IsPrice(string body, TextSpan span)
        => span.End + 1 < body.Length && body[span.End] is '.' or ',' && char.IsAsciiDigit(body[span.End + 1]);

    // Where no names are given, "$EDITOR" is a text like any other.
    private static bool IsText(RuleContext context, IReadOnlyList<string>? declared, string name)
        => declared is not null && (context.Value("arguments") is null || declared.Contains(name));

    private static IReadOnlyList<string> Declared(RuleContext context)
        => context.Fields.Text("arguments")?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? context.Fields.Texts("arguments");

    // Without declared names nobody knows how many there will be.
    private static bool IsBeyond(IReadOnlyList<string>? declared, string index)
        => declared is { Count: > 0 } && int.Parse(index, CultureInfo.InvariantCulture) >= declared.Count;
}
