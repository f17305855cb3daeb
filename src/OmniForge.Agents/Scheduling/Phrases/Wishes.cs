namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"only when I ask" and "whenever a page is added": ways to start without a schedule.</summary>
internal static class Wishes
{
    private const string Asking = " ask say tell want need request call click press push start run trigger decide feel like choose "
        + "order command launch hit tap fancy remember initiate execute activate ";

    private const string Beside = " for to it so you me this that them one on in button the a myself manually hand by yourself explicitly ";

    private const string Happening =
        " added create created open opened close closed post posted posts change changed changes update updated updates edit edited "
            + "arrive arrives "
        + "arrived come comes came receive received receives upload uploaded uploads send sent sends submit submitted submits assign "
        + "assigned assigns "
        + "merge merged push pushed publish published mention mentioned mentions move moved moves delete deleted removed appear "
        + "appears appeared "
        + "land lands happens adds creates opens closes sign signs books booked pay pays paid fail fails failed reply replies replied "
        + "comment "
        + "comments commented fills filled buys bought subscribes subscribed responds responded donates donated gets joins joined message messages filed reported completed finishes finished new drops reaches writes ";

    /// <summary>What comes and goes: "on every push".</summary>
    private static readonly string[] Happenings =
    [
        "push", "commit", "release", "merge", "comment", "message", "payment", "sale", "signup", "upload", "submission", "reply", "mention", "deploy", "deployment", "booking", "purchase",
        "registration", "order", "pull",
    ];

    private static readonly string[] ByHand =
    [
        "on demand", "on request", "manually", "by hand", "no schedule", "without a schedule", "without schedule", "never automatically",
        "not automatically", "no automatic runs", "no automatic run", "no automatic schedule", "no auto runs", "not on a schedule", "not scheduled", "unscheduled", "as needed", "as required", "when needed", "ad hoc",
        "on command", "no fixed time", "no fixed schedule", "no timer", "at my command", "when asked", "only when asked", "i run it myself",
        "i will run it myself", "ill run it myself", "i start it myself", "ill start it myself", "i will start it myself", "run it myself",
        "start it myself", "i do it myself", "ill run it", "ill start it", "i run it", "i start it", "i will run it", "i will start it",
        "i want to run it myself", "i want to start it myself", "no need for a schedule", "dont schedule it", "do not schedule it",
        "i click run", "i press run", "i hit run", "ill click run", "ill press run", "i will click run", "i will press run", "i use the button", "i press the button",
        "i click the button", "i push the button", "ill press the button", "only manually", "just manually", "upon request", "by request", "at my request", "at will", "on my say so", "at my say so", "when prompted", "if asked", "only if asked", "at the push of a button", "at the press of a button", "at the click of a button", "on a click", "at a click", "not automatic", "no auto", "only on demand", "only by hand",
    ];

    public static WishItem? Match(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "only", "just", "purely", "always");
        var end = tokens.AfterAny(start, ByHand);
        if (end > start)
        {
            end = tokens.AfterAny(end, "myself", "on my own", "by hand", "manually", "when i need it", "when i want");
            return new(TriggerWish.OnDemand) { Start = at, End = end };
        }

