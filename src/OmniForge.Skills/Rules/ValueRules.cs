using System.Globalization;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Rules;

/// <summary>Values outside the allowed set (OF3008, OF3016, OF3018, OF5001).</summary>
internal static class ValueRules
{
    private const int MaxModel = 128;
    private const int MaxCompatibility = 500;
    private const int MaxPriority = 999;
    private const int MaxTags = 16;
    private const int MaxTag = 32;

    public static void Check(RuleContext context)
    {
        OneOf(context, FieldNames.Context, context.Profile == SkillProfile.ClaudeCode ? ["fork"] : ["inherit", "fork"]);
        if (context.Accepts("effort"))
        {
            OneOf(context, "effort", ["low", "medium", "high", "xhigh", "max"]);
            OneOf(context, "shell", ["bash", "powershell"]);
        }

        CheckModel(context);
        CheckCompatibility(context);
        CheckPriority(context);
        CheckTags(context);
        CheckFork(context);
    }

    private static void OneOf(RuleContext context, string key, string[] allowed)
    {
        if (context.Scalar(key) is { } value && !allowed.Contains(value.Text))
        {
            var nearest = Nearest.Find(value.Text.ToLowerInvariant(), allowed)
                ?? allowed.FirstOrDefault(word => word.Equals(value.Text, StringComparison.OrdinalIgnoreCase));
            context.Report("OF3008", value.Span,
                $"'{value.Text}' is not a value of '{key}', so the field is ignored. Use "
                    + $"{(allowed.Length > 1 ? string.Join(", ", allowed[..^1]) + " or " : "")}{allowed[^1]}.{(allowed.Length > 1 ? Nearest.Question(nearest) : "")}",
                [.. (nearest is null ? allowed : [nearest]).Select(word => SkillFix.Choice($"Write {word}", value.Span, word))]);
        }
    }

    private static void CheckModel(RuleContext context)
    {
        if (context.Scalar(FieldNames.Model) is { } model
            && (model.Text.EnumerateRunes().Count() > MaxModel || model.Text.Length == 0 || model.Text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            context.Report("OF3008", model.Span,
                $"This cannot be the id of a model, so the skill would not run. Write one id of at most {MaxModel} characters "
                    + "without blanks, or inherit.");
        }
    }

    private static void CheckCompatibility(RuleContext context)
    {
        if (context.Scalar("compatibility") is { } value && value.Text.Trim().EnumerateRunes().Count() is 0 or > MaxCompatibility)
        {
            context.Report("OF3016", value.Span, $"'compatibility' must be a text of 1 to {MaxCompatibility} characters. Shorten "
                + "it or remove it.");
        }
    }

    private static void CheckPriority(RuleContext context)
    {
        if (context.Value(FieldNames.Priority) is not { } value)
        {
            return;
        }

        var written = value is ScalarNode { Form: ScalarForm.Plain } scalar
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and <= MaxPriority;
        if (!written)
        {
            context.Report("OF3018", value.Span, $"'priority' must be a whole number from 0 to {MaxPriority}; as written it "
                + "counts as 0. Correct it.", Number(context, value));
        }
    }

    private static void CheckTags(RuleContext context)
    {
        if (context.Value(FieldNames.Tags) is not { } value)
        {
            return;
        }

        if (value is not ListNode list || list.Items.Any(item => item is not ScalarNode))
        {
            context.Report("OF3018", value.Span, "'tags' must be a list of short labels; as written it is not read. Write "
                + "[first, second].", Labels(value));
            return;
        }

        if (list.Items.Count > MaxTags)
        {
            context.Report("OF3018/label", list.Span, $"There are {list.Items.Count} tags; only {MaxTags} are used. Remove some.");
        }

        foreach (var tag in list.Items.Cast<ScalarNode>().Where(tag => !IsLabel(tag.Text)))
        {
            context.Report("OF3018/label", tag.Span, $"'{tag.Text}' cannot be searched for. A tag has 1 to {MaxTag} characters "
                + "of a-z, 0-9 and '-'.",
                Label(tag.Text) is { } label ? [SkillFix.Choice($"Write '{label}'", tag.Span, SafeScalar.Write(label))] : []);
        }
    }

    private static IReadOnlyList<SkillFix> Number(RuleContext context, Node value) => value switch
    {
        ScalarNode { Form: ScalarForm.Quoted } text when InRange(text.Text) => [SkillFix.Safe("Remove the quotes", text.Span, text.Text)],
        ScalarNode text when int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            => [SkillFix.Choice($"Write {Math.Clamp(number, 0, MaxPriority)}", text.Span,
                Math.Clamp(number, 0, MaxPriority).ToString(CultureInfo.InvariantCulture))],
        ListNode { Items: [ScalarNode { Form: ScalarForm.Plain } only] } when InRange(only.Text) => TypeRules.Unwrapped(context, value),
        _ => [],
    };

    private static bool InRange(string text) => text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit);

    // Words between commas are the list, only without its brackets.
    private static SkillFix[] Labels(Node value)
    {
        var labels = value is ScalarNode { Form: not ScalarForm.Block } text ? text.Text.Split(',', StringSplitOptions.TrimEntries) : [];
        return labels.Length > 0 && labels.All(IsLabel)
            ? [SkillFix.Safe("Write them as a list", value.Span, $"[{string.Join(", ", labels.Select(SafeScalar.Write))}]")]
            : [];
    }

    private static string? Label(string tag)
    {
        var label = string.Join('-', tag.ToLowerInvariant().Split([' ', '_', '/', '.'], StringSplitOptions.RemoveEmptyEntries));
        return IsLabel(label) ? label : null;
    }

    private static bool IsLabel(string tag)
        => tag.Length is > 0 and <= MaxTag && tag.All(c => c == '-' || char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c));

    private static void CheckFork(RuleContext context)
    {
        if (context.Document.Fork || context.Fields.Find(FieldNames.Context) is { Broken: true })
        {
            return;
        }

        foreach (var entry in context.Fields.Entries.Where(entry => entry.Key is "agent" or "background" && !entry.Broken))
        {
            context.Report("OF5001", entry.KeySpan, $"'{entry.Key}' only works together with 'context: fork', so it has no "
                + "effect. Add that line or remove this one.",
                [Forked(context, entry), SkillFix.Choice($"Remove '{entry.Key}'", context.Lines(entry), "")]);
        }
    }

    private static SkillFix Forked(RuleContext context, Entry entry) => new("Write 'context: fork'", FixKind.Choice,
        [context.Fields.Find(FieldNames.Context) is { } set
            ? FieldEdits.Fill(context, set, "fork")
            : FieldEdits.Insert(context, "context: fork", entry.Key)]);
}
