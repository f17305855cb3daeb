using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`agents list|show|activate|pause|stop|release|versions|diff|rollback`.</summary>
internal static class AgentCommands
{
    public static Command Create(Verbs verbs)
    {
        var group = new Command("agents", "List agents, look at one and its versions, switch it on or off, stop it at once.")
        {
            List(verbs), Show(verbs), Activate(verbs), Pause(verbs), StopCommands.Stop(verbs), StopCommands.Release(verbs),
            VersionCommands.List(verbs), VersionCommands.Diff(verbs), VersionCommands.Rollback(verbs),
        };
        verbs.Explain(group, "omniforge agents list", "omniforge agents show \"Project report\"");
        return group;
    }

    private static Argument<string> AgentArgument => new("AGENT") { Description = "Name or id of the agent." };

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        Option<string?> status = new("--status") { Description = "Only these: draft, active, paused or archived." };
        status.AcceptOnlyFromAmong("draft", "active", "paused", "archived");
        return verbs.Calling(
            new("list", "All agents, newest first.") { json, status },
            async call =>
            {
                var filter = new ListAgentsRequest();
                if (call.Value(status) is { } word)
                {
                    filter.Statuses.Add(Enum.Parse<AgentStatus>(word, ignoreCase: true));
                }

                var agents = await call.Client.Agents.ListAsync(filter, call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var all = new ListAgentsResponse();
                    all.Agents.AddRange(agents);
                    Json.Write(call.Terminal, all);
                }
                else if (agents.Count == 0)
                {
                    call.Terminal.Line("There are no agents yet. `omniforge chat` builds one.");
                }
                else
                {
                    Tables.Write(call.Terminal, ["name", "status", "runs by itself", "last run", "runs", "id"], [.. agents.Select(Row)]);
                }

                return ExitCodes.Done;
            },
            "omniforge agents list",
            "omniforge agents list --status active --json");
    }

    private static string[] Row(Agent agent) =>
    [
        agent.Name, agent.Stop is null ? Words.Of(agent.Status) : "stopped", agent.TriggerType == TriggerType.Scheduled ? "yes" : "no", Words.Stamp(agent.LastRun),
        $"{agent.UsageStats?.SuccessfulRuns ?? 0} of {agent.UsageStats?.TotalRuns ?? 0} good", agent.Id,
    ];

    private static Command Show(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var name = AgentArgument;
        Option<bool> skills = new("--skills") { Description = "Print the text of its skills too." };
        return verbs.Calling(
            new("show", "One agent: its skills, when it runs, how it went.") { name, json, skills },
            async call =>
            {
                var agent = await AgentNames.FindAsync(call.Client, call.Value(name), call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, agent);
                }
                else
                {
                    await DescribeAsync(call, agent);
                }

                if (call.Value(skills))
                {
                    await PrintSkillsAsync(call, agent);
                }

                return ExitCodes.Done;
            },
            "omniforge agents show \"Project report\"",
            "omniforge agents show \"Project report\" --skills",
            "omniforge agents show \"Project report\" --json");
    }

    private static async Task DescribeAsync(Call call, Agent agent)
    {
        call.Terminal.Line($"{agent.Name} ({Words.Of(agent.Status)})");
        if (agent.Stop is { } stop)
        {
            call.Terminal.Line($"Stopped{(stop.All ? " with all others" : "")} by {stop.By?.DisplayName}{(stop.Reason.Length > 0 ? $": {stop.Reason}" : "")}.");
        }

        if (agent.Description.Length > 0)
        {
            call.Terminal.Line(agent.Description);
        }

        call.Terminal.Line($"  id        {agent.Id}");
        call.Terminal.Line($"  version   {(agent.Version == 0 ? "none published" : agent.Version)}{(agent.HasDraft ? ", with a draft" : "")}");
        call.Terminal.Line($"  skills    {string.Join(", ", agent.Skills.OrderBy(skill => skill.Order).Select(skill => $"{skill.Order}. {skill.Name}"))}");
        call.Terminal.Line($"  may use   {string.Join(", ", agent.GrantedTools)}");
        var (good, all) = (agent.UsageStats?.SuccessfulRuns ?? 0, agent.UsageStats?.TotalRuns ?? 0);
        call.Terminal.Line($"  runs      {good} good of {all}, last {Words.Stamp(agent.LastRun)}");
        await foreach (var schedule in call.Client.Schedules.ListAsync(new() { AgentId = agent.Id }, call.Cancelled))
        {
            var next = Words.Stamp(schedule.NextFireTimes.FirstOrDefault());
            call.Terminal.Line($"  when      {schedule.Description} ({Words.Of(schedule.Status)}), next {next}");
        }
    }

    private static async Task PrintSkillsAsync(Call call, Agent agent)
    {
        await foreach (var skill in call.Client.Skills.ListAsync(new() { AgentId = agent.Id }, call.Cancelled))
        {
            var whole = skill.Text.Length > 0 ? skill : await call.Client.Skills.GetAsync(skill.Id, call.Cancelled);
            call.Terminal.Line();
            call.Terminal.Line($"--- {whole.Name}/SKILL.md");
            call.Terminal.Line(whole.Text);
        }
    }

    private static Command Activate(Verbs verbs)
    {
        var name = AgentArgument;
        var json = Verbs.JsonOption;
        Option<bool> untested = new("--without-test") { Description = "Switch it on although no test has passed. This is recorded." };
        return verbs.Calling(
            new("activate", "Switch an agent on.") { name, untested, json },
            async call =>
            {
                var agent = await AgentNames.FindAsync(call.Client, call.Value(name), call.Cancelled);
                var changed = await call.Client.Agents.ActivateAsync(
                    new ActivateAgentRequest { AgentId = agent.Id, OverrideTest = call.Value(untested) }, call.Cancelled);
                Changed(call, changed, call.Value(json), "on");
                return ExitCodes.Done;
            },
            "omniforge agents activate \"Project report\"");
    }

    private static Command Pause(Verbs verbs)
    {
        var name = AgentArgument;
        var json = Verbs.JsonOption;
        Option<bool> running = new("--cancel-running") { Description = "Also cancel what runs now." };
        return verbs.Calling(
            new("pause", "Switch an agent off for a while; its schedules start nothing.") { name, running, json },
            async call =>
            {
                var agent = await AgentNames.FindAsync(call.Client, call.Value(name), call.Cancelled);
                var changed = await call.Client.Agents.PauseAsync(
                    new PauseAgentRequest { AgentId = agent.Id, CancelRunning = call.Value(running) }, call.Cancelled);
                Changed(call, changed, call.Value(json), "paused");
                return ExitCodes.Done;
            },
            "omniforge agents pause \"Project report\"",
            "omniforge agents pause \"Project report\" --cancel-running");
    }

    private static void Changed(Call call, Agent agent, bool json, string now)
    {
        if (json)
        {
            Json.Write(call.Terminal, agent);
            return;
        }

        call.Terminal.Line($"{agent.Name} is {now}.");
    }
}
