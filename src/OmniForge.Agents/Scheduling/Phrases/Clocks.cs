namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Clock times: "8", "8:30", "8.30", "18h30", "half past eight", "quarter to six pm", "noon".</summary>
internal static class Clocks
{
    private const string Units =
        " % percent x pieces items people companies rows entries characters words euros euro dollars dollar points pages results files "
        + "tasks issues projects orders tickets lines days day weeks week months month years year hours minutes minute seconds times "
        + "time st "
        + "emails messages customers clients products others more ";

    /// <summary>Reads a time here. A weak one, such as a lone "9", counts only where a time is expected.</summary>
    public static Item? Match(TokenList tokens, int at, bool expected)
        => Offset(tokens, at) ?? Named(tokens, at) ?? HalfHour(tokens, at) ?? Past(tokens, at, expected) ?? Digits(tokens, at, expected);

    /// <summary>Whether a number in front of "to" tells minutes: "10 to 9" may, "9 to 5" does not.</summary>
    public static bool LeadsMinutes(Token number) => number.Value is 5 or 10 or 20 or 25;

    /// <summary>"ten minutes before midnight", "an hour after noon", "half an hour before 9am".</summary>
    private static TimeItem? Offset(TokenList tokens, int at)
    {
        var half = tokens.AfterAny(at, "half an hour", "half hour", "a half hour");
        var quarter = tokens.AfterAny(at, "a quarter of an hour", "quarter of an hour");
        var one = tokens.AfterAny(at, "an hour", "one hour", "1 hour");
        var (minutes, end) = half > at ? (30, half) : quarter > at ? (15, quarter) : one > at ? (60, one)
            : tokens[at] is { IsNumber: true, Ordinal: false, Value: > 0 and < 60 } count && Words.UnitOf(tokens[at + 1]) is Unit.Minute or Unit.Hour
                ? (count.Value * (Words.UnitOf(tokens[at + 1]) == Unit.Hour ? 60 : 1), at + 2) : (0, at);
        var side = tokens.AfterAny(end, "before", "to", "ahead of", "prior to", "after", "past");
        if (minutes == 0 || side == end || (Named(tokens, side) ?? Digits(tokens, side, true)) is not TimeItem { Vague: null } time || (time.Bare && !tokens[at + 1].IsWord))
        {
            return null;
        }

        var shift = tokens[end].IsAny("after", "past") ? minutes : -minutes;
        return time with { Minute = Wrap(time.Minute + shift), Start = at, Midnight = false };
    }

    /// <summary>"half nine" is half past nine to some and half past eight to others.</summary>
    private static ProblemItem? HalfHour(TokenList tokens, int at)
        => tokens[at].Is("half") && tokens[at + 1] is { IsNumber: true, Ordinal: false, Value: >= 1 and <= 12 }
            && Words.UnitOf(tokens[at + 2]) is null
            ? new(ScheduleReasons.VagueTime, Slot.When, tokens.Words(at, at + 2)) { Start = at, End = at + 2 }
            : null;

    private static TimeItem? Named(TokenList tokens, int at)
    {
        var start = tokens[at].Is("12") || tokens[at].Value == 12 ? at + 1 : at;
        var word = tokens[start];
        if (word.IsAny("noon", "midday", "noontime") || tokens.Follow(start, "mid day", out _))
        {
            return new(12 * 60) { Start = at, End = word.Is("mid") ? start + 2 : start + 1 };
        }

        if (!word.Is("midnight"))
        {
            return null;
        }

        var first = tokens.AfterAny(start + 1, "at the start of the day", "at the start", "at the beginning of the day");
        var last = tokens.AfterAny(start + 1, "at the end of the day", "at the end");
        return last > start + 1 ? new(0) { Start = at, End = last, NextDay = true }
            : new(0) { Start = at, End = first, Midnight = first == start + 1 };
    }

    private static Item? Past(TokenList tokens, int at, bool expected)
    {
        var (minutes, middle) = Lead(tokens, at);
        if (minutes is null)
        {
            return null;
        }

        var word = tokens[middle];
        var before = word.IsAny("to", "before", "til", "of");
        if (!before && !word.IsAny("past", "after"))
        {
            return null;
        }

        // "10 to 9" is a window unless a time is expected in just this place; "ten to nine" is a time.
        if (before && tokens[at].IsNumber && !tokens[at].Spelled && !(expected && LeadsMinutes(tokens[at]) && tokens[at - 1].IsAny("at",
            "@")))
        {
            return null;
        }

        var hour = middle + 1;
        if (tokens[hour].IsAny("noon", "midday", "midnight"))
        {
            var named = tokens[hour].Is("midnight") ? 24 : 12;
            return new TimeItem(Wrap((named * 60) + (before ? -minutes.Value : minutes.Value))) { Start = at, End = hour + 1 };
        }

        if (!tokens[hour].IsNumber || tokens[hour].Ordinal || tokens[hour].Value > 23)
        {
            return null;
        }

        var end = tokens[hour + 1].Is("oclock") ? hour + 2 : hour + 1;
        var (half, last) = Half(tokens, end, hour);
        return Make(tokens, at, last, tokens[hour], 0, half, before ? -minutes.Value : minutes.Value);
    }

