using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Turns of phrase that decide how parts of a sentence belong together.</summary>
internal static partial class Phrases
{
    public static bool Always(string text) => EitherWay().IsMatch(text);

    /// <summary>What is left over goes there: "the rest to Notion".</summary>
    public static bool Rest(string text) => TheRest().IsMatch(text);

    /// <summary>Nothing is to be done in this case.</summary>
    public static bool Nothing(string text) => DoNothing().IsMatch(text);

    /// <summary>Only a part of what was found: "urgent ones go to Slack".</summary>
    public static bool Part(string text) => Some().IsMatch(text);

    /// <summary>One of several ways is taken by what the data says.</summary>
    public static bool Depends(string text) => DependingOn().IsMatch(text);

    /// <summary>"I want them in": what is wanted is to be brought there.</summary>
    public static bool Wants(string text) => WantedIn().IsMatch(text);

    /// <summary>"big ones go to": only a part of what was found, told by its name.</summary>
    public static bool PartGoes(string text) => SomeGo().IsMatch(text);

    /// <summary>The words of "once that is done" at the start; null = there are none.</summary>
    public static string? AllDone(string text) => Afterwards().Match(text) is { Success: true } match ? match.Value : null;

    public static bool OpensDepending(string text) => DependingFirst().IsMatch(text);

    /// <summary>A verb that moves without being an order: "should end up in Slack".</summary>
    public static bool Lands(string text) => EndsUp().IsMatch(text);

    public static bool Compares(string text) => Comparing().IsMatch(text);

    [GeneratedRegex(@"\b(either way|in any case|in either case|in both cases|whatever happens|regardless|no matter what|always|anyway)\b")]
    private static partial Regex EitherWay();

    [GeneratedRegex(@"\b(the rest|the others|the other ones|all others|all the others|everything else|the remaining( ones)?|anything else)\b")]
    private static partial Regex TheRest();

    [GeneratedRegex(@"\b(do|does) nothing|\bstay (quiet|silent)|\bdon't do anything|\bnothing (at all|happens)|\bleave it\b|\bskip( it)?$")]
    private static partial Regex DoNothing();

    [GeneratedRegex(@"\b(ones|those|items|rows|issues|entries|tasks|tickets)\b")]
    private static partial Regex Some();

    [GeneratedRegex(@"\b(depending on|dependent on|according to|based on (the|its|their|which)|by (its|their) (type|kind))\b")]
    private static partial Regex DependingOn();

    [GeneratedRegex(@"\b(want|need|like|love|prefer|expect|have|get|see)\b.*\b(ones|them|it|those|these|that|this|everything|results?|summary|report|list|digest|numbers|overview|outcome|rest) (in|on)( the| our| my| a)?\s*$")]
    private static partial Regex WantedIn();

    [GeneratedRegex(@"^(and |the |all |then )*[\w-]+ (ones|items|rows|issues|entries|tasks|tickets|orders|leads|bugs|projects|things) (go|goes|should go|must go|belong|belongs|land|are sent|get sent|get posted|come|end up|are posted) ?(up )?(to|in|on|into)\b")]
    private static partial Regex SomeGo();

    [GeneratedRegex(@"^(once|when|after|as soon as) (done|finished|((that|this|it)('s| is| has been| was)|(they|these|those) (are|have been)|all (that |this )?is) (done|finished|complete|completed|sent|posted|over|ready|through))\b")]
    private static partial Regex Afterwards();

    [GeneratedRegex(@"^(and |then )?(depending on|dependent on|according to|based on|by) ")]
    private static partial Regex DependingFirst();

    [GeneratedRegex(@"\b(end up|ends up|goes?|should be|must be|belongs?|lands?|appears?|should show up|shows up|comes?) (in|on|to|into|posted|sent|written|saved|put|shared)\b")]
    private static partial Regex EndsUp();

    [GeneratedRegex(@"\bcompar(e|es|ing|ison)\b|\bmatch\b.*\b(with|against)\b|\bdiff\b")]
    private static partial Regex Comparing();
}
