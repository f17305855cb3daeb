using System.CommandLine;
using OmniForge.Cli.Chat;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`schedules …`: what there is and what words mean; the changes and the firings have files of their own.</summary>
internal static class ScheduleCommands
{
    public static Command Create(Verbs verbs)
    {
        var group = new Command("schedules", "When agents run by themselves.")
        {
            List(verbs), Preview(verbs), ScheduleChanges.Create(verbs), ScheduleChanges.Update(verbs), ScheduleChanges.Delete(verbs),
            ScheduleChanges.Pause(verbs), ScheduleChanges.Resume(verbs), ScheduleFirings.Fire(verbs), ScheduleFirings.Backfill(verbs),
            ScheduleFirings.List(verbs),
        };
        verbs.Explain(
            group,
            "omniforge schedules list",
            "omniforge schedules create \"Project report\" \"weekdays at 8:30\"",
            "omniforge schedules preview \"Fridays at 4pm Pacific\"",
            "omniforge schedules firings \"Project report\"");
        return group;
    }

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        Option<string?> agent = new("--agent") { Description = "Only those of this agent, by name or id." };
        var zone = PersonTimes.ZoneOption;
        return verbs.Calling(
            new("list", "Schedules, next first, with their next times in your time zone.") { agent, zone, json },
            async call =>
            {
                var filter = new ListSchedulesRequest();
                if (call.Value(agent) is { } name)
                {
                    filter.AgentId = (await AgentNames.FindAsync(call.Client, name, call.Cancelled)).Id;
                }

                var rows = await call.Client.Schedules.ListAsync(filter, call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var all = new ListSchedulesResponse();
                    all.Schedules.AddRange(rows);
                    Json.Write(call.Terminal, all);
                }
                else if (rows.Count == 0)
                {
                    call.Terminal.Line("No agent runs by itself.");
                }
                else
                {
                    await WriteAsync(call, rows, PersonTimes.Find(call.Value(zone)));
                }

                return ExitCodes.Done;
            },
            "omniforge schedules list --agent \"Project report\"");
    }

    private static async Task WriteAsync(Call call, IReadOnlyList<Schedule> rows, TimeZoneInfo zone)
    {
        var names = await call.Client.Agents.ListAsync(new() { ShowDeleted = true }, call.Cancelled)
            .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken: call.Cancelled);
        Tables.Write(
            call.Terminal, ["agent", "when", "status", $"next ({Words.Zone(zone.Id)})", "last", "id"],
            [.. rows.Select(s => (string[])
            [
                names.GetValueOrDefault(s.AgentId, s.AgentId), s.Description, Words.Of(s.Status),
                s.NextFireTimes.Count > 0 ? PersonTimes.Say(s.NextFireTimes[0], zone) : "-",
                s.LastFiring is null ? "-" : Words.Of(s.LastFiring.Outcome), s.Id,
            ])]);
        foreach (var paused in rows.Where(s => s.PauseReason.Length > 0))
        {
            call.Terminal.Line($"{names.GetValueOrDefault(paused.AgentId, paused.Id)}: {paused.PauseReason}");
        }
    }

    private static Command Preview(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var phrase = new Argument<string>("PHRASE") { Description = "Words such as \"every weekday at 8:30\"." };
        Option<string?> zone = new("--zone") { Description = "IANA zone for a phrase without one. Default: OMNIFORGE_TIME_ZONE, else this machine's." };
        Option<int> count = new("--count", "-n") { Description = "Times to show, at most 50.", DefaultValueFactory = _ => 5 };
        return verbs.Calling(
            new("preview", "What words mean as a schedule, and when it would run next. Nothing is stored.") { phrase, zone, count, json },
            async call =>
            {
                var answer = await call.Client.Schedules.PreviewAsync(
                    new()
                    {
                        Phrase = call.Value(phrase),
                        TimeZone = call.Value(zone) ?? PersonZone.Of(Environment.GetEnvironmentVariable("OMNIFORGE_TIME_ZONE"), TimeZoneInfo.Local),
                        Count = call.Value(count),
                    },
                    call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, answer);
                }
                else
                {
                    Describe(call.Terminal, answer);
                }

                return answer.Question is null ? ExitCodes.Done : ExitCodes.Failed;
            },
            "omniforge schedules preview \"first Monday of the month at 10am\" --zone Europe/Lisbon",
            "omniforge schedules preview \"weekdays at 8:30\" --count 10 --json");
    }

    internal static void Describe(Terminal terminal, PreviewScheduleResponse answer)
    {
        if (answer.Question is { } question)
        {
            terminal.Line(question.Understood.Length > 0 ? $"{question.Text} (Understood so far: {question.Understood})" : question.Text);
            return;
        }

        terminal.Line(answer.Description);
        foreach (var rule in answer.Rules)
        {
            terminal.Line($"  rule {rule.Cron} in {rule.TimeZone}");
        }

        if (answer.Assumed.Count > 0)
        {
            terminal.Line($"  assumed: {string.Join(", ", answer.Assumed)}");
        }

        var zone = answer.Rules.FirstOrDefault()?.TimeZone ?? "";
        foreach (var next in answer.NextFireTimes)
        {
            terminal.Line($"  {Words.Day(next, PersonZone.Find(zone))}");
        }

        foreach (var note in answer.Notes)
        {
            terminal.Line($"  {note}");
        }
    }
}
