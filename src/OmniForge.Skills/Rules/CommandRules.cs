using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Rules;

/// <summary>Embedded commands that will not run (OF5004, OF7004).</summary>
internal static class CommandRules
{
    public static void Check(RuleContext context)
    {
        var unreadable = context.Fields.Find(FieldNames.AllowedTools) is { Broken: true } or { Value: MapNode } || IsListWrong(context);
        foreach (var segment in context.Document.Segments.Where(segment => segment.Kind == SegmentKind.Command))
        {
            var place = segment.Span with { Start = segment.Span.Start + context.Document.BodyStart };
            var command = Command.Read(segment.Value, out var refusal, SkillPlace.Symbolic);
            if (command is null)
            {
                context.Report("OF7004", place, $"This embedded command will not run. {refusal} Let the skill call Bash instead.");
            }
            else if (context.ToolList?.FirstAdmitting(new("Bash", command.Subject), command, SkillPlace.Symbolic) is null && !unreadable)
            {
                context.Report("OF5004", place,
                    $"This embedded command will not run: 'allowed-tools' of this file does not list it. Add 'Bash({segment.Value.Trim()})'.",
                    Added(context, $"Bash({segment.Value.Trim()})"));
            }
        }
    }

    /// <summary>Whether a mistake in the list or its name is reported already, so that the commands may be allowed once it is mended.</summary>
    private static bool IsListWrong(RuleContext context) => context.ToolList is { } list
        ? list.Items.Any(item => item.Fault == PatternFault.Unbalanced || (item.Name != "Bash" && Nearest.Find(item.Name, ["Bash"]) is not null))
        : context.Fields.Entries.Any(entry => KeyRules.Meant(entry.Key) == FieldNames.AllowedTools);

    private static SkillFix[] Added(RuleContext context, string item)
    {
        var edit = context.Fields.Find(FieldNames.AllowedTools) is { } entry
            ? ItemEdits.Append(context.Text, entry, item)
            : context.FieldsPlace is null ? null
            : FieldEdits.Insert(context, $"allowed-tools:\n  - {Writing.SafeScalar.Write(item)}", FieldNames.Description);
        return edit is null ? [] : [new($"Add '{item}'", FixKind.Choice, [edit.Value])];
    }
}
