using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>Name and description: there, well-formed, not too long (OF3001, OF3002, OF3009 to OF3015, OF3020).</summary>
internal static class IdentityRules
{
    private const int MaxName = 64;
    private const int MaxDescription = 1_024;
    private const int AdvisedDescription = 80;
    private const int MaxListing = 1_536;

    public static void Check(RuleContext context)
    {
        CheckMissing(context, "OF3001", FieldNames.Name, "without one the skill cannot be found. Add 'name:' with the name of its folder.",
            () => NewName(context));
        CheckMissing(context, "OF3002", FieldNames.Description,
            "without one nobody knows when to use the skill. Add 'description:' with one sentence.",
            () => BodyStart.Summary(context.Document.Body) is { } summary
                ? ("Take over the first sentence of the instructions", FixKind.Choice, summary) : null);
        if (context.Scalar(FieldNames.Name) is { } name && !string.IsNullOrWhiteSpace(name.Text))
        {
            CheckName(context, name);
        }

        if (context.Scalar(FieldNames.Description) is { } description && !string.IsNullOrWhiteSpace(description.Text))
        {
            CheckDescription(context, description);
        }
    }

    private static void CheckMissing(RuleContext context, string rule, string key, string consequence,
        Func<(string Title, FixKind Kind, string Value)?> stub)
    {
        var entry = context.Fields.Find(key);
        if (entry is null && context.FieldsPlace is { } place)
        {
            // A key in another spelling is already reported as that.
            if (!context.Fields.Entries.Any(other => KeyRules.Meant(other.Key) == key))
            {
                var above = key == FieldNames.Description ? FieldNames.Name : null;
                context.Report(rule, place, $"The {key} is missing; {consequence}", stub() is not var (title, kind, value) ? []
                    : [new(title, kind, [FieldEdits.Insert(context, $"{key}: {Writing.SafeScalar.Write(value)}", above)])]);
            }
        }
        else if (entry is { Broken: false, Value: ScalarNode value } && (value.IsNull || string.IsNullOrWhiteSpace(value.Text)))
        {
            context.Report(rule, entry.KeySpan, $"The {key} is empty; {consequence}", stub() is not var (title, kind, text) ? []
                : [new(title, kind, [FieldEdits.Fill(context, entry, Writing.SafeScalar.Write(text))])]);
        }
    }

    private static void CheckName(RuleContext context, ScalarNode name)
    {
        var text = name.Text;
        var kebab = Kebab(text);
        var fixes = Kebab(context, name, kebab);
        var length = Characters(text);
        if (length > MaxName)
        {
            context.Report("OF3009", name.Span, $"The name has {length} characters, {MaxName} are allowed; longer names are "
                + "refused. Shorten it.", fixes);
        }
        else if (text.Any(c => c is not ('-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))))
        {
            var foreign = text.All(c => c == '-' || char.IsAsciiDigit(c) || char.IsLower(c));
            context.Report(foreign ? "OF3009/letter" : "OF3009", name.Span,
                $"'{text}' holds characters that a name cannot have, so the skill may not load. Use a-z, 0-9 and '-' only.", fixes);
        }
        else if (text[0] == '-' || text[^1] == '-' || text.Contains("--", StringComparison.Ordinal))
        {
            context.Report("OF3009", name.Span,
                $"'{text}' starts or ends with '-' or doubles it, so the skill may not load. Put single hyphens between words "
                    + "only.", fixes);
        }
        else if (context.FolderName is { } folder && folder != text)
        {
            context.Report("OF3010", name.Span,
                $"The name is '{text}' but the folder is '{folder}', so the skill is not found under its name. Make them equal.",
                [SkillFix.Choice($"Write '{folder}'", name.Span, Writing.SafeScalar.Write(folder))]);
        }
        else if (NameTable.Reserved.Contains(text))
        {
            context.Report("OF3011", name.Span, $"'{text}' is a reserved name that some programs skip. Choose another one.");
        }
    }

    /// <summary>The folder's name, else one made of the first heading; null = neither can be a name.</summary>
    internal static (string Title, FixKind Kind, string Value)? NewName(RuleContext context)
    {
        if (context.FolderName is { } folder && IsName(folder))
        {
            return ($"Write '{folder}'", FixKind.Safe, folder);
        }

        var heading = Kebab(BodyStart.Heading(context.Document.Body) ?? "");
        return heading.Length == 0 ? null : ($"Write '{heading}'", FixKind.Choice, heading);
    }

    // Only where nothing but case and separators change is the new name certainly the one meant.
    private static SkillFix[] Kebab(RuleContext context, ScalarNode name, string kebab)
    {
        if (kebab.Length == 0)
        {
            return [];
        }

        // Where the folder is called otherwise, it has to be renamed, too.
        var same = name.Text.Length <= MaxName && NameWords.KeepsAll(name.Text) && (context.FolderName ?? kebab) == kebab;
        var folder = context.FolderName is { } place && IsName(place) ? place : null;
        return folder is not null && folder != kebab
            ? [SkillFix.Choice($"Write '{folder}'", name.Span, folder)]
            : [new($"Write '{kebab}'", same ? FixKind.Safe : FixKind.Choice, [new(name.Span, kebab)])];
    }

    private static bool IsName(string text) => text.Length is > 0 and <= MaxName && Kebab(text) == text;

    private static void CheckDescription(RuleContext context, ScalarNode description)
    {
        var text = description.Text.Trim();
        var length = Characters(text);
        if (length > MaxDescription && RuleTable.Severity("OF3012", context.Profile) is not null)
        {
            context.Report("OF3012", description.Span,
                $"The description has {length} characters, {MaxDescription} are allowed; longer ones are refused. Shorten it.",
                Shortened(context, description, text, MaxDescription));
        }
        else if (length > AdvisedDescription)
        {
            context.Report("OF3013", description.Span,
                $"The description has {length} characters; lists show only the first {AdvisedDescription}. Shorten it.",
                Shortened(context, description, text, AdvisedDescription));
        }

        var listing = length + Characters((context.Scalar("when_to_use")?.Text ?? "").Trim());
        if (listing > MaxListing)
        {
            context.Report("OF3014", description.Span,
                $"'description' and 'when_to_use' have {listing} characters together and are cut after {MaxListing}. Shorten them.");
        }

        if (text.Contains('\n', StringComparison.Ordinal))
        {
            var line = string.Join(' ', text.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            context.Report("OF3015", description.Span, "The description runs over several lines, but lists show one. Write it as "
                + "one line.", [new("Write it as one line", FixKind.Safe, [FieldEdits.Value(context, description, line)])]);
        }

        if (text.AsSpan().ContainsAny('<', '>'))
        {
            context.Report("OF3020", description.Span, "The description holds '<' or '>', which some upload checks refuse. Use "
                + "words instead.");
        }
    }

    private static SkillFix Shortened(RuleContext context, ScalarNode description, string text, int most)
    {
        var cut = BodyStart.Cut(text.ReplaceLineEndings(" "), most);
        var title = most == AdvisedDescription ? $"Keep only '{cut}'" : $"Keep only the first {Characters(cut)} characters";
        return new(title, FixKind.Platform, [FieldEdits.Value(context, description, cut)]);
    }

    private static int Characters(string text) => text.EnumerateRunes().Count();

    private static string Kebab(string text) => NameWords.Joined(text, MaxName);
}
