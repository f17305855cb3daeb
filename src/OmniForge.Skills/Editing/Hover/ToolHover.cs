using OmniForge.Skills.Editing.Navigation;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Hover;

/// <summary>What one entry of a tool list admits exactly, or why it admits nothing.</summary>
internal static class ToolHover
{
    public static SkillHover? At(SkillSpot spot, EditingContext context)
    {
        if (spot.Tool() is not var (item, field, span))
        {
            return null;
        }

        var parts = new List<string> { $"**{MarkdownText.Code(item.Text)}**", Meaning(item, context) };
        if (Live(item.Name, context) is { } live)
        {
            parts.Add(string.Join("\n\n", new[] { ToolTexts.Documentation(live), ToolTexts.Detail(live) }.OfType<string>()));
            parts.Add(live.Schema is { } schema ? $"```json\n{schema}\n```" : "");
        }

        if (!item.IsDead && field == FieldNames.AllowedTools
            && context.Check.Grant is { } grant && !grant.Items.Any(given => Meets(given, item)))
        {
            parts.Add("This agent was not given it, so it stays closed.");
        }

        if (field == "disallowed-tools" && context.Check.Profile != SkillProfile.ClaudeCode)
        {
            parts.Add("The field `disallowed-tools` is not applied here: this tool stays allowed.");
        }

        return new(string.Join("\n\n", parts.Where(part => part.Length > 0)), span);
    }

    private static string Meaning(ToolPattern item, EditingContext context) => item switch
    {
        { IsDead: true } => $"Allows nothing: {item.Reason}.",
        { Name: "Bash" } => "Allows " + Command(item.Spec),
        { Name: "WebFetch" } => "Allows reading " + Host(item.Spec),
        { Name: "Read" } => "Allows reading " + Path(item.Spec),
        { Name: "Write" } => "Allows writing " + Path(item.Spec),
        { Name: "Edit" } => "Allows changing " + Path(item.Spec),
        { Name: "Glob" } => "Allows finding " + Path(item.Spec),
        { Name: "Grep" } => "Allows searching " + Path(item.Spec),
        _ => Named(item.Name, context),
    };

    private static string Named(string name, EditingContext context)
    {
        if (name.StartsWith("mcp__", StringComparison.Ordinal))
        {
            var parts = name[5..].Split("__", 2);
            return parts.Length == 1 ? $"Allows every tool of the MCP server `{parts[0]}`."
                : parts[1] == "*" ? $"Allows every tool of the MCP server `{parts[0]}`."
                : parts[1].EndsWith('*') ? $"Allows the tools of the MCP server `{parts[0]}` that start with `{parts[1][..^1]}`."
                : $"Allows the tool `{parts[1]}` of the MCP server `{parts[0]}`.";
        }

        return name.EndsWith('*') ? $"Allows every tool whose name starts with `{name[..^1]}`."
            : NameTable.Retired.TryGetValue(name, out var now) ? $"This tool is now called `{now}`; under the old name it allows nothing."
            : NameTable.Idle.Contains(name) ? context.Check.Profile == SkillProfile.ClaudeCode
                ? "A tool of Claude Code."
                : "A tool of Claude Code. It does not exist here, so this entry allows nothing."
            : NameTable.Workspace.Contains(name) || Live(name, context) is not null || context.Check.Known.Tools.Contains(name)
                || NameTable.Integrations.Contains(name.Split('_')[0])
                ? "Allows this one tool."
            : "Nobody knows a tool of this name, so it allows nothing. Names must be spelt exactly, capitals included.";
    }

    private static string Command(string? spec)
    {
        if (spec is null or "*")
        {
            return "any single simple command, inside the sandbox.";
        }

        var boundary = spec.EndsWith(":*", StringComparison.Ordinal) || spec.EndsWith(" *", StringComparison.Ordinal);
        var prefix = boundary ? spec[..^2].TrimEnd() : spec;
        var open = prefix.Contains('*', StringComparison.Ordinal) ? " Every other `*` stands for any characters, blanks included." : "";
        return boundary
            ? $"{MarkdownText.Code(prefix)} alone, or followed by a blank and anything.{open}"
            : open.Length == 0
                ? $"exactly the command {MarkdownText.Code(spec)}."
                : $"commands of the form {MarkdownText.Code(spec)}, where `*` stands for any characters, blanks included.";
    }

    private static string Path(string? spec)
        => spec is null or "**"
            ? "every file of the workspace."
            : $"files of the workspace whose real path matches {MarkdownText.Code(spec)}.";

    private static string Host(string? spec)
        => spec is null ? "pages of any host that the fetch tool may reach."
        : spec.StartsWith("domain:*.", StringComparison.Ordinal)
            ? $"pages of every host below {MarkdownText.Code(spec[9..])}, not of that host itself."
        : $"pages of the host {MarkdownText.Code(spec[7..])} only.";

    private static LiveTool? Live(string name, EditingContext context)
        => context.Tools.FirstOrDefault(tool => tool.Name == name)
        ?? context.McpServers.SelectMany(server => server.Tools.Select(tool => (Name: $"mcp__{server.Name}__{tool.Name}", Tool: tool)))
            .FirstOrDefault(found => found.Name == name).Tool;

    // A family on either side can meet a single tool on the other.
    private static bool Meets(ToolPattern given, ToolPattern item)
        => !given.IsDead && (given.Name == item.Name || given.Covers(item.Name) || item.Covers(given.Name)
            || (item.Name.EndsWith('*') && given.Covers(item.Name[..^1] + "x")));
}
