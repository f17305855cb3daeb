namespace OmniForge.Skills.Permissions;

/// <summary>Which names can be tools and which tools a name stands for. Ordinal and case-sensitive throughout.</summary>
internal static class ToolNames
{
    private const string McpPrefix = "mcp__";

    public static (PatternFault? Fault, string? Reason) Judge(string name) => name switch
    {
        "" => (PatternFault.Name, "it names no tool"),
        "*" => (PatternFault.NeverMatches, "a bare '*' is never read as every tool"),
        _ when name.StartsWith(McpPrefix, StringComparison.Ordinal) => JudgeMcp(name[McpPrefix.Length..]),
        _ when name.StartsWith("mcp_", StringComparison.Ordinal) => (PatternFault.Name, "tools of an MCP server start with 'mcp__'"),
        _ when !name.Contains('*', StringComparison.Ordinal) => name.All(IsNameCharacter)
            ? (null, null)
            : (PatternFault.Name, "this is not the name of one tool"),
        _ => IsFamily(name) ? (null, null) : (PatternFault.NeverMatches, "'*' may only stand alone after an underscore, as in 'notion_*'"),
    };

    /// <summary>Whether a live name stands for this tool.</summary>
    public static bool Covers(string name, string tool)
    {
        if (name.EndsWith('*'))
        {
            var prefix = name[..^1];
            return tool.Length > prefix.Length && tool.StartsWith(prefix, StringComparison.Ordinal);
        }

        if (name == tool)
        {
            return true;
        }

        // A server without a tool stands for all of its tools.
        return name.StartsWith(McpPrefix, StringComparison.Ordinal)
            && name.IndexOf("__", McpPrefix.Length, StringComparison.Ordinal) < 0
            && tool.Length > name.Length + 2
            && tool.StartsWith(name + "__", StringComparison.Ordinal);
    }

    /// <summary>Whether every tool that the other live name stands for is meant by this one too.</summary>
    public static bool Includes(string name, string other)
    {
        if (name == other)
        {
            return true;
        }

        var (wide, narrow) = (AsFamily(name), AsFamily(other));
        return wide.EndsWith('*')
            && narrow.StartsWith(wide.AsSpan(0, wide.Length - 1), StringComparison.Ordinal)
            && narrow.Length >= wide.Length;
    }

    // A server without a tool is the family of all its tools.
    private static string AsFamily(string name)
        => name.StartsWith(McpPrefix, StringComparison.Ordinal) && name.IndexOf("__", McpPrefix.Length, StringComparison.Ordinal) < 0
            ? name + "__*"
            : name;

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    private static bool IsFamily(string name)
        => name.Length > 2
        && name.EndsWith("_*", StringComparison.Ordinal)
        && char.IsAsciiLetterLower(name[0])
        && name[^3] != '_'
        && name.AsSpan(0, name.Length - 1).IndexOfAnyExcept(FamilyCharacters) < 0;

    private static (PatternFault? Fault, string? Reason) JudgeMcp(string rest)
    {
        var cut = rest.IndexOf("__", StringComparison.Ordinal);
        var server = cut < 0 ? rest : rest[..cut];
        var tool = cut < 0 ? null : rest[(cut + 2)..];
        if (server is "*" or "")
        {
            return (PatternFault.NeverMatches, "it names no MCP server, and every server at once is never meant");
        }

        if (!server.All(IsNameCharacter))
        {
            return (PatternFault.Name, "this is not the name of an MCP server");
        }

        return tool switch
        {
            null => (null, null),
            "" => (PatternFault.NeverMatches, $"no tool follows 'mcp__{server}__'"),
            _ when (tool.EndsWith('*') ? tool[..^1] : tool).All(IsNameCharacter) => (null, null),
            _ => (PatternFault.NeverMatches, "'*' may only stand at the end of an MCP tool"),
        };
    }

    private static readonly System.Buffers.SearchValues<char> FamilyCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");
}
