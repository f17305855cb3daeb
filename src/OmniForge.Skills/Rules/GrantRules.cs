using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Rules;

/// <summary>Tools that the skill lists but its agent was not given (OF4010).</summary>
internal static class GrantRules
{
    public static void Check(RuleContext context)
    {
        if (context.Check.Grant is not { } grant || context.Fields.Find(FieldNames.AllowedTools) is not { Broken: false } entry)
        {
            return;
        }

        foreach (var item in context.Document.AllowedTools?.Items ?? [])
        {
            // Tools that do not exist here have their own finding.
            if (!item.IsDead && Exists(context, item.Name) && !grant.Items.Any(given => Meets(given, item)))
            {
                context.Report("OF4010", item.Span ?? entry.KeySpan,
                    $"The agent was not given '{item.Name}', so every call of it is refused. Connect the account or grant the tool "
                        + "to the agent, or remove it here.");
            }
        }
    }

    private static bool Exists(RuleContext context, string name)
        => NameTable.Workspace.Contains(name)
        || name.StartsWith("mcp__", StringComparison.Ordinal)
        || (name.IndexOf('_', StringComparison.Ordinal) is var cut && cut > 0 && NameTable.Integrations.Contains(name[..cut]))
        || context.Check.Known.Tools.Contains(name);

    // Families meet when some tool could belong to both.
    private static bool Meets(ToolPattern given, ToolPattern wanted)
        => !given.IsDead && (given.Covers(wanted.Name) || wanted.Covers(given.Name)
            || (given.Name.EndsWith('*') && wanted.Name.EndsWith('*')
                && (Prefix(given).StartsWith(Prefix(wanted), StringComparison.Ordinal)
                    || Prefix(wanted).StartsWith(Prefix(given), StringComparison.Ordinal))));

    private static string Prefix(ToolPattern pattern) => pattern.Name[..^1];
}
