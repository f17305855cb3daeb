using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`schedules create|update|delete|pause|resume`.</summary>
internal static class ScheduleChanges
{
    public static Argument<string> ScheduleArgument => new("SCHEDULE") { Description = "Id or name of the schedule, or the agent that has it." };

    private static Option<string?> CronOption => new("--cron") { Description = "Five fields instead of words: minute, hour, day of the month, month, day of the week." };

    public static Command Create(Verbs verbs)
    {
        var agent = new Argument<string>("AGENT") { Description = "Name or id of the agent." };
        var when = new Argument<string?>("WHEN") { Description = "Words such as \"weekdays at 8:30\".", Arity = ArgumentArity.ZeroOrOne };
        var (cron, zone, json, options) = (CronOption, PersonTimes.ZoneOption, Verbs.JsonOption, new ScheduleOptions());
        var command = new Command("create", "Have an agent run by itself.") { agent, when, cron, zone, json };
        options.AddTo(command);
        return verbs.Calling(
            command,
            async call =>
            {
                var owner = await AgentNames.FindAsync(call.Client, call.Value(agent), call.Cancelled);
                var rules = await RulesAsync(call, call.Value(when), call.Value(cron), call.Value(zone))
                    ?? throw new CliException("Say when: words such as \"weekdays at 8:30\", or --cron \"30 8 * * 1-5\" --zone Europe/Berlin.", ExitCodes.Usage);
                foreach (var rule in rules)
                {
                    var wish = new Schedule { Cron = rule.Cron, TimeZone = rule.TimeZone };
                    options.Fill(call, wish, PersonTimes.Find(call.Value(zone)));
                    var made = await call.Client.Schedules.CreateAsync(new() { AgentId = owner.Id, Schedule = wish }, call.Cancelled);
                    Tell(call, made, call.Value(json), $"{owner.Name} runs {made.Description}.", call.Value(zone));
                    if (owner.Status != AgentStatus.Active && !call.Value(json))
                    {
                        call.Terminal.Line($"{owner.Name} is {Words.Of(owner.Status)}: it starts once `omniforge agents activate \"{owner.Name}\"` has switched it on.");
                    }
                }

                return rules.Count > 0 ? ExitCodes.Done : ExitCodes.Failed;
            },
            "omniforge schedules create \"Project report\" \"weekdays at 8:30\"",
            "omniforge schedules create \"Project report\" --cron \"0 8 * * MON\" --zone Europe/Berlin --overlap buffer-one");
    }

    public static Command Update(Verbs verbs)
    {
        var schedule = ScheduleArgument;
        var when = new Argument<string?>("WHEN") { Description = "New times in words, if they change.", Arity = ArgumentArity.ZeroOrOne };
        var (cron, zone, json, options) = (CronOption, PersonTimes.ZoneOption, Verbs.JsonOption, new ScheduleOptions());
        var command = new Command("update", "Change a schedule. It never fires for the past.") { schedule, when, cron, zone, json };
        options.AddTo(command);
        return verbs.Calling(
            command,
            async call =>
            {
                var known = await ScheduleNames.FindAsync(call.Client, call.Value(schedule), call.Cancelled);
                var wish = new Schedule { Id = known.Id };
                var said = options.Fill(call, wish, PersonTimes.Find(call.Value(zone) ?? known.TimeZone));
                if (await RulesAsync(call, call.Value(when), call.Value(cron), call.Value(zone) ?? known.TimeZone) is { } rules)
                {
                    if (rules.Count == 0)
                    {
                        return ExitCodes.Failed;
                    }

                    (wish.Cron, wish.TimeZone) = rules is [var rule]
                        ? (rule.Cron, rule.TimeZone)
                        : throw new CliException("These words need several schedules. Change this one to one of them, and create the others.");
                    said.AddRange(["cron", "time_zone"]);
                }
                else if (call.Value(zone) is { } moved)
                {
                    wish.TimeZone = moved;
                    said.Add("time_zone");
                }

                if (said.Count == 0)
                {
                    throw new CliException("Say what changes: new times in words, or an option such as --overlap skip.", ExitCodes.Usage);
                }

                var request = new UpdateScheduleRequest { Schedule = wish, Etag = known.Etag, UpdateMask = new FieldMask() };
                request.UpdateMask.Paths.AddRange(said);
                var changed = await call.Client.Schedules.UpdateAsync(request, call.Cancelled);
                Tell(call, changed, call.Value(json), $"Changed: {changed.Description}.", call.Value(zone));
                return ExitCodes.Done;
            },
            "omniforge schedules update \"Project report\" \"Tuesdays at 9 in the morning\"",
            "omniforge schedules update SCHEDULE_ID --missed skip --except 2026-12-25 2027-01-01");
    }

