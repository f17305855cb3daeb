using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`mcp add`: a server with an address or a program; its secrets come from standard input or from the environment, never as arguments.</summary>
internal static class McpAdding
{
    public static Command Create(Verbs verbs)
    {
        var name = new Argument<string>("NAME") { Description = "What to call it: a-z, 0-9 and hyphen. Its tools become mcp__NAME__tool." };
        Option<string?> url = new("--url") { Description = "Address of a server that speaks streamable HTTP." };
        Option<string?> command = new("--command") { Description = "Program of a server that speaks over its standard streams." };
        Option<string[]> args = new("--arg") { Description = "An argument of the program; once for each.", AllowMultipleArgumentsPerToken = false };
        Option<string[]> env = new("--env") { Description = "Name of a variable the program gets, with the value it has here; once for each." };
        Option<bool> credential = new("--credential") { Description = "Read what proves your access to the address from standard input." };
        Option<string?> header = new("--header") { Description = "Header that carries the credential. Default: Authorization, as a bearer token." };
        Option<bool> yes = new("--yes", "-y") { Description = "Agree that the program runs on the machine of the server." };
        Option<bool> again = new("--again") { Description = "Change the server of this name instead of adding one." };
        return verbs.Calling(
            new("add", "Add an MCP server; the tools it has now can be used at once, as writes.") { name, url, command, args, env, credential, header, yes, again },
            async call =>
            {
                var wish = new McpServer
                {
                    Id = call.Value(name),
                    Url = call.Value(url) ?? "",
                    Command = call.Value(command) ?? "",
                    CredentialHeader = call.Value(header) ?? "",
                    Credential = call.Value(credential) ? await SecretAsync(call) : "",
                };
                wish.Args.AddRange(call.Value(args) ?? []);
                wish.Env.Add((call.Value(env) ?? []).ToDictionary(variable => variable, Variable));
                var server = call.Value(again)
                    ? await call.Client.Mcp.UpdateAsync(new() { Server = wish, AcceptCommand = call.Value(yes) }, call.Cancelled)
                    : await call.Client.Mcp.CreateAsync(new() { Server = wish, AcceptCommand = call.Value(yes) }, call.Cancelled);
                call.Terminal.Line(server.UsableTools > 0
                    ? $"{server.Id} is added with {Words.Count(server.UsableTools, "tool")}. Each counts as a write until you say otherwise: omniforge mcp tools {server.Id}"
                    : $"{server.Id} is added. Look at it again with: omniforge mcp test {server.Id}");
                McpCommands.Tell(call, server);
                return ExitCodes.Done;
            },
            "omniforge mcp add search --url https://mcp.example.com/mcp --credential < token.txt",
            "omniforge mcp add github --command github-mcp-server --arg stdio --env GITHUB_TOKEN --yes",
            "omniforge mcp add search --again --credential < new-token.txt");
    }

    private static async Task<string> SecretAsync(Call call)
        => (await call.Terminal.ReadLineAsync(call.Cancelled) ?? "").Trim() is { Length: > 0 } secret
            ? secret
            : throw new CliException("No credential came on standard input. Try: omniforge mcp add search --url ADDRESS --credential < token.txt");

    private static string Variable(string name) => name.Contains('=', StringComparison.Ordinal)
        ? throw new CliException($"Write only the name: --env {name[..name.IndexOf('=', StringComparison.Ordinal)]}. A value would stand in the history of the shell; set it as a variable before.", ExitCodes.Usage)
        : Environment.GetEnvironmentVariable(name) ?? throw new CliException($"There is no variable {name} here. Set it before, for this command alone: {name}=… omniforge mcp add …", ExitCodes.Usage);
}
