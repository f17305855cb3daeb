using OmniForge.Agents.Egress;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp.Tools;
using OmniForge.V1;

namespace OmniForge.Server.Mcp;

/// <summary>Which servers can be described at all. Pure.</summary>
internal static class McpServerRules
{
    private const int MostArguments = 64;
    private const int MostVariables = 64;
    private const int LongestText = 4_096;

    /// <summary>Headers that are the protocol's or the connection's own.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Type", "Content-Length", "Connection", "Transfer-Encoding", "Accept", "Cookie", "Mcp-Session-Id", "MCP-Protocol-Version",
    };

    public static string Id(string id) => McpNames.IsServerId(id)
        ? id
        : throw DomainException.Field("server.id", "is the name of the server: 1 to 32 of a-z, 0-9 and hyphen, beginning and ending with a letter or digit");

    public static McpTransport Check(McpServer wish, EgressOptions egress)
    {
        if (wish.Command.Length > 0 == (wish.Url.Length > 0))
        {
            throw DomainException.Field("server", "needs either a command or a url");
        }

        return wish.Url.Length > 0 ? CheckAddress(wish, egress) : CheckProgram(wish);
    }

    private static McpTransport CheckProgram(McpServer wish)
    {
        Demand(wish.Credential.Length == 0 && wish.CredentialHeader.Length == 0, "server.credential", "is for servers with a url; give a program its secrets in its environment");
        Demand(IsText(wish.Command) && wish.Command.Trim() == wish.Command, "server.command", "is the name or the path of a program, without its arguments");
        Demand(wish.Args.Count <= MostArguments && wish.Args.All(IsText), "server.args", $"are at most {MostArguments} texts of at most {LongestText} characters");
        Demand(wish.Env.Count <= MostVariables, "server.env", $"has at most {MostVariables} variables");
        foreach (var (name, value) in wish.Env)
        {
            Demand(name.Length is > 0 and <= 128 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]), "server.env", "has names of letters, digits and _");
            Demand(value.Length <= 16_384 && !value.Contains('\0', StringComparison.Ordinal), "server.env", $"the value of {name} is longer than 16,384 characters or no text");
        }

        return McpTransport.Stdio;
    }

    private static McpTransport CheckAddress(McpServer wish, EgressOptions egress)
    {
        Demand(wish.Args.Count == 0 && wish.Env.Count == 0, "server.env", "and arguments are for servers with a command");
        if (GuardedHttp.Problem(wish.Url, egress) is { } problem)
        {
            throw DomainException.Field("server.url", problem);
        }

        Demand(wish.Credential.Length <= LongestText && wish.Credential.All(c => c is >= ' ' and <= '~'), "server.credential", $"is at most {LongestText} printable characters");
        Demand(
            wish.CredentialHeader.Length <= 64 && wish.CredentialHeader.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !Taken.Contains(wish.CredentialHeader),
            "server.credential_header",
            "is the name of a header such as X-Api-Key");
        return McpTransport.Http;
    }

    private static bool IsText(string text) => text.Length <= LongestText && !text.Contains('\0', StringComparison.Ordinal);

    private static void Demand(bool holds, string field, string problem)
    {
        if (!holds)
        {
            throw DomainException.Field(field, problem);
        }
    }
}