        return Unattended(tokens, at) ?? Myself(tokens, at) ?? Unplanned(tokens, at) ?? Clause(tokens, at) ?? ForEachNew(tokens, at);
    }

    /// <summary>"I don't want it to run by itself", "it should not start on its own".</summary>
    private static WishItem? Unattended(TokenList tokens, int at)
    {
        if (!tokens[at].IsAny("not", "dont", "never", "shouldnt", "mustnt", "doesnt", "without", "wont", "isnt", "stop", "no"))
        {
            return null;
        }

        for (var end = at + 1; end <= at + 8 && !tokens[end].Ends; end++)
        {
            var alone = tokens.AfterAny(end, "by itself", "on its own", "by its own", "automatically", "automatic", "regularly", "on a schedule", "on any schedule", "on a timer",
                "unattended", "of its own accord", "without me", "in the background", "at fixed times", "at set times");
            if (alone > end)
            {
                return new(TriggerWish.OnDemand) { Start = at, End = alone };
            }
        }

        return null;
    }

    /// <summary>"I'll kick it off myself", "we start it by hand".</summary>
    private static WishItem? Myself(TokenList tokens, int at)
    {
        if (!tokens[at].IsAny("i", "ill", "we", "well", "id", "lemme", "let"))
        {
            return null;
        }

        var starts = false;
        for (var end = at + 1; end <= at + 7 && !tokens[end].Ends; end++)
        {
            starts |= tokens[end].IsAny("run", "start", "kick", "trigger", "launch", "fire", "do", "handle", "press", "click", "push", "set", "initiate", "activate", "execute", "call", "pull", "hit");
            var alone = tokens.AfterAny(end, "myself", "ourselves", "by hand", "manually", "personally", "on my own", "on our own");
            if (starts && alone > end)
            {
                return new(TriggerWish.OnDemand) { Start = at, End = alone };
            }
        }

        return null;
    }

    /// <summary>"no timetable", "without any fixed times", "don't put it on a schedule".</summary>
    private static WishItem? Unplanned(TokenList tokens, int at)
    {
        var no = tokens.AfterAny(at, "no", "without", "without a", "without any", "not on a", "not on any", "dont need a", "do not need a", "no need for a", "i need no", "needs no", "skip the", "forget the", "dont put it on a", "do not put it on a", "dont want a", "do not want a", "not to a", "not by a");
        var kind = tokens.AfterAny(no, "fixed", "set", "regular", "automatic", "recurring", "particular", "specific", "strict", "real", "proper");
        var end = no > at ? tokens.AfterAny(kind, "schedule", "schedules", "timetable", "timetables", "timer", "timers", "calendar", "clock", "rhythm", "automation", "scheduling", "autopilot", "auto run") : at;
        end = end > kind ? end : kind > no && no > at ? tokens.AfterAny(kind, "time", "times", "day", "days", "hour", "hours", "run", "runs", "start", "starts") : kind;
        return end > kind && kind >= no && no > at ? new(TriggerWish.OnDemand) { Start = at, End = end } : null;
    }

    private static WishItem? Clause(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "only", "just");
        var open = tokens.AfterAny(lead, "whenever", "each time", "every time", "as soon as", "anytime", "any time", "the moment",
            "immediately when",
            "immediately after", "upon", "right after", "directly after", "straight after");
        var start = open > lead ? open : tokens.AfterAny(lead, "when", "if", "once", "after");
        if (start == lead || tokens[start].Ends || tokens[start].Is("possible"))
        {
            return null;
        }

        var end = start;
        var happens = false;
        var asked = false;
        var person = tokens[start].IsAny("i", "we", "you", "im", "ive");
        while (!tokens[end].IsAny(",", ";", ".", "!", "?", "-", ":") && tokens[end].Kind != TokenKind.End && end - start < 14)
        {
            happens |= Happening.Contains($" {tokens[end].Text} ", StringComparison.Ordinal);
            asked |= end - start <= 3 && Asking.Contains($" {tokens[end].Text} ", StringComparison.Ordinal);
            end++;
        }

        if (person)
        {
            return asked && !tokens[lead].IsAny("once", "after")
                ? new(TriggerWish.OnDemand) { Start = at, End = Math.Min(end, BehindAsking(tokens, start)) } : null;
        }

        // "if anything is below 10" and "when it is late" are conditions on data, not a way to start.
        var event_ = open > lead ? happens || tokens[lead].IsAny("whenever", "each", "every", "as", "anytime", "upon")
            : happens && tokens[lead].IsAny("when", "once", "after") && !tokens[start].IsAny("it", "they", "its", "that", "this", "all");
        return event_ ? new(TriggerWish.Event) { Start = at, End = end } : null;
    }

    /// <summary>"when I ask for it", "when I tell you to run it": behind that the sentence speaks of something else.</summary>
    private static int BehindAsking(TokenList tokens, int start)
    {
        var end = start;
        while (!Asking.Contains($" {tokens[end].Text} ", StringComparison.Ordinal))
        {
            end++;
        }

        while (Asking.Contains($" {tokens[end].Text} ", StringComparison.Ordinal) || Beside.Contains($" {tokens[end].Text} ",
            StringComparison.Ordinal))
        {
            end++;
        }

        return end;
    }

    /// <summary>"on every new message", "for each new order".</summary>
    private static WishItem? ForEachNew(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "on", "upon", "after", "with", "at");
        lead = lead == at && at == 0 ? tokens.AfterAny(at, "for") : lead;
        var start = tokens.AfterAny(lead, "every new", "each new", "any new", "a new", "new");
        var each = tokens.AfterAny(lead, "every", "each", "any", "a", "an");
        if (lead > at && each > lead && tokens[each].IsAny(Happenings))
        {
            return new(TriggerWish.Event) { Start = at, End = each + 1 };
        }

        return lead > at && start > lead && tokens[start].IsWord && Words.UnitOf(tokens[start]) is null && Words.Day(tokens[start]) is null
            ? new(TriggerWish.Event) { Start = at, End = start + 1 }
            : null;
    }
}
