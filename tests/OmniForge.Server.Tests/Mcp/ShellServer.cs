using OmniForge.V1;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>An MCP server of a few lines of shell: a real process over its standard streams, without anything to install.</summary>
internal static class ShellServer
{
    private const string Script =
        """
        answer() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"; }
        say() { answer "{\"content\":[{\"type\":\"text\",\"text\":\"$1\"}]}"; }
        tool() { printf '{"name":"%s","inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}}' "$1"; }
        while read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
          case "$line" in
            *'"method":"initialize"'*) answer '{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"shell","version":"1"}}' ;;
            *'"method":"tools/list"'*) answer "{\"tools\":[$(tool environment),$(tool die),$(tool number)]}" ;;
            *'"name":"environment"'*) say "$(env | sort | tr '\n' ' ')" ;;
            *'"name":"number"'*) say "$$" ;;
            *'"name":"die"'*) echo "my secret is $SECRET" >&2; exit 3 ;;
            *'"id":'*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"unknown"}}\n' "$id" ;;
          esac
        done
        """;

    public static McpServer Wish(string id, params (string Name, string Value)[] env)
    {
        var wish = new McpServer { Id = id, Command = "/bin/sh" };
        wish.Args.AddRange(["-c", Script.ReplaceLineEndings("\n")]);
        wish.Env.Add(env.ToDictionary(variable => variable.Name, variable => variable.Value));
        return wish;
    }
}
