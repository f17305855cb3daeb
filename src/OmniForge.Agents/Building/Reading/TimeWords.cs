using System.Text.RegularExpressions;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Tells "tomorrow" and "do it on Monday", which put an answer off, from times at which an agent should run.</summary>
internal static class TimeWords
{
    private static readonly Regex Repeating = new(
        "\\b(?:every|each|daily|weekly|hourly|monthly|quarterly|yearly|nightly|weekdays?|weekends?|(?:mon|tues|wednes|thurs|fri|satur|"
            + "sun)days|twice|thrice|"
        + "once a|times a|per (?:day|week|month|hour)|at (?:\\d+|noon|midnight|half)|(?:half|quarter|five|ten|twenty) (?:past|to)|time(?: ?zone)?$|(?:hours?|minutes?|mins?) (?:later|earlier|sooner)|(?:push|move|shift|bring|put|pull) (?:it |that |this )?(?:back|forward|earlier|later|ahead) (?:by )?|\\d{1,2}(?::\\d{2})? ?(?:am|pm|h|o.?clock)|"
            + "\\d{1,2}:\\d{2}|noon|midnight|(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:in the (?:morning|afternoon|evening)|at night|sharp)|"
        + "on demand|when i (?:ask|say|want|run|start)|by hand|myself|manually|first of|last day|of (?:the|each|every) (?:month|year|quarter)|working days?|business (?:hours|days))\\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private const string Name = "(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?";

    private const string Lead =
        "(?:(?:make|change|move|switch|set|shift|put|run|it|that|this one|to|on|must|should|except|but|not|never|skip|without|leave out|drop|all|apart from|only|just|also|and|take|include|including|add|adding|with|plus|extend(?: it)? to|extend it with|cover|covering|even|as well as|skip|leave|cut|omit|exclude|the|"
        + "do not|don't|dont|send|say|please) )*";

    private static readonly Regex Day = new($"^{Lead}{Name}(?: instead| then| please| only| too)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Days = new($"\\b{Name}\\b.*\\b{Name}\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Date = new(
        $"^{Lead}\\d{{1,2}}(?:st|nd|rd|th)(?:(?:,| and| &| or| instead of| rather than| in place of| not)+(?: on)?(?: the)? \\d{{1,2}}(?:st|nd|rd|th))*(?: instead| please| rather| only| too| as well| then| of (?:the|each|every) month)*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Asking = new(
        "^(?:(?:ok|okay|so|and|well|hm+|but|actually)[, ]+)*(?:(?:can|could) (?:we|you|it) (?:please |maybe )?(?:do|make it|be|take|have|say|switch to|move it to|go for)|how about|what about|let'?s (?:do|take|say|go with|make it|have))(?: it)?(?: on)? *$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Meeting = new(
        "\\b(?:talk|meet|decide|answer|try|come back|test|wait|continue|see|think|ask|call)\\b[^,.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex PutOff = new(
        "\\b(?:do|decide|talk|continue|meet|come back|try|answer|until|till|before|after|not|start|test|let us|let's|wait|next|"
            + "this)\\b[^,.;]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Before = new(
        "\\b(?:and|also(?: (?:like|want|need|have|get|run|send|do|post|go|come|be|sent|out|to|it|this|that|one|them))*|plus|but|not|except|only|instead of|rather|swap|replace|exchange|trade|move|change|switch|shift|include|including|add|plus|extend(?: it)? to|as well as)\\s+(?:the\\s+)?(?:also\\s+|not\\s+|only\\s+)?$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Before an "and" that adds a time there is nothing, a mark or agreement; else it joins another wish with this one.</summary>
    private static readonly Regex Agreed = new(
        "^\\s*(?:(?:yes|yeah|yep|ok|okay|good|great|fine|perfect|sure|nice|right|please|oh|hm|looks good|all good|cool|correct)[\\s.,;!?:]*)*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex After = new("^\\s*,?\\s*(?:too|as well|instead|only|also|included|(?:can|could|may|should) be (?:skipped|left out|dropped|omitted)|(?:is|are) not needed)\\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex BareNumber = new("^(?:instead of |to |from |by |above |below |over |under )?\\d+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>"20" beside no word of time is an amount, unless a time was asked for.</summary>
    public static bool Amount(string text, ScheduleSpan span) => BareNumber.IsMatch(text.Substring(span.Start, span.Length).Trim());

    public static bool Repeats(string text, ScheduleSpan span) => Repeating.IsMatch(text.AsSpan(span.Start, span.Length));

    /// <summary>The time with "and", "also" or "too" beside it: they say whether it is added or takes the old one's place.</summary>
    public static string WithJoint(string text, ScheduleSpan span)
    {
        var end = span.Start + span.Length;
        if (Moves.IsMatch(text[..span.Start]) && FromTo.Match(text.Substring(span.Start, span.Length)) is { Success: true } moved)
        {
            return moved.Groups["now"].Value;
        }

        var before = Before.Match(text[..span.Start]);
        var after = After.Match(text[end..]);
        var joins = before.Success && (!before.Value.Trim().Equals("and", StringComparison.OrdinalIgnoreCase) || Agreed.IsMatch(text[..before.Index]));
        var start = joins ? before.Index : span.Start;
        return text[start..(end + (after.Success ? after.Length : 0))];
    }

    private static readonly Regex Moves = new(
        "\\b(?:move|change|shift|switch|push|bring|put|swap)\\b[^.;,]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex FromTo = new(
        "^from\\s+(?:(?!\\b(?:every|each)\\b).)+?\\s+to\\s+(?<now>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Exchange = new(
        "\\b(?:swap|replace|exchange|trade|move|change|switch|shift)\\s+(?:the\\s+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex For = new("^\\s*(?:for|with|to|by|into)\\s+(?:the\\s+|a\\s+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>"swap Thursday for Friday" as it was said; null when the two times stand side by side in another way.</summary>
    public static string? Exchanged(string text, ScheduleSpan old, ScheduleSpan now)
    {
        var verb = Exchange.Match(text[..old.Start]);
        var end = old.Start + old.Length;
        return verb.Success && end <= now.Start && For.IsMatch(text[end..now.Start]) ? text[verb.Index..(now.Start + now.Length)] : null;
    }

    /// <summary>A single moment, not a habit. A bare day counts as a correction unless something is put off to it.</summary>
    public static bool Once(string text, ScheduleSpan span)
    {
        var said = text.Substring(span.Start, span.Length).Trim();
        if (Days.IsMatch(said) && !Meeting.IsMatch(text[..span.Start]) || ScheduleReader.Read(said, null).Kind == TriggerWish.OnDemand)
        {
            return false;
        }

        if ((Day.IsMatch(said) && Asking.IsMatch(text[..span.Start])) || (Date.IsMatch(said) && !PutOff.IsMatch(text[..span.Start])))
        {
            return false;
        }

        return !Repeating.IsMatch(said) && !(Day.IsMatch(said) && !PutOff.IsMatch(text[..span.Start]));
    }
}
