using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Corrections;

/// <summary>The forms in which people take something out, put something in or exchange it. "x" is what it is about, "y" what comes in its place.</summary>
internal static partial class Frames
{
    private const string Lead =
        "^(?:(?:no|nope|oh|ok|okay|actually|sorry|please|and|but|also|then|well|hmm?|wait|hang on|hold on|on second thoughts?|one more thing|another thing|i think|i guess|maybe|perhaps|just|by the way|in fact|"
        + "(?:can|could|would|will) (?:you|we)|let us|we can|you can|i want you to|i would like (?:you )?to|i want to|i would|we should|you should|yes|yeah|good|fine|great|now|so|btw|oops|ah|thanks|thank you|as for|how about|what about|kindly|better|rather|i meant?|"
        + "i said|apologies|my mistake|my bad|whoops|come to think of it|thinking about it|to be honest|honestly|or) (?:, )?)*";

    private const string Tail =
        "(?: (?:please|thanks|thank you|though|now|then|actually|instead|too|as well|also|again|altogether|completely|entirely|for now|any ?more|at all|after all|if possible|if you can|mate|ok|okay|anyway|for me|for us|any longer|really|rather|by the way))*$";

    private const string Plain = "(?<x>[^.,;!?]+?)";

    private const string Removes =
        "drop|remove|delete|hide|omit|exclude|skip|scrap|ditch|axe|cut|lose|kill|strike|erase|strip|bin|dump|cancel|cross out|cross off|leave out|leave off|leave away|take out|take off|take away|throw out|kick out|chuck out|get rid of|"
        + "do away with|dispense with|part with|eliminate|forget about|forget|stop showing|stop listing|no longer show|(?:do|does) not (?:show|list|include|need|want|use|run|send)(?: me| it| any)?|not need|suppress|purge|weed out|"
        + "pull out|knock off|no need for|no use for|have no (?:use|need) for|rather not (?:see|have|show|include|list)|not (?:want to )?see|not interested in|do not care about|changed my mind about|no longer (?:want|need)|scratch|nix|could do without|no point in|we can do without|i can do without|without|no more|no|lift|undo|abolish|waive|minus|free me from|spare me|never mind|not|never";

    private const string Inside = "(?:in|on|into|to|of|from) (?:it|there|here|that|this|(?:the|my|our) (?:list|report|table|mail|email|summary|overview|output|message|file|sheet|picture|count|total|totals|sum|figures|numbers))";

    public static IEnumerable<Match> Removed(string line) => All(line, Takes(), Apart(), Goes(), Needless(), Unread(), TooMuch(), Pronoun());

    public static IEnumerable<Match> Added(string line) => All(line, NotJust(), WantedIn(), Belongs(), Belong(), Forgot(), Missing(), Includes());

    public static IEnumerable<Match> Exchanged(string line) => All(line, NotBut(), Instead(), InsteadFirst(), ButNot(), Wrong(), Meant(), DropFor(), Should(), Swap());

    private static IEnumerable<Match> All(string line, params Regex[] frames) => frames.Select(frame => frame.Match(line)).Where(match => match.Success);

    [GeneratedRegex($"{Lead}(?:i |we |you |he |she |they |people |(?:my|the|our) (?:boss|team|client|manager|people) )?(?<verb>{Removes}) (?:on |for |any )?{Plain}(?: (?:out|off|away|aside|{Inside}))?{Tail}")]
    private static partial Regex Takes();

    [GeneratedRegex($"{Lead}(?:leave|take|throw|kick|cut|knock|chuck|keep|strip) {Plain} (?:out|off|away|aside)(?: {Inside})?{Tail}")]
    private static partial Regex Apart();

    [GeneratedRegex($"{Lead}{Plain} (?:can|could|should|may|must|might|has to|have to|needs? to|ought to) (?:also )?(?:go|leave|disappear|stay out|be (?:dropped|removed|left out|left off|skipped|omitted|hidden|cut|deleted|scrapped|taken out|cancelled|ignored|excluded|lifted))(?: {Inside})?{Tail}")]
    private static partial Regex Goes();

    [GeneratedRegex($"{Lead}{Plain} (?:(?:is|are|was|were) )?(?:(?:not|no longer) (?:really |that )?(?:necessary|needed|required|relevant|interesting|wanted|useful|important|of (?:any )?(?:interest|use))|unnecessary|superfluous|redundant|pointless|irrelevant|of no (?:interest|use)|useless|dispensable|overkill|clutter|out){Tail}")]
    private static partial Regex Needless();

