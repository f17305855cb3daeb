using System.Text;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Hover;

/// <summary>What a tool list means in the two systems, and what it leaves of the agent's grant.</summary>
internal static class PermissionText
{
    private const string Meaning =
        "In OmniForge the list **restricts**: while the skill runs, only these tools may be used, and only as far as the agent was given them. "
        + "In Claude Code the list **approves** these tools in advance for one turn and restricts nothing.";

    public static string Of(SkillDocument document, EditingContext context)
    {
        var text = new StringBuilder(Meaning);
        var list = document.AllowedTools ?? ToolList.Empty;
        foreach (var dead in list.Items.Where(item => item.IsDead))
        {
            text.Append("\n- ").Append(MarkdownText.Code(dead.Text)).Append(" allows nothing: ").Append(dead.Reason).Append('.');
        }

        return context.Check.Grant is { } grant ? text.Append("\n\n").Append(Effective(list, grant, context)).ToString() : text.ToString();
    }

    private static string Effective(ToolList list, ToolList grant, EditingContext context)
    {
        SkillFrame[] frame = [new("", list)];
        var usable = Names(list, grant, context).Where(name => Permission.Offers(grant, frame, name)).ToList();
        var text = new StringBuilder(usable.Count == 0 ? "For this agent the list leaves **no tool at all**." : "For this agent the list leaves:");
        foreach (var name in usable)
        {
            text.Append("\n- ").Append(MarkdownText.Code(name))
                .Append(Limits(name, list, "only ")).Append(Limits(name, grant, "and the agent itself only "));
        }

        var missing = list.Items.Where(item => !item.IsDead && !usable.Exists(item.Covers)).ToList();
        return missing.Count == 0
            ? text.ToString()
            : text.Append("\n\nNot given to this agent: ").AppendJoin(", ", missing.Select(item => MarkdownText.Code(item.Text))).Append('.').ToString();
    }

    /// <summary>Every name that could be meant: known tools, live ones, and those that either list spells out.</summary>
    private static IEnumerable<string> Names(ToolList list, ToolList grant, EditingContext context)
        => NameTable.Workspace.Order(StringComparer.Ordinal)
            .Concat(context.Tools.Select(tool => tool.Name))
            .Concat(context.McpServers.SelectMany(server => server.Tools.Select(tool => $"mcp__{server.Name}__{tool.Name}")))
            .Concat(list.Items.Concat(grant.Items).Where(item => !item.IsDead && !item.Name.EndsWith('*')).Select(item => item.Name))
            .Distinct(StringComparer.Ordinal);

    /// <summary>The parts in parentheses, when no item admits the whole tool.</summary>
    private static string Limits(string name, ToolList list, string words)
    {
        var items = list.Items.Where(item => item.Covers(name)).ToList();
        return items.Exists(item => item.Spec is null or "*")
            ? ""
            : $" {words}{string.Join(", ", items.Select(item => MarkdownText.Code(item.Spec!)))}";
    }
}
