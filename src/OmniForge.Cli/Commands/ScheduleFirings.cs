using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`schedules fire|backfill|firings`.</summary>
internal static class ScheduleFirings
{
    public static Command Fire(Verbs verbs)
    {
        var (schedule, json) = (ScheduleChanges.ScheduleArgument, Verbs.JsonOption);
        return verbs.Calling(
            new("fire", "Run for a schedule now, as if its time had come.") { schedule, json },
            async call =>
            {
                var known = await ScheduleNames.FindAsync(call.Client, call.Value(schedule), call.Cancelled);
                var answer = await call.Client.Schedules.FireAsync(known.Id, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, answer);
                }
                else if (answer.Firing.Outcome == FiringOutcome.Fired)
                {
                    call.Terminal.Line($"It runs. `omniforge executions watch {answer.Firing.ExecutionId}` shows how.");
                }
                else
                {
                    call.Terminal.Line($"It does not run now: {answer.Firing.Reason}");
                }

                return answer.Firing.Outcome is FiringOutcome.Fired or FiringOutcome.Buffered ? ExitCodes.Done : ExitCodes.Failed;
            },
            "omniforge schedules fire \"Project report\"");
    }

    public static Command Backfill(Verbs verbs)
    {
        var (schedule, zone, json) = (ScheduleChanges.ScheduleArgument, PersonTimes.ZoneOption, Verbs.JsonOption);
        Option<string> from = new("--from") { Description = "Begin of the window, such as 2026-11-01 or \"2026-11-01 08:00\".", Required = true };
        Option<string> to = new("--to") { Description = "End of the window, not in the future.", Required = true };
        Option<bool> check = new("--check") { Description = "Only show what would run." };
        return verbs.Calling(
            new("backfill", "Run for past times that have not run: one after another, each at most once.") { schedule, from, to, check, zone, json },
            async call =>
            {
                var known = await ScheduleNames.FindAsync(call.Client, call.Value(schedule), call.Cancelled);
                var own = PersonTimes.Find(call.Value(zone));
                var answer = await call.Client.Schedules.BackfillAsync(
                    new()
                    {
                        ScheduleId = known.Id,
                        StartAt = PersonTimes.Read("--from", call.Value(from)!, own),
                        EndAt = PersonTimes.Read("--to", call.Value(to)!, own),
                        ValidateOnly = call.Value(check),
                    },
                    call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, answer);
                    return ExitCodes.Done;
                }

                var verb = call.Value(check) ? "would run" : "will run, one after another";
                call.Terminal.Line(answer.Firings.Count == 0
                    ? "Nothing to do: every time of this window has run, or there was none."
                    : $"{Words.Count(answer.Firings.Count, "time")} {verb}:");
                foreach (var firing in answer.Firings)
                {
                    call.Terminal.Line($"  {PersonTimes.Say(firing.DueAt, own)}");
                }

                return ExitCodes.Done;
            },
            "omniforge schedules backfill \"Project report\" --from 2026-11-01 --to 2026-11-08 --check",
            "omniforge schedules backfill SCHEDULE_ID --from \"2026-11-01 08:00\" --to \"2026-11-02 08:00\"");
    }

    public static Command List(Verbs verbs)
    {
        var (schedule, zone, json) = (ScheduleChanges.ScheduleArgument, PersonTimes.ZoneOption, Verbs.JsonOption);
        Option<int> limit = new("--limit", "-n") { Description = "Most rows.", DefaultValueFactory = _ => 20 };
        return verbs.Calling(
            new("firings", "What became of each time of a schedule, newest first.") { schedule, limit, zone, json },
            async call =>
            {
                if (call.Value(limit) < 1)
                {
                    throw new CliException("--limit must be 1 or more.", ExitCodes.Usage);
                }

                var known = await ScheduleNames.FindAsync(call.Client, call.Value(schedule), call.Cancelled);
                var own = PersonTimes.Find(call.Value(zone));
                var filter = new ListFiringsRequest { ScheduleId = known.Id, PageSize = Math.Min(call.Value(limit), 500) };
                var rows = await call.Client.Schedules.ListFiringsAsync(filter, call.Cancelled).Take(call.Value(limit)).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var all = new ListFiringsResponse();
                    all.Firings.AddRange(rows);
                    Json.Write(call.Terminal, all);
                }
                else if (rows.Count == 0)
                {
                    call.Terminal.Line("None of its times has come yet.");
                }
                else
                {
                    Tables.Write(
                        call.Terminal, [$"due ({Words.Zone(own.Id)})", "what happened", "how", "execution", "why"],
                        [.. rows.Select(row => (string[])
                        [
                            PersonTimes.Say(row.DueAt, own), Words.Of(row.Outcome), Words.Of(row.Origin),
                            row.ExecutionId.Length > 0 ? row.ExecutionId : "-", row.Reason.Length > 0 ? row.Reason : "-",
                        ])]);
                }

                return ExitCodes.Done;
            },
            "omniforge schedules firings \"Project report\"",
            "omniforge schedules firings SCHEDULE_ID --limit 50 --json");
    }
}