    /// <summary>"half", "quarter", "a quarter", "ten", "25 minutes": the minutes before "past" or "to".</summary>
    private static (int? Minutes, int End) Lead(TokenList tokens, int at)
    {
        var start = tokens[at].IsAny("a", "at") && tokens[at + 1].Is("quarter") ? at + 1 : at;
        if (tokens[start].IsAny("half", "quarter"))
        {
            return (tokens[start].Is("half") ? 30 : 15, start + 1);
        }

        if (tokens[at].IsNumber && !tokens[at].Ordinal && tokens[at].Value is >= 1 and <= 59)
        {
            return (tokens[at].Value, tokens[at + 1].IsAny("minutes", "minute", "mins", "min") ? at + 2 : at + 1);
        }

        return (null, at);
    }

    private static Item? Digits(TokenList tokens, int at, bool expected)
    {
        var number = tokens[at];
        if (!number.IsNumber || number.Ordinal || tokens[at - 1].IsAny("$", "€", "£", "#"))
        {
            return null;
        }

        // "the afternoon one" counts nothing.
        if (number is { Spelled: true, Value: 1 } && !tokens[at - 1].IsAny("at", "from", "to", "until", "past", "and"))
        {
            return null;
        }

        var (minute, end, strong) = Minutes(tokens, at);
        if (minute is null && number.Text.Length is 3 or 4 && !number.Spelled)
        {
            return Military(tokens, at, expected);
        }

        if (tokens.AfterAny(end, "oclock", "o clock", "uhr") is var clock && clock > end)
        {
            (end, strong) = (clock, true);
        }

        var (half, last) = Half(tokens, end, end - 1);
        strong |= half is not null;
        if (!strong && (!expected || Units.Contains($" {tokens[last].Text} ", StringComparison.Ordinal)))
        {
            return null;
        }

        return Make(tokens, at, last, number, minute ?? 0, half, 0);
    }

    /// <summary>The minutes after an hour. A colon, or an h, makes a time of it anywhere; a dot only where one is expected.</summary>
    private static (int? Minute, int End, bool Strong) Minutes(TokenList tokens, int at)
    {
        var next = tokens[at + 1];
        var minute = tokens[at + 2];
        var joined = tokens.Touch(at) && tokens.Touch(at + 1) && minute.IsNumber && !minute.Spelled && minute.Text.Length == 2;
        if (joined && next.IsAny(":", "h", "."))
        {
            return (minute.Value, at + 3, !next.Is("."));
        }

        if (next.Is("h") && tokens.Touch(at))
        {
            return (0, at + 2, true);
        }

        if (tokens[at].Spelled && next.IsNumber && next.Spelled && next.Value is >= 10 and <= 59)
        {
            return (next.Value, at + 2, false);
        }

        // "6 30 am"
        if (!tokens[at].Spelled && next is { IsNumber: true, Spelled: false, Ordinal: false, Text.Length: 2, Value: <= 59 } && minute.IsAny("am", "pm"))
        {
            return (next.Value, at + 2, true);
        }

        return tokens[at].Spelled && next.IsAny("oh", "o") && minute.IsNumber && minute.Value is >= 1 and <= 9
            ? (minute.Value, at + 3, true)
            : (null, at + 1, false);
    }

    /// <summary>"0830", "1730 hours".</summary>
    private static TimeItem? Military(TokenList tokens, int at, bool expected)
    {
        var number = tokens[at];
        var hours = tokens[at + 1].IsAny("hours", "hrs", "h");
        var (hour, minute) = (number.Value / 100, number.Value % 100);
        if (hour > 23 || minute > 59 || !(hours || expected) || (number.Text.Length == 4 && number.Value is >= 1900 and <= 2100 && !hours))
        {
            return null;
        }

        var (half, last) = Half(tokens, hours ? at + 2 : at + 1, at);
        return Make(tokens, at, last, number, minute, half, 0, hour) as TimeItem;
    }

    /// <summary>"am" or "pm" here; a single letter only when it touches the number.</summary>
    private static (DayPart? Half, int End) Half(TokenList tokens, int at, int before)
    {
        var word = tokens[at];
        var touches = before == at - 1 && tokens.Touch(before);
        if (word.IsAny("am", "pm"))
        {
            return (word.Is("am") ? DayPart.Am : DayPart.Pm, at + 1);
        }

        if (touches && word.IsAny("a", "p"))
        {
            return (word.Is("a") ? DayPart.Am : DayPart.Pm, at + 1);
        }

        return (null, at);
    }

    private static Item Make(
        TokenList tokens, int start, int end, Token shown, int minute, DayPart? half, int shift, int? given = null)
    {
        var hour = given ?? shown.Value;
        if (hour > 24 || minute > 59 || (hour == 24 && minute > 0) || (half == DayPart.Am && hour > 12))
        {
            return new ProblemItem(ScheduleReasons.Impossible, Slot.When, tokens.Words(start, end)) { Start = start, End = end };
        }

        if (hour == 24)
        {
            return new TimeItem(0) { Start = start, End = end, Midnight = true };
        }

        var exact = half is not null || hour is 0 or > 12 || (!shown.Spelled && shown.Text.StartsWith('0'));
        var full = half switch
        {
            DayPart.Am => hour % 12,
            DayPart.Pm when hour <= 12 => (hour % 12) + 12,
            _ => hour,
        };
        var total = Wrap((full * 60) + minute + shift);
        // A bare "quarter to one" shows twelve; a bare hour stays within the twelve that a dial shows.
        return exact
            ? new TimeItem(total) { Start = start, End = end }
            : new TimeItem(total < 60 ? total + (12 * 60) : total) { Start = start, End = end, Bare = true };
    }

    private static int Wrap(int minutes) => (minutes + (24 * 60)) % (24 * 60);
}
