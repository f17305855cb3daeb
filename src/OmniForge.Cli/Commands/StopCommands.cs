using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`agents stop|release`: the kill switch.</summary>
internal static class StopCommands
{
    public static Command Stop(Verbs verbs)
    {
        var (name, all, json) = (Target, AllOption, Verbs.JsonOption);
        Option<string> reason = new("--reason", "-r") { Description = "Shown to whoever is refused.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        return verbs.Calling(
            new("stop", "Stop an agent, or all, at once: cancel what runs, refuse new runs, skip schedules, until `agents release`.")
            {
                name, all, reason, json,
            },
            async call =>
            {
                var agent = await FindAsync(call, call.Value(name), call.Value(all));
                var request = new StopAgentsRequest { AgentId = agent?.Id ?? "", All = agent is null, Reason = call.Value(reason) ?? "" };
                var cancelled = await call.Client.Agents.StopAsync(request, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, new StopAgentsResponse { Cancelled = cancelled });
                }
                else
                {
                    var left = cancelled == 0 ? "Nothing ran." : $"{cancelled} {(cancelled == 1 ? "run was" : "runs were")} cancelled.";
                    call.Terminal.Line($"{Subject(agent)} stopped. {left} Nothing starts until `omniforge agents release {(agent is null ? "--all" : $"\"{agent.Name}\"")}`.");
                }

                return ExitCodes.Done;
            },
            "omniforge agents stop \"Project report\"",
            "omniforge agents stop --all --reason \"wrong prices in the list\"");
    }

    public static Command Release(Verbs verbs)
    {
        var (name, all, json) = (Target, AllOption, Verbs.JsonOption);
        return verbs.Calling(
            new("release", "Lift a stop. Agents are on or off as they were before; nothing that was cancelled begins again.") { name, all, json },
            async call =>
            {
                var agent = await FindAsync(call, call.Value(name), call.Value(all));
                await call.Client.Agents.ReleaseAsync(new ReleaseAgentsRequest { AgentId = agent?.Id ?? "", All = agent is null }, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, new ReleaseAgentsResponse());
                }
                else
                {
                    call.Terminal.Line($"{Subject(agent)} released.");
                }

                return ExitCodes.Done;
            },
            "omniforge agents release \"Project report\"",
            "omniforge agents release --all");
    }

    private static Argument<string> Target => new("AGENT")
    {
        Description = "Name or id of the agent.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => "",
    };

    private static Option<bool> AllOption => new("--all") { Description = "All agents, those made later included." };

    /// <summary>Null = all of them.</summary>
    private static async Task<Agent?> FindAsync(Call call, string name, bool all)
        => name.Length == 0 == all
            ? all ? null : await AgentNames.FindAsync(call.Client, name, call.Cancelled)
            : throw new CliException("Name either one agent or --all.", ExitCodes.Usage);

    private static string Subject(Agent? agent) => agent is null ? "All agents are" : $"{agent.Name} is";
}
