using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Words that report a fault, ask for something else, or only comment.</summary>
internal static class FaultPhrases
{
    private static readonly Regex Faults = new(
        "\\b(?:broke|broken|breaks|wrong|errors?|fail|fails|failed|failing|failure|missing|lacks?|lacking|incorrect|bugs?|mistakes?|crash(?:ed|es)?|"
            + "outdated|weird|strange|odd|confusing|messy|ugly|incomplete|garbled|typo|"
        + "(?:does|do|did|is|are|was|were|has|have|had) not (?:work|match|look|make sense|run|show|add up|right|correct|working|there|"
            + "included|happen|come|arrive)|problem with|issue with|trouble|not what|nothing (?:came|happened|arrived)|never (?:came|"
            + "arrived|worked)|"
        + "too (?:long|short|many|much|few|big|small|late|early|little|wide|old|detailed|verbose)|old data|off by|mixed up|empty|"
            + "duplicated?|duplicates?|doubled?|doubles|repeated|repeats|twice|twise|complain(?:ed|s)?|out (?:of (?:date|order|sync|place|whack|line|range|control)|by (?:a|an|one|two|\\d+))|(?:a|an|one|two|three|four|five|six|seven|several|few|\\d+) (?:minutes?|hours?|days?|weeks?|months?|years?|rows?|columns?|lines?|percent|cents?|euros?) (?:out|off|late|early|behind|ahead|short|too)|back to front|upside down|(?:the )?wrong way (?:round|around)|inside out|jumbled|mangled|scrambled|garbage|gibberish|cut off|truncated|chopped|stale|ancient|blank|unreadable|illegible|hard to read|cramped|cluttered|crowded|inconsistent|inaccurate|mismatch(?:ed)?|misspel(?:t|led)|mistyped|swapped|reversed|overlaps?|froze|frozen|hung|hangs|stuck|timed out|spammed|ignored|forgotten|misses|missed|omits|omitted|skipped|left out|(?:is|are|was|were) not (?:there|in it|shown|listed|included|in there|on it|mentioned)|no sign of|(?:still|only|showing|shows?|has|have|uses?|using|from) (?:the )?last (?:year|month|week)|not the [a-z]+(?: [a-z]+)? (?:i|we) (?:gave|sent|wanted|want|need|needed|meant|mean|asked|chose|picked|uploaded|know|use)|(?:expected|hoped for|was hoping for|would have expected) (?:something|more|better|less|a different|different|fewer)|(?:looks?|seems?|feels?|sounds?|reads?) (?:a bit |a little |slightly |way |totally |quite |rather |somewhat )?off|mess|misaligned|crooked|cropped|ran off|went (?:out )?to (?:everyone|everybody|the wrong|all)|(?:these|those|they|that|this|it) (?:are|is|was|were) not (?:my|our|mine|ours|the (?:right|same|correct|real|current|latest|actual))|(?:try|think|guess|do it) (?:again|once more|harder)|have another (?:go|look|try)|(?:run|ran|running|went|gone|going) (?:amok|haywire|berserk|wild|mad|crazy|nuts|off the rails|rogue)|havoc|chaos|disaster|nightmare|emailed (?:everybody|everyone|all)|stopped working|went wrong|a mess|messed up|screwed up|lost)\\b",
        RegexOptions.CultureInvariant);

    private static readonly Regex Changes = new(
        "\\b(?:but|except|instead|(?:only|just)(?! (?:[a-z]+ed|went|came|got|had|saw|did|said|told|ran|fell|left|began|lost|found|made|sat|stood|broke|threw|took|gave|thought|here|now|then|kidding|joking|passing|asking|saying|curious|wondering)\\b)|without|with|rather|change|make|add|include|also|remove|drop|use|rename|call|sort|order|"
            + "shorter|longer|more|fewer|less|bigger|smaller|different|differently|another|other|swap|replace|move|put|show|hide|limit|top|"
        + "unless|bar (?:the|for|that|one|a)|barring|save (?:for|the)|aside from|other than|not counting|if (?:it|they|you|the [a-z]+) (?:had|were|was|showed|included|could|did|also|only|left|put|came|ran|went|goes|moved|dropped|disappeared)|could (?:it|the [a-z]+(?: [a-z]+)?) (?:come|go|be|sit|move|get|have|look|say|show|start|stand|end)|provided|as long as|on condition|on the condition|apart from|although|though|however|minus|plus|as well|too|bold|"
            + "colou?r|friendlier|formal|simpler|detailed|concise|brief|earlier|faster|slower|skip|leave out|no longer|should (?:be|have|say|read|come|go|start|not|show|look)|ought to|supposed to|prefer|want|"
            + "would like|need)\\b",
        RegexOptions.CultureInvariant);

