using OmniForge.Skills.Parsing;
using OmniForge.Skills.Rules.Safety;

namespace OmniForge.Skills.Rules;

/// <summary>Which fields may stand in a file: unknown, misspelt, foreign and misplaced ones (OF3003 to OF3006).</summary>
internal static class KeyRules
{
    // One letter away from a field, but words that mean something else.
    private static readonly HashSet<string> OwnWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "mode", "path", "agents", "argument", "authors", "sources", "triggers", "names", "contexts", "models", "hook", "schedules",
    };

    public static void Check(RuleContext context)
    {
        foreach (var entry in context.Fields.Entries)
        {
            if (context.Check.Known.Fields.Contains(entry.Key) && context.Profile is SkillProfile.AgentSkills or SkillProfile.ClaudeCode)
            {
                continue;
            }

            if (FieldTable.Find(entry.Key) is { } field)
            {
                CheckKnown(context, entry, field);
            }
            else if (LookAlikes.Unmasked(entry.Key) is null)
            {
                CheckUnknown(context, entry);
            }
        }
    }

    /// <summary>The known field that an unknown key stands for; null = none.</summary>
    public static string? Meant(string key) => FieldTable.Find(key) is not null ? null : OtherSpelling(key) ?? NearestField(key) ?? Unmasked(key);

    /// <summary>Whether this is the key of a required field that the file lacks.</summary>
    public static bool IsMissedRequired(RuleContext context, string? key) => key is not null && IsRequired(context, key);

    private static void CheckKnown(RuleContext context, Entry entry, FieldSpec field)
    {
        if (field.OfAgent && !HasAgents(context))
        {
            context.Report("OF3006", entry.KeySpan,
                $"'{entry.Key}' says something about the skill that no program reads here, so it has no effect. {Away(context)}",
                [SkillFix.Choice($"Remove '{entry.Key}'", context.Lines(entry), "")]);
        }
        else if (field.OfAgent)
        {
            context.Report("OF3006", entry.KeySpan,
                $"'{entry.Key}' belongs to the agent, not to the skill, so it has no effect here. Move its value to the agent.",
                [new($"Move '{entry.Key}' to the agent (removes it here)", FixKind.Platform, [new(context.Lines(entry), "")]),
                    .. Moved(context, entry)]);
        }
        else if (!field.Accepted[(int)context.Profile])
        {
            context.Report("OF3005", entry.KeySpan, entry.Key == "disallowed-tools"
                ? "'disallowed-tools' is not applied here: these tools stay allowed. List what is allowed under 'allowed-tools' instead."
                : context.Profile == SkillProfile.OmniForgeStrict && field.Accepted[(int)SkillProfile.OmniForge]
                    ? $"'{entry.Key}' is none of the eight fields of this profile, which refuses every other. {Away(context)}"
                    : $"'{entry.Key}' is a field of another program and has no effect {Where(context.Profile)}. {Away(context)}",
                entry.Key == "disallowed-tools" ? GrantWithout(context, entry)
                    : [SkillFix.Choice($"Remove '{entry.Key}'", context.Lines(entry), ""), .. Moved(context, entry)]);
        }
    }

    private static void CheckUnknown(RuleContext context, Entry entry)
    {
        if (OtherSpelling(entry.Key) is { } meant && IsOffered(context, meant))
        {
            // Another word is a guess, and a list under its right name may allow more than before; another spelling is none.
            context.Report(IsRequired(context, meant) ? "OF3004/required" : "OF3004", entry.KeySpan,
                $"'{entry.Key}' is not read; the field is called '{meant}'. Rename it.",
                Renamed(context, entry, meant, Plain(entry.Key) == Plain(meant) ? FixKind.Safe : Slip(context, entry.Key, meant)));
            return;
        }

        var nearest = NearestField(entry.Key) is { } near && IsOffered(context, near) ? near : null;
        context.Report(nearest is not null && IsRequired(context, nearest) ? "OF3003/required" : "OF3003", entry.KeySpan,
            $"'{entry.Key}' is not a field of a skill, so it has no effect.{Nearest.Question(nearest)} "
            + (nearest is null ? Away(context) : "Rename it."),
            nearest is null ? Moved(context, entry) : Renamed(context, entry, nearest, Slip(context, entry.Key, nearest)));
    }

    // Two fields of one name are worse than one that is not read.
    private static SkillFix[] Renamed(RuleContext context, Entry entry, string meant, FixKind kind)
        => context.Fields.Find(meant) is not null
            ? [SkillFix.Choice($"Remove '{entry.Key}'", context.Lines(entry), ""), .. Moved(context, entry)]
            : [new($"Rename to '{meant}'", kind, [new(entry.KeySpan, meant)])];

    // One edit away from exactly one field of this profile, and no word of its own: the author meant that field.
    private static FixKind Slip(RuleContext context, string key, string meant)
        => !OwnWords.Contains(key)
        && Nearest.Edits(key.ToLowerInvariant(), meant) <= 1
        && context.Accepts(meant)
        && FieldTable.Names.Count(name => Nearest.Edits(key.ToLowerInvariant(), name) <= 1) == 1
            ? FixKind.Safe
            : FixKind.Choice;

    private static SkillFix[] Moved(RuleContext context, Entry entry) => FieldEdits.ToMetadata(context, entry) is { } moved ? [moved] : [];

    // What the agent may do without these tools, written as the list that does have an effect.
    private static SkillFix[] GrantWithout(RuleContext context, Entry entry)
    {
        if (context.Check.Grant is not { } grant || entry.Broken || context.Fields.Find(FieldNames.AllowedTools) is not null)
        {
            return [];
        }

        var without = ToolField.Read(entry, context.Text);
        var left = grant.Items.Where(item => !item.IsDead && !without.Items.Any(other => other.Text == item.Text || other.Covers(item.Name)));
        var lines = string.Concat(left.Select(item => $"  - {Writing.SafeScalar.Write(item.Text)}\n"));
        return lines.Length == 0 ? [] : [SkillFix.Choice("Write the rest of the agent's tools as 'allowed-tools'", context.Lines(entry),
            $"allowed-tools:\n{lines}")];
    }

    // "triggers" is not "trigger" where neither means anything.
    private static bool IsOffered(RuleContext context, string field) => HasAgents(context) || FieldTable.Find(field) is { OfAgent: false };

    private static bool HasAgents(RuleContext context) => context.Profile is SkillProfile.OmniForge or SkillProfile.OmniForgeStrict;

    private static string? Unmasked(string key)
        => LookAlikes.Unmasked(key) is { } plain && FieldTable.Find(plain) is not null ? plain : null;

    private static string? OtherSpelling(string key)
        => NameTable.Aliases.FirstOrDefault(alias => Plain(alias.Key) == Plain(key)).Value
        ?? FieldTable.Names.FirstOrDefault(name => Plain(name) == Plain(key));

    private static string? NearestField(string key) => Nearest.Find(key.ToLowerInvariant(), FieldTable.Names);

    // A misspelt required field is a missing one; this finding stands for both.
    private static bool IsRequired(RuleContext context, string key)
        => key is FieldNames.Name or FieldNames.Description && context.Fields.Find(key) is null;

    // "Allowed_Tools", "allowedTools" and "allowed tools" are the same word in other spellings.
    private static string Plain(string key) => string.Concat(key.ToLowerInvariant().Where(char.IsLetterOrDigit));

    private static string Away(RuleContext context)
        => context.Accepts("metadata") ? "Remove it, or move it to 'metadata'." : "Remove it.";

    private static string Where(SkillProfile profile) => profile switch
    {
        SkillProfile.AgentSkills => "for most readers",
        SkillProfile.ClaudeCode => "in Claude Code",
        _ => "here",
    };
}