    [GeneratedRegex($"{Lead}(?:nobody|no one|noone|none of us|not anybody|hardly anyone) (?:ever |really |even )?(?:reads|needs|wants|uses|looks at|cares about|asked for|understands|checks|opens|works on|is in on|is here on|is there on|is around on) {Plain}{Tail}")]
    private static partial Regex Unread();

    [GeneratedRegex($"{Lead}{Plain} (?:makes? (?:it|the (?:report|list|table)|everything|this) (?:far |way |much )?too (?:wide|long|big|busy|crowded|cluttered|large|confusing)|(?:is|are) (?:far |way |much )?(?:too much|too detailed|too private|confidential|sensitive))(?: (?:.|;|,) (?:so )?(?:please )?(?:remove|drop|delete|hide|out|take|leave|lose|cut|away)(?: (?:it|them|that|those))?(?: (?:out|off|away))?)?{Tail}")]
    private static partial Regex TooMuch();

    /// <summary>"Wednesdays are covered by others, leave them out".</summary>
    [GeneratedRegex($"{Lead}{Plain} (?:is|are|was|were|has|have|does|do|will|need|needs|get|gets|tell|tells|only|confuses?|takes?)\\b[^,.;!?]* [,.;] (?:so |please |just |and |you can |we can )*(?:leave|take|drop|skip|remove|lose|hide|cut|kick)(?: (?:it|them|that|those|this|these))?(?: (?:out|off|away))?{Tail}")]
    private static partial Regex Pronoun();

    [GeneratedRegex($"{Lead}(?:[\\w ]{{0,30}} )?(?:want|wants|need|needs|like|likes|love|miss|misses|asks for|asked for|insists on|expects?)(?: to (?:see|have|know|get|read))? {Plain} (?:{Inside}|in|added|included|shown|listed|back(?: {Inside})?){Tail}")]
    private static partial Regex WantedIn();

    [GeneratedRegex($"{Lead}{Plain} (?:should|must|has to|have to|needs? to|ought to|could|can|would have to)(?: also)? (?:be |go |appear |stand |come |show up |get |belong )?(?:also )?(?:{Inside}|in there|in|there|added(?: {Inside})?|included(?: {Inside})?|shown(?: {Inside})?|listed(?: {Inside})?){Tail}")]
    private static partial Regex Belongs();

    [GeneratedRegex($"{Lead}{Plain} (?:also )?(?:belongs?|goes|go|comes?) {Inside}{Tail}")]
    private static partial Regex Belong();

    [GeneratedRegex($"{Lead}(?:i|we|you|it) (?:forgot|forget|left out|missed|omitted|have forgotten|did not mention|should have (?:said|mentioned|added|asked for))(?: to (?:mention|add|say|include|ask for))?(?: about)? {Plain}{Tail}")]
    private static partial Regex Forgot();

    [GeneratedRegex($"{Lead}{Plain} (?:is|are) (?:still )?missing(?: {Inside})?{Tail}")]
    private static partial Regex Missing();

    [GeneratedRegex($"{Lead}not (?:just|only) [^.,;!?]+? (?:, )?(?:but also|but|also) (?:on |at )?{Plain}{Tail}")]
    private static partial Regex NotJust();

    /// <summary>After something was taken out: "the seat on the other hand", "the progress is".</summary>
    [GeneratedRegex($"{Lead}{Plain} (?:on the other hand|however|in contrast|yes|is|are|would be|would|does|do|instead|i do (?:want|need)|i want|i need|please){Tail}|{Lead}(?:show|give me|display|list|use|have|take|put|i would prefer|i prefer|i want|i need) {Plain}{Tail}")]
    internal static partial Regex Contrasted();

    [GeneratedRegex($"{Lead}(?:show|display|list|give|print)(?: me| us)? {Plain}{Tail}")]
    internal static partial Regex Shows();

    [GeneratedRegex($"{Lead}(?:include|add|throw in|put in|bring in|take in) {Plain}{Tail}")]
    private static partial Regex Includes();

