using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>Which fields may stand in a file: unknown, misspelt, foreign and misplaced ones (OF3003 to OF3006).</summary>
internal static class KeyRules
{
    public static void Check(RuleContext context)
    {
        foreach (var entry in context.Fields.Entries)
        {
            if (FieldTable.Find(entry.Key) is { } field)
            {
                CheckKnown(context, entry, field);
            }
            else
            {
                CheckUnknown(context, entry);
            }
        }
    }

    private static void CheckKnown(RuleContext context, Entry entry, FieldSpec field)
    {
        if (field.OfAgent)
        {
            context.Report("OF3006", entry.KeySpan,
                $"'{entry.Key}' belongs to the agent, not to the skill, so it has no effect here. Move its value to the agent.",
                [new($"Remove '{entry.Key}' here (the value goes to the agent)", context.Lines(entry), "")]);
        }
        else if (!field.Accepted[(int)context.Profile])
        {
            context.Report("OF3005", entry.KeySpan, entry.Key == "disallowed-tools"
                ? "'disallowed-tools' is not applied here: these tools stay allowed. List what is allowed under 'allowed-tools' instead."
                : $"'{entry.Key}' is a field of another program and has no effect {Where(context.Profile)}. Remove it, or move "
                    + "it to 'metadata'.",
                entry.Key == "disallowed-tools" ? [] : [new($"Remove '{entry.Key}'", context.Lines(entry), "")]);
        }
    }

    private static void CheckUnknown(RuleContext context, Entry entry)
    {
        var meant = NameTable.Aliases.FirstOrDefault(alias => Plain(alias.Key) == Plain(entry.Key)).Value
            ?? FieldTable.Names.FirstOrDefault(name => Plain(name) == Plain(entry.Key));
        if (meant is not null)
        {
            context.Report("OF3004", entry.KeySpan,
                $"'{entry.Key}' is not read; the field is called '{meant}'. Rename it.",
                [new($"Rename to '{meant}'", entry.KeySpan, meant)]);
            return;
        }

        var nearest = Nearest.Find(entry.Key.ToLowerInvariant(), FieldTable.Names);
        context.Report("OF3003", entry.KeySpan,
            $"Nobody knows a field '{entry.Key}', so it has no effect.{Nearest.Question(nearest)} "
            + (nearest is null ? "Remove it, or move it to 'metadata'." : "Rename it, or move it to 'metadata'."),
            nearest is null ? [] : [new($"Rename to '{nearest}'", entry.KeySpan, nearest)]);
    }

    // "Allowed_Tools", "allowedTools" and "allowed tools" are the same word in other spellings.
    private static string Plain(string key) => string.Concat(key.ToLowerInvariant().Where(char.IsLetterOrDigit));

    private static string Where(SkillProfile profile) => profile switch
    {
        SkillProfile.AgentSkills => "for most readers",
        SkillProfile.ClaudeCode => "in Claude Code",
        _ => "here",
    };
}
