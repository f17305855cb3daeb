using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OmniForge.Server.Mcp.Tools;

/// <summary>What the tools of MCP servers are called in skills. Pure.</summary>
internal static partial class McpNames
{
    public const string Prefix = "mcp__";

    /// <summary>What providers of models take as the name of a tool.</summary>
    private const int Longest = 64;

    /// <summary>Whether a grant or a list of tools could stand for a tool of an MCP server.</summary>
    public static bool Mentioned(IEnumerable<string> patterns) => patterns.Any(pattern => pattern.StartsWith(Prefix, StringComparison.Ordinal));

    public static bool IsServerId(string id) => ServerId().IsMatch(id);

    /// <summary>`mcp__server__tool`: lower case, other characters become `_`; a long name ends with a hash of what was cut off.</summary>
    public static string Of(string serverId, string tool)
    {
        var name = $"{Prefix}{Plain(serverId)}__{Plain(tool)}";
        if (name.Length <= Longest)
        {
            return name;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tool)))[..8];
        return $"{name[..(Longest - 9)]}_{hash}";
    }

    /// <summary>Names that stand for more than one tool: none of these can be used.</summary>
    public static IReadOnlySet<string> Shared(IEnumerable<McpToolRow> tools)
        => tools.Where(tool => !tool.Disabled && tool.Offered.Length > 0).CountBy(tool => tool.Name)
            .Where(same => same.Value > 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);

    private static string Plain(string text)
        => string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$")]
    private static partial Regex ServerId();
}
