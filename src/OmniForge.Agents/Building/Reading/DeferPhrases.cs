using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Words that put an agreement off, or tie it to somebody or something else first.</summary>
internal static class DeferPhrases
{
    private const string Who =
        "(?:i|we|he|she|they|you|it|someone|somebody|everyone|everybody|people|finance|legal|accounting|marketing|sales|management|"
            + "security|procurement|"
        + "(?:my|our|the|his|her|their) (?:[a-z]+ )?[a-z]+|mr [a-z]+|ms [a-z]+|mrs [a-z]+|dr [a-z]+|(?!(?:every|each|only|status|done|"
            + "open|late|the|it|overdue|column)\\b)[a-z]+)";

    private const string Verb =
        "(?:is|are|am|was|were|has|have|had|says?|agrees?|agreed|approves?|approved|sees?|saw|seen|looks?|looked|checks?|checked|"
            + "confirms?|confirmed|signs?|signed|oks?|okays?|gets?|got|comes?|came|returns?|returned|"
        + "reads?|read|knows?|finish|finishes|finished|tests?|tested|reviews?|reviewed|decides?|decided|answers?|answered|replies|replied|"
            + "arrives?|gives?|gave|accepts?|accepted|can|could|will|thinks?|talk|talked|spoke|speak|ask|asked|clears?|cleared|hears?|"
            + "heard|feels?|wakes?|tells?|told|goes|went)";

    /// <summary>Somebody's readiness, permission or patience: wins over everything else in an answer.</summary>
    private static readonly Regex Strong = new(
        "\\b(?:(?:not|never) (?:quite |entirely |fully |really )?(?:ready|prepared)|(?:do|does|should|must|can|could|will|would|shall) not (?:want to |want you to )?(?:turn|switch|activate|create|build|send|start|run|save|do|go|post|publish|launch|test|accept|proceed)(?: [a-z]+){0,3} (?:yet|for now|at the moment|just yet|today|now)|not (?:just |right )?(?:yet|now|today|tonight|"
            + "this (?:week|month|morning|afternoon|minute|moment)|at the moment|so fast|so quick|before|until|till|at this (?:time|point|"
            + "stage))|no(?:t)? hurry|"
        + "give me (?:a |an |some |one |until |till |two |\\d+ )|(?:one|just a|a|just one|wait a|hang on a|hold on a|half a) (?:moment|"
            + "minute|sec|second|mo|tick|while)\\b|^wait\\b(?! (?:no|nope|yes|yeah|actually|sorry|that|this|it|i|what)\\b)|\\bwait (?:for|until|till|with|a|on)\\b|(?:should|must|will|can|"
            + "would) wait\\b|let us wait|have to wait|hold (?:on|off|up|it|that|fire|your horses|the line)|hang (?:on|about|fire)|"
            + "slow down|bear with me|stand by|stay tuned|"
        + "(?:let me|i (?:will|would|should|must|need to|have to|want to|would like to|still need to|still have to|better|had better|"
            + "am going to|want|would rather|would sooner|would prefer to|prefer to|would love to|would want to)|we (?:need to|have to|must|should|will)|need to|have to|got to|must)(?: first| quickly| just| still|"
            + " really| better| at least)* (?:think|check|ask|sleep|look (?:at|into|over|through|it)|read|talk|speak|discuss|consult|"
            + "get back|run (?:it|this|that) (?:by|past)|come back|decide|see (?:what|if|whether|with)|consider|review|verify|chew|mull|ponder|digest|reflect|study|inspect|examine|go over|go through|"
            + "double check|show (?:it|this|that)|clear (?:it|this|that)|know (?:what|if|whether)|hear (?:what|from|back)|let you know|tell you|wait|ponder|"
            + "be back|compare|call(?! (?:that|it|this|them|these)\\b)|mail|write to|find out|get (?:approval|permission|the ok|a second opinion|sign off)|have a (?:look|think|"
            + "word))|"
        + "sleep on (?:it|that|this)|think (?:about it|it over|it through|about that)|mull (?:it|that) over|get back to (?:you|it|this|"
            + "that)|come back to (?:it|this|that|you)|return to (?:it|this|that) (?:later|tomorrow)|"
        + "(?:want|have|need|like) to (?:be|make) (?:\\w+ )?(?:sure|certain)|remind me(?= (?:later|again|tomorrow|tonight|next|on|in|when|about|to|after|once|at)\\b)|ask me (?:again|later|tomorrow)|try me (?:again|later|tomorrow)|put (?:(?:it|this|that) (?:off|on hold|"
            + "aside|on ice|to one side)|a pin in (?:it|this|that))|(?:(?:it|this|that|everything|all) (?:is |stays? |on |goes )?|^)on hold(?= please| for now| then|$)|on ice|postpone|park (?:it|this|that)|shelve|rain check|(?<!(?:days?|hours?|weeks?|minutes?|mins?|months?|little|bit|make it|run it|no|any|start) )later|some ?day|one day|some other (?:time|day)|"
            + "another (?:time|day)|eventually|in due (?:course|time)|down the road|when the time (?:comes|is right)|all in good time|"
        + "(?:needs?|has|have|must|wants?|ought) (?:to )?(?:first )?(?:approve|agree|sign|check|confirm|ok|decide|see it|see this|"
            + "see that|look at|review|have a look|have a say)(?: (?:it|this|that|first|off|on it|to it|too|before))*|pending|depends on|"
            + "waiting (?:for|on)|subject to|up to (?:my|our|the|him|her)|"
        + "too (?:early|soon|busy)|no time|need (?:some |more |a bit more |a little )?time|busy|in a (?:bit|while|minute|moment|second|"
            + "sec|meeting|few)|for the time being|not for now|for now no)\\b",
        RegexOptions.CultureInvariant);

