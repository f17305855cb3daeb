namespace OmniForge.Skills.Editing;

/// <summary>What an editor knows beyond the text: the place of the file and the live names of its workspace.</summary>
/// <param name="Check">Profile, folder, bundle, grant and known names, as for judging the file.</param>
public sealed record EditingContext(SkillCheck Check)
{
    /// <summary>Tools that the tenant offers, Connections included. Default none.</summary>
    public IReadOnlyList<LiveTool> Tools { get; init; } = [];

    /// <summary>MCP servers of the workspace. Default none.</summary>
    public IReadOnlyList<McpServer> McpServers { get; init; } = [];

    /// <summary>Accounts that are connected; each stands for the tools <c>id_*</c>. Default none.</summary>
    public IReadOnlyList<LiveConnection> Connections { get; init; } = [];

    /// <summary>The other skills of the workspace, this one may be among them. Default none.</summary>
    public IReadOnlyList<WorkspaceSkill> Skills { get; init; } = [];

    /// <summary>Where this file lies in the workspace, as <c>.claude/skills/report/SKILL.md</c>; null = not known.</summary>
    public string? Path { get; init; }
}

/// <summary>One tool of a live catalogue.</summary>
/// <param name="Name">As it is written in a tool list.</param>
/// <param name="Title">For people; null = none.</param>
/// <param name="Description">What it does; null = not known.</param>
/// <param name="Effect">What a call changes, in a few words such as "reads" or "sends mail"; null = not known.</param>
/// <param name="Source">Whose tool it is, such as "Slack"; null = not known.</param>
public sealed record LiveTool(string Name, string? Title = null, string? Description = null, string? Effect = null, string? Source = null)
{
    /// <summary>The JSON Schema of its arguments; null = not known.</summary>
    public string? Schema { get; init; }
}

/// <summary>One MCP server and its tools, named without <c>mcp__server__</c>; no tools = the server was not asked.</summary>
public sealed record McpServer(string Name, IReadOnlyList<LiveTool> Tools);

/// <summary>One connected account.</summary>
/// <param name="Id">What the names of its tools start with, such as <c>notion</c>.</param>
/// <param name="Title">For people.</param>
public sealed record LiveConnection(string Id, string Title);

/// <summary>Another skill of the workspace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for; null = not known.</param>
/// <param name="Path">Its SKILL.md in the workspace, with '/' between its parts.</param>
public sealed record WorkspaceSkill(string Name, string? Description, string Path)
{
    /// <summary>Its tags. Default none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
