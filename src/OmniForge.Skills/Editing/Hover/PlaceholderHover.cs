using System.Globalization;
using OmniForge.Skills.Editing.Navigation;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Editing.Hover;

/// <summary>What a placeholder or an embedded command of the instructions becomes.</summary>
internal static class PlaceholderHover
{
    public static SkillHover? At(SkillSpot spot, EditingContext context)
        => spot.Placeholder() is var (segment, span)
            ? new(segment.Kind == SegmentKind.Command
                ? Command(segment.Value, spot.Document)
                : $"**{MarkdownText.Code(spot.Text.Substring(span.Start, span.Length))}** becomes {Meaning(segment, spot.Document, context)}.", span)
            : null;

    private static string Meaning(Segment segment, SkillDocument document, EditingContext context) => segment.Kind switch
    {
        SegmentKind.Arguments => PlaceholderTexts.Arguments,
        SegmentKind.Argument => PlaceholderTexts.Argument(int.Parse(segment.Value, CultureInfo.InvariantCulture)),
        SegmentKind.Setting => Setting(segment.Value, document, context),
        _ => PlaceholderTexts.Variable(segment.Value),
    };

    private static string Setting(string name, SkillDocument document, EditingContext context)
    {
        var names = ArgumentNames.Of(document);
        var index = context.Check.Profile == SkillProfile.ClaudeCode ? names.ToList().FindIndex(found => found.Name == name) : -1;
        return index >= 0 ? $"argument {index + 1} in Claude Code; {PlaceholderTexts.Setting(name)} here" : PlaceholderTexts.Setting(name);
    }

    private static string Command(string text, SkillDocument document)
    {
        var command = Permissions.Command.Read(text, out var refusal, Permissions.SkillPlace.Symbolic);
        var item = command is null ? null : document.AllowedTools?.FirstAdmitting(new("Bash", command.Subject), command, Permissions.SkillPlace.Symbolic);
        var verdict = command is null ? $"It will not run: {refusal}"
            : item is null ? "It will not run: the tool list of this file does not name it."
            : $"{MarkdownText.Code(item.Text)} of the tool list lets it run, where the host has switched commands on.";
        return $"**Embedded command** {MarkdownText.Code(text)}\n\nIts output stands here when the skill starts, marked as untrusted. {verdict}";
    }
}
