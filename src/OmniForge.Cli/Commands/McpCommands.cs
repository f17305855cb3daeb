using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`mcp …`: servers whose tools agents may use; adding one and deciding about tools have files of their own.</summary>
internal static class McpCommands
{
    public static Argument<string> Server => new("SERVER") { Description = "Name of an MCP server." };

    public static Command Create(Verbs verbs)
    {
        var group = new Command("mcp", "MCP servers whose tools agents may use.")
        {
            McpAdding.Create(verbs), List(verbs), Show(verbs), McpToolCommands.Tools(verbs), McpToolCommands.Approve(verbs), McpToolCommands.Allow(verbs),
            McpToolCommands.Deny(verbs), Test(verbs), Switch(verbs, "on"), Switch(verbs, "off"), Remove(verbs),
        };
        verbs.Explain(
            group,
            "omniforge mcp add search --url https://mcp.example.com/mcp",
            "omniforge mcp add files --command npx --arg -y --arg @modelcontextprotocol/server-filesystem --arg /srv/docs",
            "omniforge mcp tools files                 what it offers, and what each can do",
            "omniforge mcp allow mcp__files__read_text_file --effect read");
        return group;
    }

    public static string Where(McpServer server) => server.Url.Length > 0 ? server.Url : string.Join(' ', server.Args.Prepend(server.Command));

    public static void Tell(Call call, McpServer server)
    {
        if (server.StatusMessage.Length > 0)
        {
            call.Terminal.Line(server.StatusMessage);
        }

        if (server.WaitingTools > 0)
        {
            call.Terminal.Line($"{Words.Count(server.WaitingTools, "tool")} of {server.Id} wait for approval: omniforge mcp tools {server.Id}");
        }
    }

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        return verbs.Calling(
            new("list", "MCP servers, and how many of their tools agents can use.") { json },
            async call =>
            {
                var rows = await call.Client.Mcp.ListAsync(call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var response = new ListMcpServersResponse();
                    response.Servers.AddRange(rows);
                    Json.Write(call.Terminal, response);
                    return ExitCodes.Done;
                }

                if (rows.Count == 0)
                {
                    call.Terminal.Line("There is no MCP server. Add one with: omniforge mcp add NAME --url ADDRESS");
                    return ExitCodes.Done;
                }

                Tables.Write(
                    call.Terminal, ["server", "state", "usable tools", "where"],
                    [.. rows.Select(row => (string[])[row.Id, row.Disabled ? "off" : row.StatusMessage.Length > 0 ? "in trouble" : "on", $"{row.UsableTools}", Where(row)])]);
                rows.ForEach(row => Tell(call, row));
                return ExitCodes.Done;
            },
            "omniforge mcp list --json");
    }

    private static Command Show(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var name = Server;
        return verbs.Calling(
            new("show", "One server: where it is, how it is, and the names of its variables.") { name, json },
            async call =>
            {
                var server = await call.Client.Mcp.GetAsync(call.Value(name), call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, server);
                    return ExitCodes.Done;
                }

                call.Terminal.Line($"{server.Id} ({(server.Disabled ? "off" : "on")}): {Where(server)}");
                call.Terminal.Line($"calls itself {(server.ServerName.Length > 0 ? $"{server.ServerName} {server.ServerVersion}" : "nothing yet")}; last seen {Words.Stamp(server.LastSeenAt)}");
                call.Terminal.Line($"{Words.Count(server.UsableTools, "tool")} can be used; {(server.HasCredential ? "a credential is stored" : "no credential is stored")}");
                if (server.EnvNames.Count > 0)
                {
                    call.Terminal.Line($"variables: {string.Join(", ", server.EnvNames)}");
                }

                Tell(call, server);
                return ExitCodes.Done;
            },
            "omniforge mcp show files");
    }

    private static Command Test(Verbs verbs)
    {
        var name = Server;
        return verbs.Calling(
            new("test", "Connect now, and read the list of tools again.") { name },
            async call =>
            {
                var seen = await call.Client.Mcp.RefreshAsync(call.Value(name), call.Cancelled);
                call.Terminal.Line($"{seen.Server.Id} answers; {Words.Count(seen.Server.UsableTools, "tool")} can be used.");
                Tell(call, seen.Server);
                return ExitCodes.Done;
            },
            "omniforge mcp test files");
    }

    private static Command Switch(Verbs verbs, string state)
    {
        var name = Server;
        return verbs.Calling(
            new(state, state == "on" ? "Use a server again." : "Use none of a server's tools, without forgetting it.") { name },
            async call =>
            {
                var request = new UpdateMcpServerRequest { Server = new() { Id = call.Value(name), Disabled = state == "off" }, UpdateMask = new() };
                request.UpdateMask.Paths.Add("disabled");
                var server = await call.Client.Mcp.UpdateAsync(request, call.Cancelled);
                call.Terminal.Line($"{server.Id} is {state} now.");
                Tell(call, server);
                return ExitCodes.Done;
            },
            $"omniforge mcp {state} files");
    }

    private static Command Remove(Verbs verbs)
    {
        var name = Server;
        return verbs.Calling(
            new("remove", "Take a server and its tools away, and destroy its secrets.") { name },
            async call =>
            {
                await call.Client.Mcp.DeleteAsync(call.Value(name), call.Cancelled);
                call.Terminal.Line($"{call.Value(name)} is gone, with its tools and secrets.");
                return ExitCodes.Done;
            },
            "omniforge mcp remove files");
    }
}
