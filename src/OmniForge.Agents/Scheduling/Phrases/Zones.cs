namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>How much must stand around a place name before it is taken for a zone.</summary>
internal enum ZoneReach
{
    /// <summary>Only with "time" after it: "Lisbon time".</summary>
    Named,

    /// <summary>Right behind a time or a day: "9am London".</summary>
    Told,

    /// <summary>Any place name: the words answer a question about the zone.</summary>
    Alone,
}

/// <summary>"New York time", "9am London", "Eastern", "UTC+3", "Asia/Tokyo".</summary>
internal static class Zones
{
    public static ZoneItem? Match(TokenList tokens, int at, ZoneReach reach)
        => Offset(tokens, at) ?? Id(tokens, at) ?? Theirs(tokens, at) ?? Place(tokens, at, reach) ?? Unknown(tokens, at, reach);

    /// <summary>"UTC+3", "GMT-05:30"; "UTC" alone is a place name.</summary>
    private static ZoneItem? Offset(TokenList tokens, int at)
    {
        if (!tokens[at].IsAny("utc", "gmt") || !tokens[at + 1].IsAny("+", "-") || !tokens[at + 2].IsNumber)
        {
            return null;
        }

        var end = at + 3;
        var (hours, minutes) = (tokens[at + 2].Value, 0);
        if (tokens[at + 2].Text.Length == 4)
        {
            (hours, minutes) = (hours / 100, hours % 100);
        }
        else if (tokens[end].IsAny(":", ".") && tokens[end + 1] is { IsNumber: true, Text.Length: 2 } && tokens.Touch(end))
        {
            minutes = tokens[end + 1].Value;
            end += 2;
        }

        var total = (tokens[at + 1].Is("-") ? -1 : 1) * ((hours * 60) + minutes);
        end = tokens[end].Is("time") ? end + 1 : end;
        return new(ZoneOffsets.Find(total), tokens.Words(at, end)) { Start = at, End = end };
    }

    /// <summary>An id as the time zone database writes it.</summary>
    private static ZoneItem? Id(TokenList tokens, int at)
    {
        var slash = at + 1;
        if (!tokens[at].IsWord || !tokens[slash].Is("/") || !tokens.Touch(at) || !tokens[at + 2].IsWord)
        {
            return null;
        }

        var end = tokens.Source.IndexOfAny([' ', ',', ';', '.', ')', '"'], tokens[at].Start);
        var text = tokens.Source[tokens[at].Start..(end < 0 ? tokens.Source.Length : end)];
        if (!TimeZones.TryFind(text, out _))
        {
            return null;
        }

        var next = at;
        while (next < tokens.Count && tokens[next].Start < tokens[at].Start + text.Length)
        {
            next++;
        }

        return new(text, text) { Start = at, End = next };
    }

    /// <summary>"for the team in Mumbai, their time": of the place that was named; when none was, it must be asked.</summary>
    private static ZoneItem? Theirs(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "in", "on", "by");
        var whose = tokens.AfterAny(start, "their", "his", "her", "their local", "his local", "her local");
        var end = whose > start ? tokens.AfterAny(whose, "time", "time zone", "timezone", "clock", "morning time") : whose;
        end = end > whose ? end : tokens.AfterAny(at, "time there", "local time there", "time over there", "the time there", "local there", "local time over there");
        if (end == at || (whose > start && end == whose))
        {
            return null;
        }

        var place = Enumerable.Range(0, tokens.Count).Where(place => place < at || place >= end).Select(place => Longest(tokens, place).Id).FirstOrDefault(id => id is not null);
        return new(string.IsNullOrEmpty(place) ? null : place, tokens.Words(at, end)) { Start = at, End = end };
    }

    private static ZoneItem? Place(TokenList tokens, int at, ZoneReach reach)
    {
        var start = tokens.AfterAny(at, "in the", "in", "for", "us", "u . s", "at", "the", "on", "to");
        var (id, end) = Longest(tokens, start);
        if (id is null && start > at)
        {
            start = at;
            (id, end) = Longest(tokens, start);
        }

        if (id is null)
        {
            return null;
        }

        var more = tokens.AfterAny(end, "standard", "daylight", "summer", "winter", "daylight saving", "mean");
        var time = tokens.AfterAny(more, "time", "timezone", "time zone", "clock", "times");
        if (time == more)
        {
            more = end;
            if (reach == ZoneReach.Named || (reach == ZoneReach.Told && !Told(tokens, at, start, end)))
            {
                return null;
            }
        }

        var stop = time > more ? time : end;
        return new(id.Length == 0 ? null : id, tokens.Words(start, stop)) { Start = at, End = stop };
    }

    /// <summary>Without the word "time", a place counts at the end of what is said: nothing of a noun phrase may follow it.</summary>
    private static bool Told(TokenList tokens, int at, int start, int end)
    {
        if (start > at && !tokens[at].IsAny("in", "us", "u"))
        {
            return false;
        }

        // "10am Pacific post the releases": what follows is a wish, when its own object stands behind it.
        var wish = tokens[end].IsWord && tokens[end + 1].IsAny("the", "my", "our", "a", "an", "all", "me", "us", "every", "each", "it", "them");
        return tokens[end].Ends || Signs.IsFunctionWord(tokens, end) || Words.Day(tokens[end]) is not null || wish;
    }

    private static (string? Id, int End) Longest(TokenList tokens, int at)
    {
        if (!tokens[at].IsWord)
        {
            return (null, at);
        }

        for (var words = ZonePlaces.LongestName; words > 0; words--)
        {
            var (name, end) = Name(tokens, at, words);
            if (name is not null && ZonePlaces.Find(name) is { } id)
            {
                return (id, end);
            }
        }

        for (var words = 3; words > 0; words--)
        {
            var (name, end) = Name(tokens, at, words);
            var timed = tokens[end].Is("time") || tokens[at - 1].Is("in") || tokens.Count <= words + 1;
            if (name is not null && timed && ZonePlaces.FindMisspelt(name) is { } id)
            {
                return (id, end);
            }
        }

        return (null, at);
    }

    private static (string? Name, int End) Name(TokenList tokens, int at, int words)
    {
        var parts = new List<string>();
        var end = at;
        while (parts.Count < words)
        {
            end = parts.Count > 0 && tokens[end].IsAny("-", ".") ? end + 1 : end;
            if (!tokens[end].IsWord)
            {
                return (null, at);
            }

            parts.Add(tokens[end].Raw);
            end++;
        }

        return (string.Join(' ', parts), end);
    }

    /// <summary>"Narnia time" after a time of day: a zone was meant, and it must be asked which.</summary>
    private static ZoneItem? Unknown(TokenList tokens, int at, ZoneReach reach)
    {
        if (!tokens[at].IsWord || !tokens[at + 1].IsAny("time", "timezone") || Signs.IsFunctionWord(tokens, at)
            || Signs.IsCommonBeforeTime(tokens[at])
            || reach == ZoneReach.Named)
        {
            return null;
        }

        return new(null, tokens.Words(at, at + 2)) { Start = at, End = at + 2 };
    }
}
