namespace OmniForge.Server.Mcp.Offered;

/// <summary>What agents are called as tools of an MCP client. Pure.</summary>
internal static class AgentToolNames
{
    /// <summary>The tool that tells of an execution which was not over when the answer was given.</summary>
    public const string Status = "omniforge_execution";

    private const int Longest = 64;
    private const int GeneratedLength = 32;

    /// <summary>The id where somebody chose it or it was made from the name; else the name with the end of the id, so that no two are alike.</summary>
    public static string Of(string id, string name)
    {
        var generated = id.Length == GeneratedLength && id.All(char.IsAsciiHexDigitLower);
        return generated ? $"{Plain(name, Longest - 7)}-{id[^6..]}" : id == Status ? id + "-agent" : id;
    }

    private static string Plain(string name, int longest)
    {
        var words = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = words.Length == 0 ? "agent" : string.Join('-', words);
        return text.Length <= longest ? text : text[..longest].TrimEnd('-');
    }
}