    /// <summary>"once Maya has seen it", "if my boss agrees", "after the meeting".</summary>
    private static readonly Regex Tied = new(
        $"\\b(?:(?:once|when|whenever|as soon as|after|until|till|before|only if|only when|only once|only after|if(?! it (?:had|were|was|has|have|showed|included|could|did|also|only)\\b)|(?:provided|providing)(?: that)?(?= (?:he|she|they|my|our|the (?:boss|team|client)|[a-z]+ (?:agrees|approves|signs|oks|okays|confirms|is (?:ok|okay|fine|happy))))|"
            + $"assuming|unless|as long as(?= (?:(?:my |our |the )?[a-z]+ (?:agrees|approves|signs|oks|okays|confirms|says|is (?:ok|okay|fine|happy))))|the moment|on condition that) {Who} (?:(?:also|first|really|finally|already|all) )?{Verb}\\b|"
        + "after (?:lunch|work|dinner|breakfast|the (?:[a-z]+ )?(?:meeting|weekend|holidays?|call|break|review|audit|release|launch|demo|"
            + "deadline|approval|check)|my (?:[a-z]+ )?(?:meeting|holiday|vacation|break|trip|leave|call)|christmas|easter|new year|"
            + "consulting|checking|talking|speaking|asking|reviewing|approval)|"
        + "with (?:my|our|the) (?:boss|manager|lead|client|director|supervisor)(?:'?s)? (?:ok|okay|approval|permission|consent|blessing)|"
            + "(?:with|upon|on) approval (?:of|from|by)|first (?:i|we) (?:need|have|want|must|should)|"
        + "(?:my|our|the) (?:[a-z]+ )?(?:boss|manager|lead|client|customer|colleague|director|team|supervisor|assistant|partner|owner|"
            + "accountant|lawyer|department) (?:first$|(?:must|should|needs? to|has to|have to|wants? to|would like to|would want to|will|will have to|will want to|still (?:has|needs|wants|must)(?: to)?)(?: first| also| still)? (?:see|check|approve|look|decide|sign|ok|okay|agree|review|read|know|hear|be (?:asked|told|consulted|informed|back|here|happy)|confirm|say|have|get|give|weigh|comment|vet|test|try|come back|get back|return|answer|reply|think|sleep|bless|clear|accept)|wants? a (?:look|say|word)|needs? a (?:look|say|word))|"
        + "(?:from|starting(?: from| on)?|beginning(?: on)?|as of|as from|only from) (?:tomorrow|next (?:week|month|year)|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|the \\d+(?:st|nd|rd|th)?)(?: on| onwards?)?$|"
        + "(?:leave|keep) (?:it|that|this|the agent) (?:off|paused|inactive|switched off|turned off) (?:until|till|for|before|as long as)\\b|"
        + "(?:tomorrow|tonight|next (?:week|month|year|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this (?:afternoon|"
            + "evening|weekend)|(?:in|within) (?:an?|one|two|three|four|five|a few|a couple of|\\d+) (?:hours?|days?|weeks?|months?|"
            + "minutes?|mins?)(?: (?:maybe|perhaps|or so|or two|or three|please|then|time|from now))?|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|soon|sometime|at some point|"
            + "in the (?:morning|afternoon|evening)|(?:tomorrow|next week|later) maybe|maybe (?:tomorrow|next week|later|soon))$)",
        RegexOptions.CultureInvariant);

    /// <summary>"ask me again on Monday": the day is when to come back, whatever else could run on it.</summary>
    private static readonly Regex Asked = new(
        "^(?:please )?(?:(?:ask|try|check with|come back to|get back to|talk to|ping) me (?:again|about (?:it|this|that))?\\b|(?:just )?give me (?:[a-z0-9]+ ){0,4}(?:minutes?|mins?|hours?|days?|weeks?|seconds?|secs?|moments?|time)\\b)", RegexOptions.CultureInvariant);

    public static bool IsAsked(string clause) => Asked.IsMatch(clause);

    public static bool IsStrong(string clause) => Strong.IsMatch(clause) || LaterIdioms.Match(clause) || Approvals.Match(clause);

    /// <summary>"as soon as I'm off this call", "the minute the lawyers are done": whatever it is, it comes first.</summary>
    private static readonly Regex First = new(
        "^(?:(?:yes|ok|okay|sure|fine|only|but|maybe|perhaps|well|gladly|happily|right) )*(?:as soon as(?! possible| you (?:can|like|want))|the (?:minute|moment|second|instant|day)(?= (?:i|we|he|she|they|you|it|the|my|our|his|her|their|everyone|everybody)\\b)(?! i (?:see|say)\\b)|once (?!more|again|a |an |is |was |per |every |or |only$|it is on)|not until|not till|not before) ?(?:i|we|he|she|they|you|it|that|this|there|the|my|our|his|her|their|all|everyone|everybody|someone|somebody|[a-z]+) .+$", RegexOptions.CultureInvariant);

    /// <summary>"if the budget went": a limit of what is shown, and nobody's consent.</summary>
    private static readonly Regex Limits = new("\\bif the [a-z]+(?: [a-z]+)? (?:went|goes|were|was|moved|came|had|showed|left|disappeared|dropped|is gone|is out|are gone|are out)\\b", RegexOptions.CultureInvariant);

    public static bool IsTied(string clause) => (Tied.IsMatch(clause) && !Limits.IsMatch(clause)) || First.IsMatch(clause);
}
