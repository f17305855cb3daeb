using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules.Safety;

namespace OmniForge.Skills.Rules;

/// <summary>Entries of tool lists that grant nothing, something else than meant, or more than meant (OF4).</summary>
internal static class ToolRules
{
    public static void Check(RuleContext context)
    {
        foreach (var key in new[] { FieldNames.AllowedTools, "disallowed-tools" })
        {
            if (context.Fields.Find(key) is { Broken: false } entry)
            {
                CheckList(context, entry, ToolField.Read(entry, context.Text));
            }
        }
    }

    private static void CheckList(RuleContext context, Entry entry, ToolList tools)
    {
        if (tools.Items.Count == 0 && entry.Key == FieldNames.AllowedTools && entry.Value is not MapNode)
        {
            context.Report("OF4008", entry.KeySpan,
                context.Profile == SkillProfile.ClaudeCode
                    ? "The list is there but empty, so no tool is approved in advance. Fill it, or remove the line."
                    : "The list is there but empty, so the skill may use no tool at all. Fill it, or remove the line to add no limit.");
        }

        if (entry.Value is ListNode { Items.Count: > 0 } || (entry.Value is ScalarNode text && text.Text.Contains(',',
            StringComparison.Ordinal)))
        {
            context.Report("OF4001", entry.Value.Span, "The open specification knows this field only as one text with blanks "
                + "between the tools, so some programs skip it. Write it in that form.");
        }

        for (var i = 0; i < tools.Items.Count; i++)
        {
            var item = tools.Items[i];
            if (!CheckItem(context, item, entry.Key) && tools.Covering(i) is { } covering)
            {
                context.Report("OF4007", Place(item, entry), $"'{item.Text}' adds nothing: '{covering.Text}' already covers it. "
                    + "Remove it.");
            }
        }
    }

    /// <summary>Whether something was reported.</summary>
    private static bool CheckItem(RuleContext context, ToolPattern item, string key)
    {
        var place = item.Span ?? default;
        if (item.Fault == PatternFault.Unbalanced)
        {
            context.Report("OF4002", place, $"The parentheses of '{item.Text}' do not match, so this entry allows nothing. Close "
                + "them where they belong.");
            return true;
        }

        if (UnknownName(context, item, place))
        {
            return true;
        }

        if (item.Fault is not null)
        {
            context.Report(item.Fault == PatternFault.Outside ? "OF4009" : item.Fault == PatternFault.Name ? "OF4003" : "OF4004", place,
                $"'{item.Text}' allows nothing: {item.Reason}. Correct it.");
            return true;
        }

        // What is forbidden cannot be too wide.
        return key == FieldNames.AllowedTools && TooWide(context, item, place);
    }

    private static bool UnknownName(RuleContext context, ToolPattern item, TextSpan place)
    {
        var name = item.Name;
        // Letters of another alphabet have their own finding.
        if (LookAlikes.Unmasked(name) is not null)
        {
            return true;
        }

        if (NameTable.Workspace.Contains(name) || name.StartsWith("mcp_", StringComparison.Ordinal) || name is "" or "*")
        {
            return false;
        }

        if (NameTable.Idle.Contains(name))
        {
            if (context.Profile != SkillProfile.ClaudeCode)
            {
                context.Report("OF4003/idle", place, $"'{name}' is a tool of Claude Code; it does not exist here and allows nothing.");
            }

            return true;
        }

        if (NameTable.Retired.TryGetValue(name, out var now))
        {
            context.Report("OF4003", place, context.Profile == SkillProfile.ClaudeCode
                ? $"'{name}' is now called '{now}'; the old name may stop working. Use the new one."
                : $"'{name}' is now called '{now}', so this entry allows nothing. Use the new name.",
                [SkillFix.Safe($"Write '{now}'", new(place.Start, name.Length), now)]);
            return true;
        }

        var known = NameTable.Workspace.Concat(NameTable.Idle);
        var meant = known.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (meant is null && name.Split('_') is [var first, _, ..] && NameTable.Integrations.Contains(first))
        {
            return false;
        }

        if (meant is null && name.AsSpan().ContainsAny(' ', ','))
        {
            context.Report("OF4003", place, $"'{item.Text}' is read as one tool, which does not exist, so it allows nothing. "
                + "Give every tool a line of its own.");
            return true;
        }

        meant ??= Nearest.Find(name, known) ?? MeantFamily(name);
        context.Report("OF4003", place,
            $"There is no tool '{name}', so this entry allows nothing.{Nearest.Question(meant)} Names must be spelt exactly, "
                + "capitals included.",
            meant is null ? [] : [SkillFix.Choice($"Write '{meant}'", new(place.Start, name.Length), meant)]);
        return true;
    }

    // "notoin_search" and "notoin_*" are near to an integration, not to a tool.
    private static string? MeantFamily(string name)
        => name.IndexOf('_', StringComparison.Ordinal) is var cut && cut > 0 && Nearest.Find(name[..cut],
            NameTable.Integrations) is { } family
            ? family + name[cut..]
            : null;

    private static bool TooWide(RuleContext context, ToolPattern item, TextSpan place)
    {
        if (item.Name != "Bash")
        {
            return false;
        }

        var spec = item.Spec ?? "*";
        var star = spec.EndsWith(":*", StringComparison.Ordinal) ? spec.Length - 2 : spec.IndexOf('*', StringComparison.Ordinal);
        var first = spec.Split(' ', ':', '*')[0];
        if (star == 0 || (star > 0 && NameTable.Interpreters.Contains(first) && spec[..star].Trim() == first))
        {
            context.Report("OF4006", place, $"'{item.Text}' hands over any command. List the commands that the instructions use.");
            return true;
        }

        if (star > 0 && char.IsLetterOrDigit(spec[star - 1]) && !spec.EndsWith(":*", StringComparison.Ordinal) && star == spec.Length - 1)
        {
            context.Report("OF4005", place, $"'{item.Text}' also allows longer words that only start with '{first}'. Put a blank "
                + "before the star.");
            return true;
        }

        return false;
    }

    private static TextSpan Place(ToolPattern item, Entry entry) => item.Span ?? entry.KeySpan;
}
