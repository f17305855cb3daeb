using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`mcp tools`, `mcp approve`, `mcp allow`, `mcp deny`: what each tool of an MCP server may do.</summary>
internal static class McpToolCommands
{
    private static readonly Dictionary<string, ToolEffect> Effects = new() { ["read"] = ToolEffect.Read, ["write"] = ToolEffect.Write, ["external"] = ToolEffect.External };

    private static Argument<string> Tool => new("TOOL") { Description = "Name of a tool such as mcp__files__read_file." };

    public static Command Tools(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var name = McpCommands.Server;
        return verbs.Calling(
            new("tools", "What a server offers, what each tool counts as, and why some cannot be used.") { name, json },
            async call =>
            {
                var tools = await call.Client.Mcp.ToolsAsync(call.Value(name), call.Cancelled);
                if (call.Value(json))
                {
                    var response = new ListMcpToolsResponse();
                    response.Tools.AddRange(tools);
                    Json.Write(call.Terminal, response);
                    return ExitCodes.Done;
                }

                Tables.Write(
                    call.Terminal, ["tool", "counts as", "repeatable", "state", "what it says"],
                    [.. tools.Select(tool => (string[])[tool.Name, Words.Of(tool.Effect), tool.Idempotent ? "yes" : "no", Words.Of(tool.State), Beginning(tool.Description)])]);
                foreach (var tool in tools.Where(tool => !tool.Usable))
                {
                    call.Terminal.Line($"{tool.Name}: {tool.Reason}");
                    if (tool.Difference.Length > 0)
                    {
                        call.Terminal.Line(tool.Difference);
                    }
                }

                return ExitCodes.Done;
            },
            "omniforge mcp tools files");
    }

    public static Command Approve(Verbs verbs)
    {
        var name = Tool;
        return verbs.Calling(
            new("approve", "Accept a new or changed tool as it is now; it shows what that is.") { name },
            async call =>
            {
                var seen = await FindAsync(call, call.Value(name));
                call.Terminal.Line(seen.Difference.Length > 0 ? seen.Difference : $"{seen.Name}: {seen.Description}");
                var tool = await call.Client.Mcp.ApproveAsync(seen, call.Cancelled);
                call.Terminal.Line(tool.Usable ? $"{tool.Name} is approved; it counts as one that {Words.Of(tool.Effect)}." : $"{tool.Name} is approved, but cannot be used: {tool.Reason}");
                return ExitCodes.Done;
            },
            "omniforge mcp approve mcp__files__move_file");
    }

    public static Command Allow(Verbs verbs)
    {
        var name = Tool;
        Option<string?> effect = new("--effect") { Description = "What it can do: read, write or external. Until you say so, every tool counts as write." };
        effect.AcceptOnlyFromAmong([.. Effects.Keys]);
        Option<bool> repeatable = new("--repeatable") { Description = "A second identical call changes nothing more." };
        return verbs.Calling(
            new("allow", "Say what a tool can do, or switch it on again.") { name, effect, repeatable },
            async call =>
            {
                var seen = await FindAsync(call, call.Value(name));
                List<string> fields = ["disabled"];
                var wish = new McpTool { Name = seen.Name, Hash = seen.Hash, Idempotent = call.Value(repeatable) };
                if (call.Value(effect) is { } word)
                {
                    wish.Effect = Effects[word];
                    fields.AddRange(["effect", "idempotent"]);
                }
                else if (wish.Idempotent)
                {
                    fields.Add("idempotent");
                }

                var tool = await call.Client.Mcp.UpdateToolAsync(wish, fields, call.Cancelled);
                call.Terminal.Line($"{tool.Name} counts as one that {Words.Of(tool.Effect)}{(tool.Idempotent ? " and can be repeated" : "")}.{(tool.Usable ? "" : $" It cannot be used: {tool.Reason}")}");
                return ExitCodes.Done;
            },
            "omniforge mcp allow mcp__files__read_text_file --effect read");
    }

    public static Command Deny(Verbs verbs)
    {
        var name = Tool;
        return verbs.Calling(
            new("deny", "Switch a tool off; executions that have it can no longer call it.") { name },
            async call =>
            {
                var seen = await FindAsync(call, call.Value(name));
                var tool = await call.Client.Mcp.UpdateToolAsync(new() { Name = seen.Name, Hash = seen.Hash, Disabled = true }, ["disabled"], call.Cancelled);
                call.Terminal.Line($"{tool.Name} is switched off.");
                return ExitCodes.Done;
            },
            "omniforge mcp deny mcp__files__write_file");
    }

    private static async Task<McpTool> FindAsync(Call call, string wanted)
    {
        var all = new List<McpTool>();
        await foreach (var server in call.Client.Mcp.ListAsync(call.Cancelled))
        {
            all.AddRange(await call.Client.Mcp.ToolsAsync(server.Id, call.Cancelled));
        }

        return all.Find(tool => tool.Name == wanted && tool.State is McpToolState.New or McpToolState.Changed)
            ?? all.Find(tool => tool.Name == wanted)
            ?? throw new CliException(all.Count == 0
                ? "No MCP server has a tool yet. Add one with: omniforge mcp add NAME --url ADDRESS"
                : $"There is no tool {wanted}.{Near(wanted, all)}");
    }

    private static string Beginning(string text)
    {
        var line = text.Split('\n')[0].Trim();
        return line.Length <= 80 ? line : line[..79] + "…";
    }

    private static string Near(string wanted, IReadOnlyList<McpTool> all)
        => all.Where(tool => tool.ServerTool == wanted || tool.Name.EndsWith("__" + wanted, StringComparison.Ordinal)).Select(tool => tool.Name).ToList() is { Count: > 0 } alike
            ? $" Do you mean {string.Join(" or ", alike)}?"
            : " See them with: omniforge mcp tools SERVER";
}