    [GeneratedRegex($"{Lead}not (?!only |just |needed |necessary )(?:by |per |on |the |sort by |sorted by |filter on )?{Plain} (?:, |; |: |- )?(?:(?:but|rather|instead|make it|use|take|i meant?|it should be|it is|sorry|no|oops|of course|i want|i need|give me|show|please)(?: ,)? )*(?<y>[^.,;!?]+?){Tail}")]
    private static partial Regex NotBut();

    [GeneratedRegex($"{Lead}(?:use |take |show |make it |make that |with |have |i want |i need |i prefer |give me |put |go with )?(?:, )?(?<y>[^.,;!?]+?) (?:, )?(?:instead of|rather than|in place of|in lieu of|as opposed to|over) {Plain}{Tail}")]
    private static partial Regex Instead();

    [GeneratedRegex($"{Lead}(?:instead of|rather than|in place of) {Plain} (?:, )?(?:i |we |want |would |like |rather |prefer |need |use |take |show |have |make it |give me |put |please |to |see |it should be )*(?<y>[^.,;!?]+?){Tail}")]
    private static partial Regex InsteadFirst();

    [GeneratedRegex($"{Lead}(?:use |take |show |make it |make that |with |it should be |it is |i want |give me |put |go with )?(?<y>[^.,;!?]+?) (?:please |then |instead )*(?:, )?(?:and |but )?not (?:by |per |on |the )*{Plain}{Tail}")]
    private static partial Regex ButNot();

    [GeneratedRegex($"{Lead}{Plain} (?:(?:is|was|are|were) )?(?:wrong|a mistake|not right|incorrect|a typo|the wrong one|not what i meant|no good|not good|(?:far |way |much |a bit |a little )?too (?:early|late|high|low|many|few|much|little|big|small|long|short|often|strict|loose)) (?:[.,;:]|-|–|—|so|and) (?:(?:{Wishes}) )*(?<y>[^.,;!?]+?)(?: (?:would|will|should|is|are|it)(?: (?:be|has to be|should be|must be))?(?: (?:better|best|fine|nicer|enough|right|good|perfect|do|ok))?(?: .*)?)?{Tail}")]
    private static partial Regex Wrong();

    private const string Wishes = "it should(?: have)? be(?:en)?|make it|make that|i meant?|i need|i want|i prefer|i would (?:prefer|like|rather have|rather)|we need|we want|use|take|should be|better|rather|please|put|go (?:up|down|back)? ?to|go with|raise it to|lower it to|set it to|say|try|let us (?:say|take|have|do|make it)|give me|show(?: me)?|instead|have|do|but|then|it has to be|it must be|it is|add|that is";

    [GeneratedRegex($"{Lead}(?:i |we |you )?(?:{Removes}) {Plain} (?:[.,;]|and|, and|-|–) (?:(?:{Wishes}) )+(?<y>[^.,;!?]+?){Tail}")]
    private static partial Regex DropFor();

    [GeneratedRegex($"{Lead}(?:i |we )?(?:said|wrote|typed|say|by|with|when i said|where i said|told you|asked for) {Plain} (?:, )?(?:but |and |though )?(?:(?:i |we )?(?:actually |really )?(?:meant|mean|was thinking of|should have said) (?<y>[^.,;!?]+?)|(?<y>[^.,;!?]+?) (?:it )?(?:has to be|should be|must be|is right|is correct|it is|was meant|should have been)){Tail}")]
    private static partial Regex Meant();

    [GeneratedRegex($"{Lead}{Plain} (?:should|must|has to|needs to|ought to) (?:be|read|say|have been|become) (?<y>[^.,;!?]+?){Tail}")]
    private static partial Regex Should();

    [GeneratedRegex($"{Lead}(?:swap|swap out|replace|exchange|trade|switch|change|turn) (?:from )?{Plain} (?:out )?(?:for|with|by|to|against|into|and put in|and use) (?<y>[^.,;!?]+?){Tail}")]
    private static partial Regex Swap();

    [GeneratedRegex($"{Lead}(?<n>\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)(?: (?<unit>rows|lines|entries|results|items|of them|records|ones|[a-z]{{3,}}s))? (?:(?:is|are|would be|will be|should be) (?:plenty|enough|sufficient|fine|better|more than enough|good|ok)|(?:will|would|should) (?:do|be (?:plenty|enough|fine|better|ok)|suffice)|suffices?|(?:at )?max(?:imum)?|tops|at most)(?: for .*| to .*)?{Tail}")]
    internal static partial Regex Enough();

