using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules.Safety;

namespace OmniForge.Skills.Rules;

/// <summary>Entries of tool lists that grant nothing, something else than meant, or more than meant (OF4).</summary>
internal static class ToolRules
{
    private const string Disallowed = "disallowed-tools";

    public static void Check(RuleContext context)
    {
        foreach (var key in new[] { FieldNames.AllowedTools, Disallowed })
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
                    : "The list is there but empty, so the skill may use no tool at all. Fill it, or remove the line to add no limit.",
                [SkillFix.Choice("Remove the line: the skill may use all tools of its agent", context.Lines(entry), ""),
                    .. ItemEdits.Append(context.Text, entry, "Read") is { } edit
                        ? [new SkillFix("Allow reading files only", FixKind.Choice, [edit])] : Array.Empty<SkillFix>()]);
        }

        if (entry.Value is ListNode { Items.Count: > 0 } || (entry.Value is ScalarNode text && text.Text.Contains(',',
            StringComparison.Ordinal)))
        {
            context.Report("OF4001", entry.Value.Span, "The open specification knows this field only as one text with blanks "
                + "between the tools, so some programs skip it. Write it in that form.",
                AsText(context, entry, tools));
        }

        var taken = entry.Key == FieldNames.AllowedTools && context.Accepts(Disallowed) && context.Fields.Find(Disallowed) is { Broken: false } other
            ? ToolField.Read(other, context.Text) : ToolList.Empty;
        for (var i = 0; i < tools.Items.Count; i++)
        {
            var item = tools.Items[i];
            if (taken.Items.FirstOrDefault(away => away.Includes(item)) is { } away)
            {
                context.Report("OF4007/disallowed", Place(item, entry), $"'{item.Text}' is not allowed after all, because 'disallowed-tools' holds "
                    + $"'{away.Text}', which wins. Remove one of the two.", Removed(context, entry, tools, i, FixKind.Choice));
            }
            else if (!CheckItem(context, entry, tools, i) && tools.Covering(i) is { } covering)
            {
                context.Report("OF4007", Place(item, entry), $"'{item.Text}' adds nothing: '{covering.Text}' already covers it. "
                    + "Remove it.", Removed(context, entry, tools, i, FixKind.Safe));
            }
        }
    }

    private static SkillFix[] Removed(RuleContext context, Entry entry, ToolList tools, int index, FixKind kind)
        => ItemEdits.Remove(context.Text, entry, tools, index) is { } edit ? [new("Remove it", kind, [edit])] : [];

    /// <summary>Whether something was reported.</summary>
    private static bool CheckItem(RuleContext context, Entry entry, ToolList tools, int index)
    {
        var item = tools.Items[index];
        var place = item.Span ?? default;
        if (item.Fault == PatternFault.Unbalanced)
        {
            context.Report("OF4002", place, $"The parentheses of '{item.Text}' do not match, so this entry allows nothing. Close "
                + "them where they belong.", Closed(item, Inside(context, item, place)));
            return true;
        }

        if (Retired(context, entry, tools, index) || UnknownName(context, item, place))
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
        return entry.Key == FieldNames.AllowedTools && TooWide(context, item, place);
    }

    private static bool Retired(RuleContext context, Entry entry, ToolList tools, int index)
    {
        var item = tools.Items[index];
        if (!NameTable.Retired.TryGetValue(item.Name, out var now))
        {
            return false;
        }

        var place = item.Span ?? default;
        if (context.Profile != SkillProfile.ClaudeCode && NameTable.Idle.Contains(now))
        {
            context.Report("OF4003", place, $"'{item.Name}' is the old name of Claude Code's tool '{now}', which does not exist here either, so this "
                + "entry allows nothing. Remove it.", Removed(context, entry, tools, index, FixKind.Choice));
            return true;
        }

        context.Report("OF4003", place, $"'{item.Name}' is now called '{now}'; the old name may stop working. Use the new one.",
            Instead(context, item, place, now));
        return true;
    }

    private static bool UnknownName(RuleContext context, ToolPattern item, TextSpan place)
    {
        var name = item.Name;
        // Letters of another alphabet have their own finding.
        if (LookAlikes.Unmasked(name) is not null)
        {
            return true;
        }

        if (NameTable.Workspace.Contains(name) || name.StartsWith("mcp_", StringComparison.Ordinal) || name is "" or "*"
            || context.Check.Known.HasTool(name))
        {
            return false;
        }

        if (NameTable.Idle.Contains(name))
        {
            if (context.Profile != SkillProfile.ClaudeCode)
            {
                context.Report("OF4003/idle", place, $"'{name}' is a tool of Claude Code; it does not exist here and allows nothing. Leave it for Claude Code, or remove it.");
            }

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
            meant is null ? [] : Instead(context, item, place, meant));
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
                + "before the star.", Inside(context, item, place) is >= 0 and var start
                    ? [SkillFix.Choice("Put a blank before the star", new(start + item.Text.TrimEnd().Length - 2, 0), " ")] : []);
            return true;
        }

        return false;
    }

    private static TextSpan Place(ToolPattern item, Entry entry) => item.Span ?? entry.KeySpan;

    // Both forms list the same items; comments between them would be lost.
    private static SkillFix[] AsText(RuleContext context, Entry entry, ToolList tools)
    {
        var text = string.Join(' ', tools.Items.Select(item => item.Text.Trim()));
        var end = EntryLines.End(context.Text, entry);
        return ToolList.ParseText(text).Items.Select(item => item.Text).SequenceEqual(tools.Items.Select(item => item.Text.Trim()))
            && !context.Text.AsSpan(entry.KeySpan.End, end - entry.KeySpan.End).Contains('#')
            ? [SkillFix.Safe("Write them as one text", TextSpan.Between(entry.KeySpan.End, end), ": " + Writing.SafeScalar.Write(text))]
            : [];
    }

    // Where the next tool starts, the one before it has ended.
    private static SkillFix[] Closed(ToolPattern item, int start)
    {
        var open = item.Text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || start < 0 || item.Text.Count(c => c == '(') <= item.Text.Count(c => c == ')'))
        {
            return [];
        }

        for (var at = open; at < item.Text.Length; at++)
        {
            if (item.Text[at] is ',' or ' ' && StartsTool(item.Text.AsSpan(at).TrimStart(", ")))
            {
                return [SkillFix.Choice("Close the parenthesis before the next tool", new(start + at, 0), ")")];
            }
        }

        return [SkillFix.Choice("Close the parenthesis", new(start + item.Text.TrimEnd().Length, 0), ")")];
    }

    private static SkillFix[] Instead(RuleContext context, ToolPattern item, TextSpan place, string name)
        => Inside(context, item, place) is >= 0 and var start ? [SkillFix.Choice($"Write '{name}'", new(start, item.Name.Length), name)] : [];

    /// <summary>Where the item itself starts, behind its quote; -1 = it is not written as it reads.</summary>
    private static int Inside(RuleContext context, ToolPattern item, TextSpan place)
    {
        var at = context.Text.AsSpan(place.Start, place.Length).IndexOf(item.Text, StringComparison.Ordinal);
        return at is 0 or 1 && place.Length - item.Text.Length == 2 * at ? place.Start + at : -1;
    }

    private static bool StartsTool(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAny("(, ");
        var name = (length < 0 ? text : text[..length]).ToString();
        return NameTable.Workspace.Contains(name) || NameTable.Idle.Contains(name) || name.StartsWith("mcp__", StringComparison.Ordinal);
    }
}