    private static readonly Regex Praises = new(
        "^(?:what (?:a|an) (?:beauty|gem|joy|treat|relief|delight|dream|pleasure)|(?:i am )?(?:curious|intrigued)|(?:great|good|nice|excellent|fantastic|amazing|awesome|wonderful|superb|brilliant|top|lovely|well) (?:job|work|done|stuff|"
            + "one|idea|result)|well done|(?:very |really |so )?nicely (?:done|put|said)|well put|(?:that|this|it|which) (?:is|was|will be|would be) (?:so |very |really |a great |a big |a huge |"
            + "a real )?(?:help|helpful|useful|handy|impressive|quick|fast|easy|exciting|beautiful|progress|time saver|relief)|"
        + "(?:my|our|the) (?:boss|team|manager|client|colleagues?|customers?) (?:will|would|is going to|are going to) (?:love|like|"
            + "be happy|be pleased|be delighted|appreciate)(?: (?:it|that|this|with it|about it))?|you are (?:the best|great|amazing|"
            + "a star|a genius|brilliant|awesome|a lifesaver)|(?:i am |we are )?(?:very |so |really )?(?:impressed|delighted|thrilled|"
            + "happy|glad|excited|grateful)|"
        + "(?:i )?(?:can not|can hardly) wait|(?:i )?appreciate (?:it|that|your help)|wow|impressive|hooray|hurray|yay|yippee|finally|"
            + "at last|much (?:better|appreciated)|(?:a )?(?:big )?thank you(?: so much| very much)?|thanks(?: a lot| so much| again)?|"
            + "(?:that )?saves me (?:hours|time|a lot of time|so much time)|i (?:am|feel) (?:sure|certain|positive|"
            + "confident)(?: about (?:it|that))?|you (?:got|understood) (?:it|me|that)(?: right)?|love it|like it)$",
        RegexOptions.CultureInvariant);

    public static bool IsFault(string text) => Faults.IsMatch(text);

    private static readonly Regex Told = new(
        "^(?:and |but |also |well |now |hm |hmm |oh )*(?:(?:the|my|our|your|some of the|all the|half the|most of the|half of the|one of the|every|each|that|this) )(?:[a-z]+ ){0,3}?(?:numbers?|figures?|totals?|dates?|deadlines?|names?|rows?|columns?|order|headings?|headlines?|titles?|format|layout|status|statuses|owners?|budgets?|amounts?|sums?|values?|entries|"
            + "prices?|hours|sorting|grouping|filter|spelling|currency|wording|tone|font|colou?rs?|chart|percentages?|averages?) (?:is|are|was|were|look|looks|seem|seems|came|come|comes|show|shows|showed|says?|said|has|have|had|does|do|did|must|still|went|got|go|goes|run|runs|sit|sits|end|ends|start|starts|stop|stops|keep|keeps) .+$",
        RegexOptions.CultureInvariant);

    /// <summary>"the lift is stuck again": what is wrong is nothing that was shown.</summary>
    private static readonly Regex Away = new(
        "^(?:sorry |oh |well |hm )*(?:the|my|our|his|her) (?!(?:[a-z]+ ){0,2}(?:numbers?|figures?|totals?|dates?|deadlines?|names?|rows?|columns?|order|headings?|titles?|format|layout|status|statuses|owners?|budgets?|amounts?|sums?|values?|entries|prices?|hours|sorting|grouping|filter|spelling|currency|wording|reports?|lists?|tables?|files?|summary|results?|tests?|preview|plan|drafts?|agent|outputs?|messages?|emails?|mails?|sheets?|runs?|one|ones|time|data|info|text|lines?|projects?|clients?|customers?|channel|post|schedule|day|days|switch|change|version|progress|notes?|first|second|third|last|top|bottom|left|right|whole|rest|wrong|same|old|new)\\b)[a-z]+(?: [a-z]+)? (?:is|are|was|were|has|have|had|just|does|did|went|came|keeps|got|[a-z]+ed) ",
        RegexOptions.CultureInvariant);

    public static bool IsElsewhere(string text) => Away.IsMatch(text);

    /// <summary>Something is said of a part of what was shown, and not in praise.</summary>
    public static bool IsRemark(string text) => Told.IsMatch(text) && !Well.IsMatch(text);

    private static readonly Regex Well = new("\\b(?:fine|good|great|right|ok|okay|perfect|perfectly|correct|lovely|nice|well|clear|all there|there)\\b", RegexOptions.CultureInvariant);

    public static bool AsksForChange(string text) => Changes.IsMatch(text);

    public static bool IsPraise(string text) => Praises.IsMatch(text);
}
