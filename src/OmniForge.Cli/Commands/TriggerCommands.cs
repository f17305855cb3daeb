using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`triggers …`: what outside starts agents; making one, and what came in, have files of their own.</summary>
internal static class TriggerCommands
{
    public static Command Create(Verbs verbs)
    {
        var group = new Command("triggers", "Start agents when something happens: webhooks, and looks at what has changed.")
        {
            List(verbs), TriggerMaking.Create(verbs), Show(verbs), Pause(verbs), Resume(verbs), TriggerMaking.Rotate(verbs),
            TriggerDeliveries.Test(verbs), TriggerDeliveries.List(verbs), TriggerDeliveries.Redeliver(verbs), Delete(verbs),
        };
        verbs.Explain(
            group,
            "omniforge triggers create \"Project report\" notion.page_created --look --in DATABASE_ID",
            "omniforge triggers create \"Order desk\" --if \"input.data.amount > 100\"",
            "omniforge triggers list",
            "omniforge triggers deliveries \"Order desk\"");
        return group;
    }

    /// <summary>What a person needs to know of one.</summary>
    public static void Describe(Call call, Trigger trigger)
    {
        call.Terminal.Line(trigger.Description);
        foreach (var (label, value) in new[]
        {
            ("condition", trigger.Condition), ("address", trigger.HookUrl), ("address for tests", trigger.TestUrl), ("only in", trigger.ResourceId), ("status", Words.Of(trigger.Status)),
            ("note", trigger.StatusMessage), ("id", trigger.Id),
        })
        {
            if (value.Length > 0)
            {
                call.Terminal.Line($"  {label}: {value}");
            }
        }
    }

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        return verbs.Calling(
            new("list", "All triggers, and how soon each notices.") { json },
            async call =>
            {
                var rows = await call.Client.Triggers.ListAsync(cancellationToken: call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var response = new ListTriggersResponse();
                    response.Triggers.AddRange(rows);
                    Json.Write(call.Terminal, response);
                    return ExitCodes.Done;
                }

                if (rows.Count == 0)
                {
                    call.Terminal.Line("There is no trigger yet. `omniforge triggers create AGENT` makes one.");
                    return ExitCodes.Done;
                }

                var agents = await call.Client.Agents.ListAsync(cancellationToken: call.Cancelled)
                    .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken: call.Cancelled);
                Tables.Write(
                    call.Terminal, ["agent", "name", "status", "when", "id"],
                    [.. rows.Select(row => (string[])[agents.GetValueOrDefault(row.AgentId, row.AgentId), row.Name, Words.Of(row.Status), row.Description, row.Id])]);
                foreach (var row in rows.Where(row => row.StatusMessage.Length > 0))
                {
                    call.Terminal.Line($"{(row.Name.Length > 0 ? row.Name : row.Id)}: {row.StatusMessage}");
                }

                return ExitCodes.Done;
            },
            "omniforge triggers list --json");
    }

    private static Command Show(Verbs verbs)
    {
        var (trigger, json) = (TriggerNames.Argument, Verbs.JsonOption);
        return verbs.Calling(
            new("show", "One trigger: what it waits for, its address, and what hinders it.") { trigger, json },
            async call =>
            {
                var known = await TriggerNames.FindAsync(call.Client, call.Value(trigger), call.Cancelled);
                var shown = await call.Client.Triggers.GetAsync(known.Id, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, shown);
                    return ExitCodes.Done;
                }

                Describe(call, shown);
                if (shown.Secret.Length > 0)
                {
                    call.Terminal.Line($"Confirm this token at the provider: {shown.Secret}");
                }

                return ExitCodes.Done;
            },
            "omniforge triggers show \"Order desk\"");
    }

    private static Command Pause(Verbs verbs)
    {
        var (trigger, json) = (TriggerNames.Argument, Verbs.JsonOption);
        Option<string?> reason = new("--reason") { Description = "Why, for whoever looks next." };
        return verbs.Calling(
            new("pause", "Stop a trigger for a while; webhooks are still answered and written down.") { trigger, reason, json },
            async call =>
            {
                var known = await TriggerNames.FindAsync(call.Client, call.Value(trigger), call.Cancelled);
                var paused = await call.Client.Triggers.PauseAsync(new() { TriggerId = known.Id, Reason = call.Value(reason) ?? "" }, call.Cancelled);
                return Tell(call, paused, call.Value(json), $"Paused. `omniforge triggers resume {paused.Id}` lets it go on.");
            },
            "omniforge triggers pause \"Order desk\" --reason \"stocktaking\"");
    }

    private static Command Resume(Verbs verbs)
    {
        var (trigger, json) = (TriggerNames.Argument, Verbs.JsonOption);
        return verbs.Calling(
            new("resume", "Let a paused trigger go on. What happened meanwhile starts nothing.") { trigger, json },
            async call =>
            {
                var known = await TriggerNames.FindAsync(call.Client, call.Value(trigger), call.Cancelled);
                var resumed = await call.Client.Triggers.ResumeAsync(new() { TriggerId = known.Id }, call.Cancelled);
                return Tell(call, resumed, call.Value(json), $"It goes on. {resumed.Description}");
            },
            "omniforge triggers resume \"Order desk\"");
    }

    private static Command Delete(Verbs verbs)
    {
        var (trigger, json) = (TriggerNames.Argument, Verbs.JsonOption);
        return verbs.Calling(
            new("delete", "Remove a trigger for good; its address no longer answers.") { trigger, json },
            async call =>
            {
                var known = await TriggerNames.FindAsync(call.Client, call.Value(trigger), call.Cancelled);
                var gone = await call.Client.Triggers.DeleteAsync(new() { TriggerId = known.Id }, call.Cancelled);
                return Tell(call, gone, call.Value(json), "Removed.");
            },
            "omniforge triggers delete TRIGGER_ID");
    }

    private static int Tell(Call call, Trigger trigger, bool json, string sentence)
    {
        if (json)
        {
            Json.Write(call.Terminal, trigger);
        }
        else
        {
            call.Terminal.Line(sentence);
        }

        return ExitCodes.Done;
    }
}