    public static Command Delete(Verbs verbs)
    {
        var (schedule, json) = (ScheduleArgument, Verbs.JsonOption);
        return verbs.Calling(
            new("delete", "Remove a schedule for good.") { schedule, json },
            async call =>
            {
                var known = await ScheduleNames.FindAsync(call.Client, call.Value(schedule), call.Cancelled);
                var gone = await call.Client.Schedules.DeleteAsync(known.Id, call.Cancelled);
                Tell(call, gone, call.Value(json), $"Removed: {gone.Description}.", null);
                return ExitCodes.Done;
            },
            "omniforge schedules delete SCHEDULE_ID");
    }

    public static Command Pause(Verbs verbs)
    {
        var (schedule, json) = (ScheduleArgument, Verbs.JsonOption);
        Option<string?> reason = new("--reason") { Description = "Why, for whoever looks next." };
        return verbs.Calling(
            new("pause", "Stop a schedule for a while; its times are written down as left out.") { schedule, reason, json },
            async call =>
            {
                var known = await ScheduleNames.FindAsync(call.Client, call.Value(schedule), call.Cancelled);
                var paused = await call.Client.Schedules.PauseAsync(
                    new PauseScheduleRequest { ScheduleId = known.Id, Reason = call.Value(reason) ?? "" }, call.Cancelled);
                Tell(call, paused, call.Value(json), $"Paused: {paused.Description}. `omniforge schedules resume {paused.Id}` lets it go on.", null);
                return ExitCodes.Done;
            },
            "omniforge schedules pause \"Project report\" --reason \"holidays\"");
    }

    public static Command Resume(Verbs verbs)
    {
        var (schedule, json, zone) = (ScheduleArgument, Verbs.JsonOption, PersonTimes.ZoneOption);
        Option<bool> catchUp = new("--catch-up") { Description = "Make up for the times of the pause, as the schedule does for missed ones." };
        return verbs.Calling(
            new("resume", "Let a paused schedule go on.") { schedule, catchUp, zone, json },
            async call =>
            {
                var known = await ScheduleNames.FindAsync(call.Client, call.Value(schedule), call.Cancelled);
                var resumed = await call.Client.Schedules.ResumeAsync(
                    new ResumeScheduleRequest { ScheduleId = known.Id, CatchUp = call.Value(catchUp) }, call.Cancelled);
                Tell(call, resumed, call.Value(json), $"Goes on: {resumed.Description}.", call.Value(zone));
                return ExitCodes.Done;
            },
            "omniforge schedules resume \"Project report\"",
            "omniforge schedules resume \"Project report\" --catch-up");
    }

    /// <summary>The rules of words or of a cron line; none when the words leave something open, null when nothing was said.</summary>
    private static async Task<IReadOnlyList<ScheduleRule>?> RulesAsync(Call call, string? words, string? cron, string? zone)
    {
        if (cron is not null)
        {
            return words is null
                ? [new ScheduleRule { Cron = cron, TimeZone = PersonTimes.ZoneName(zone) }]
                : throw new CliException("Say when in words or with --cron, not both.", ExitCodes.Usage);
        }

        if (words is null)
        {
            return null;
        }

        var meant = await call.Client.Schedules.PreviewAsync(new() { Phrase = words, TimeZone = PersonTimes.ZoneName(zone) }, call.Cancelled);
        if (meant.Question is not null)
        {
            ScheduleCommands.Describe(call.Terminal, meant);
            return [];
        }

        return meant.Rules.Count > 0
            ? meant.Rules
            : throw new CliException($"\"{words}\" names no times. Say for instance \"every Monday at 8 in the morning\".");
    }

    private static void Tell(Call call, Schedule schedule, bool json, string sentence, string? zone)
    {
        if (json)
        {
            Json.Write(call.Terminal, schedule);
            return;
        }

        call.Terminal.Line(sentence);
        if (schedule.NextFireTimes.Count > 0)
        {
            var own = PersonTimes.Find(zone);
            call.Terminal.Line($"  next {PersonTimes.Say(schedule.NextFireTimes[0], own)} ({Words.Zone(own.Id)}), id {schedule.Id}");
        }
    }
}
