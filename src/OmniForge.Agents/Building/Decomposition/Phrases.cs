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

    /// <summary>What the order before it made is handed on: "the link of that issue", "its link".</summary>
    public static bool Refers(string text) => Made().IsMatch(text);

    /// <summary>A part of what was found that goes somewhere, though no order begins it: "whatever is new goes to Slack".</summary>
    public static bool PartBegins(string text) => Portion().IsMatch(text);

    /// <summary>"from that page a post for Slack": what was made is worked on.</summary>
    public static bool FromMade(string text) => Onwards().IsMatch(text);

    [GeneratedRegex(@"^(from|out of|with|of) (that|this|it|these|those|both)\b.* (for|to|in|into|on)\b")]
    private static partial Regex Onwards();

    /// <summary>"have … counted and the count noted in": what is to be done is told as done.</summary>
    public static bool HasDone(string text) => Done().IsMatch(text);

    [GeneratedRegex(@"\b(have|get|want|need|like|see|should|must)\b.*\b(posted|written|saved|noted|logged|recorded|stored|kept|put|published|shared|filed|listed|added|entered|documented|shown|announced|mentioned) (in|on|under)( the| our| my| a| an)?$")]
    private static partial Regex Done();

    /// <summary>What the order before it made, by its noun: "create a … issue" and then "mention the issue".</summary>
    public static bool Again(string made, string text)
        => Fresh().Match(made) is { Success: true } thing && Regex.IsMatch(text, $@"\b(the|that|this)( new)? {thing.Groups["thing"].Value}\b");

    [GeneratedRegex(@"\b(?:a|an|one|new)\b(?: [\w-]+){0,3}? (?<thing>issue|page|ticket|task|card|entry|post|doc|database|row|note|record)\b")]
    private static partial Regex Fresh();

    /// <summary>A question in place of an "if": "Any new bugs? Then …".</summary>
    public static bool AsksWhether(string text) => Whether().IsMatch(text);

    [GeneratedRegex(@"\b(link|links|url|address|number|id|title|name)s? (of|to|for|from) (that|this|the (new|created|fresh)|the) (new |fresh )?(issue|page|ticket|task|entry|post|card|row|message|doc)s?\b|\bits (link|url|address|number|id|title)\b|\b(that|those|the (newly )?(new|created|made|resulting)) (issue|page|ticket|card|post)s?\b|\b(the|a) (link|url)( to it)?\b|\blink (it|that|them|back)\b")]
    private static partial Regex Made();

    [GeneratedRegex(@"^(whatever|everything|anything|what|all|any|those|the|each|every|only|\w+ (ones|items|rows|issues|entries|tasks|tickets|orders|leads|bugs|projects|things))\b.*\b(goes|go|belongs?|lands?|ends? up|comes?|becomes?|turns?|is (sent|posted|written|saved|put)|are (sent|posted|written|saved|put)|gets? (posted|sent|written|saved|put)|(should|must|shall|has to|have to|can) (go|be|land|end up|come|get))\b.*\b(to|in|on|into|an?|one)\b")]
    private static partial Regex Portion();

    /// <summary>"the French ones to": the verb of the part before it is meant again.</summary>
    public static bool PartGoesOn(string text) => Elided().IsMatch(text);

    [GeneratedRegex(@"^(the |all |any )?[\w-]+ (ones|items|rows|issues|entries|tasks|tickets|orders|leads|bugs|projects|things|people|customers) (up |over )?(to|into|in|on)\b")]
    private static partial Regex Elided();

    [GeneratedRegex(@"^(any|no|is|are|has|have|does|do|did|was|were|anything|nothing|something|still|more|less|fewer|over|under|above|below|too|late|overdue|all|none|somebody|someone|new|found|got)\b(?! (you|we|i)\b)")]
    private static partial Regex Whether();

    [GeneratedRegex(@"\b(either way|in any case|in either case|in both cases|whatever happens|regardless|no matter what|always|anyway)\b")]
    private static partial Regex EitherWay();

    [GeneratedRegex(@"\b(the rest|the others|the other ones|all others|all the others|everything else|the remaining( ones)?|anything else)\b")]
    private static partial Regex TheRest();

    [GeneratedRegex(@"\b(do|does|post|send|write|say|share|publish|tell|report) nothing|\bno (message|post|report|mail|update|ping|note)s?\b|\bstay (quiet|silent)|\bdon't do anything|\bnothing (at all|happens)|\bleave it\b|\bskip( (it|this|that|the \w+))?$|\b(don't|do not|never) (post|send|write|share|tell|bother|message|ping)\b")]
    private static partial Regex DoNothing();

    [GeneratedRegex(@"\b(ones|those|items|rows|issues|entries|tasks|tickets)\b")]
    private static partial Regex Some();

    [GeneratedRegex(@"\b(depending on|dependent on|according to|based on (the|its|their|which)|by (its|their) (type|kind))\b")]
    private static partial Regex DependingOn();

    [GeneratedRegex(@"\b(want|need|like|love|prefer|expect|have|get|see)\b.*\b(ones|them|it|those|these|that|this|everything|results?|summary|report|list|digest|numbers|overview|outcome|rest) (in|on)( the| our| my| a)?\s*$")]
    private static partial Regex WantedIn();

    [GeneratedRegex(@"^(and |the |all |then )*[\w-]+ (ones|items|rows|issues|entries|tasks|tickets|orders|leads|bugs|projects|things|people|customers) (go|goes|should go|must go|belong|belongs|land|are sent|get sent|get posted|come|end up|are posted)? ?(up )?(to|in|on|into)\b")]
    private static partial Regex SomeGo();

    [GeneratedRegex(@"^(once|when|after|as soon as) (done|finished|((that|this|it)('s| is| has been| was)|(they|these|those) (are|have been)|all (that |this )?is) (done|finished|complete|completed|sent|posted|over|ready|through))\b")]
    private static partial Regex Afterwards();

    [GeneratedRegex(@"^(and |then )?(depending on|dependent on|according to|based on|by) ")]
    private static partial Regex DependingFirst();

    [GeneratedRegex(@"\b(end up|ends up|goes?|should be|must be|belongs?|lands?|appears?|should show up|shows up|comes?) (in|on|to|into|posted|sent|written|saved|put|shared)\b|\b(should|must|shall|has to|have to|needs? to|is to|are to|ought to|will) (also |then |always )?be (also |then )?(posted|sent|written|saved|put|shared|raised|filed|opened|created|noted|logged|recorded|announced|listed|published|stored|kept|reported|mentioned|copied|added|entered|documented|summari[sz]ed|collected|archived|flagged)\b")]
    private static partial Regex EndsUp();

    [GeneratedRegex(@"\bcompar(e|es|ed|ing|ison)\b|\b(re)?match(ing)?\b.*\b(with|against|to)\b|\bdiff\b|\breconcil(e|ing)\b|\bcross-?check")]
    private static partial Regex Comparing();
}