    [GeneratedRegex($"{Lead}(?:move|make|change|shift|switch|push|put|bring|set|reschedule|have|do|run|take|send)(?: (?:it|that|this|them|the (?:report|run|date|day|whole thing|mail)))?(?: (?:over|out))?(?: (?:to|on|at|for|until))*(?: the)? (?<d>\\d{{1,2}}(?:st|nd|rd|th)|last day|(?:first|second|third|fourth|last) (?:mon|tues|wednes|thurs|fri|satur|sun|week|working |business )day)(?: (?:of (?:the|each|every) month|(?:each|every) month))?{Tail}")]
    internal static partial Regex Dated();

    [GeneratedRegex($"{Lead}(?:only |just )?(?:on )?(?<x>[^.,;!?]+?) (?:only|alone|(?:is|are|would be) (?:enough|plenty|sufficient)|(?:will|would) (?:do|suffice)|suffices?)(?: from now on| from here on| in future| in the future| going forward)?{Tail}")]
    internal static partial Regex DaysAlone();

    [GeneratedRegex($"{Lead}(?:keep |leave )?{Plain} (?:stays?|remains?|can stay|may stay|is fine|are fine|is ok|are ok|is right|is good|as (?:it|they) (?:is|are)|unchanged|as before)(?: (?:on|in|as (?:it|they) (?:is|are)))?{Tail}|{Lead}(?:keep|leave) {Plain}{Tail}")]
    internal static partial Regex Kept();

    [GeneratedRegex($"{Lead}(?:go (?:for|with|back to)|make it|take|say|do|do it|have it|run it|send it|switch to|move(?: it)? to|settle (?:on|for)|choose|pick|try|prefer|stick to|stick with)(?: on| at)? (?<x>[^.,;!?]+?){Tail}")]
    internal static partial Regex Chosen();

    [GeneratedRegex($"{Lead}(?:it|that|this|they|what i meant) (?:(?:should|must|ought to|was supposed to|were supposed to|needs? to|has to|have to) (?:have been|be|have said|have read|read|say)|is|was) (?<x>[^.,;!?]+?)(?: (?:, )?(?:both|all(?: of them)?|both of them))?{Tail}")]
    internal static partial Regex Corrects();

    [GeneratedRegex($"{Lead}(?:(?:i|we) )?(?:(?:prefer|rather have|would rather have|like|want|would like|would prefer) )?(?<x>[^.,;!?]+?) (?:would|will|should|might|may|is|are|was|suits?|works?|fits?)(?: (?:be|me|us|you))*(?: (?:a bit|much|far|even|also))? ?(?:better|easier|nicer|best|preferable|clearer|handier|ideal|perfect|great|more \\w+)(?: (?:to|for|on|in|if|than) .*)?{Tail}|{Lead}(?:i |we )?(?:would )?(?:prefer|rather have|rather) (?:it |them )?(?:as )?(?<x>[^.,;!?]+?){Tail}")]
    internal static partial Regex Better();

    [GeneratedRegex($"{Lead}(?:lower|raise|set|put|bring|increase|reduce|drop|cut|move|change|push|make) (?:the|that|this|my|our) (?:bar|threshold|minimum|maximum|line|mark|cut off|cutoff|number|amount|value|figure|limit|cap|\\w+ (?:bar|threshold|limit|minimum|maximum))(?: (?:up|down|back|over))? (?:to|at) (?<y>[^.,;!?]+?){Tail}")]
    internal static partial Regex Threshold();

    [GeneratedRegex($"{Lead}(?:(?:sort|sorted|order|ordered|arrange|arranged)(?: it| them)? )?(?:first |firstly )?by (?<x>[^.,;!?]+?) (?:instead )?(?:, |and |, and )?(?:then|(?:within|inside) (?:that|each \\w+|it|those|them|every \\w+|one \\w+|the same \\w+)|after that|secondly|next|followed by|and inside (?:that|each \\w+)) (?:by )?(?<y>[^.,;!?]+?){Tail}")]
    internal static partial Regex Keys();

    [GeneratedRegex($"{Lead}(?:only |just )?(?:during|in|over) the (?:working |work )?week(?: only)?{Tail}|{Lead}(?:only |just )?(?:mondays?|mon) (?:to|through|till|until|-) (?:fridays?|fri)(?: only)?{Tail}")]
    internal static partial Regex Week();

    [GeneratedRegex($"{Lead}(?:it |have it |make it |move it |run it |do it |send it |we have it |have that )*(?:a|one) day (?<way>earlier|sooner|before|later|after){Tail}")]
    internal static partial Regex DayShift();

    [GeneratedRegex("^(?:and |but )?(?:leave |keep )?(?:everything|all|it all)(?: (?:stays?|remains?|can stay|should stay))? (?:as (?:it )?is|as it was|the same|unchanged|like (?:it is|before|that))$|^(?:and |but |please )*(?:keep |leave )?the (?:time|times|day|days|hour|rest|filter|filters|columns|order|sorting|name|place|channel|format|schedule|rows|limit)(?: (?:stays?|remains?|is|are|can stay|as|the same|unchanged|should stay)\\b.*)$|^(?:just |simply |only )?(?:list|show)(?: me)?(?: the| all| plain| single)* (?:rows|lines|entries|items|projects)$")]
    internal static partial Regex Rest();

    [GeneratedRegex("^(?:and |but )?(?:leave |keep )?(?:everything else|the rest|all else|all the rest|the others?|nothing else|all other things)(?: (?:stays?|remains?|is|as|should|can|changes|the|unchanged|just|exactly|like)\\b.*)?$|^(?:and |at the )?same (?:time|day|days|hour|place|columns|filter)(?: (?:of day|as (?:before|now|always)))?$|^otherwise (?:(?:leave|keep) .*|unchanged|the same|as (?:it is|is|before))$")]
    internal static partial Regex Else();

    [GeneratedRegex("^(?:that is |it is |this is |oops |no |sorry )*(?:the )?wrong (?:channel|day|days|time|hour|column|columns|person|client|owner|file|format|order|one|way|field|number|status|figure|place|value|name)$")]
    internal static partial Regex Mistaken();

    [GeneratedRegex($"{Lead}(?:it|that|this|the (?:report|message|post|list|summary)) (?:should|must|has to|needs to|ought to|is to|was supposed to|belongs|goes|is meant)(?: (?:to )?(?:go|be|land|have gone|be posted|be sent|appear|come))? (?:to|in|into|on) (?<c># \\w+(?: - \\w+)*){Tail}")]
    internal static partial Regex Channel();

    [GeneratedRegex("^(?:(?:ok|okay|so|and|well|hmm?|but|actually|please) )*(?:can|could|would|will) (?:you|we)(?: please| maybe| perhaps| also| just)* (?<do>(?:please |also |just )?(?:move|make|change|shift|switch|push|bring|put|set|drop|remove|add|include|leave|take|sort|order|group|limit|skip|swap|replace|cut|lose|hide|have it|do it|run it)\\b.*)$")]
    internal static partial Regex Polite();

    [GeneratedRegex("^(?:(?:ok|okay|so|and|well|hmm?|but|actually|please) )*(?:can|could|should|may|might|shall) (?<do>(?:the|it|they|those|that|these|all|only|\\w+) .*\\b(?:first|last|on top|at the top|at the bottom|in there|in it|included|added|removed|left out|dropped|sorted by .*|grouped by .*|limited to .*))$")]
    internal static partial Regex PoliteState();

    [GeneratedRegex($"{Lead}(?:show|list|give me|with|include|i want(?: to see)?|see)(?: me)? (?:all(?: the)? (?:information|details|data|columns)|the whole (?:row|record)|(?:everything|whatever|the lot|all)(?: that)? (?:(?:we|you|i) (?:have|know|got)|there is|is there|is known)(?: (?:on|about|of|for) (?:them|it|each|those|these|each of them))?){Tail}")]
    internal static partial Regex AllShown();

    [GeneratedRegex("^(?:because |since |as |cause )?(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?)(?: (?:mornings?|afternoons?|evenings?))? (?:is|are|was|were|does not|do not|will|would|clash(?:es)?|collides?|never|has|have)\\b|^(?:because |since |as |cause )?(?:i am|we are|i will be|nobody|no one|noone|the office|everyone|everybody|they|she|he|my boss|the team)\\b")]
    internal static partial Regex Reason();
}
