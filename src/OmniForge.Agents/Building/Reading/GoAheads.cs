using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>
/// Agreement as leave to do just what was asked: "go right ahead with the trial", "no reason to fiddle with it any further". The thing or the
/// deed that is named must be the one the question is about; of another one nothing was agreed to.
/// </summary>
internal static partial class GoAheads
{
    private const string Lead = "(?:(?:yes|yeah|yep|yup|ok|okay|sure|please|right|well|oh|so|then|fine|good|great|perfect|absolutely|definitely|certainly|of course|by all means|kindly|thanks|gladly|happily|and|now|just) )*";

    private const string Tail = "(?: (?:please|now|then|already|right away|straight away|at once|for me|for us|immediately|by all means|like so|like this|like that|as it is|as is|as planned|as proposed|with pleasure|properly|thanks|thank you|with it))*$";

    private const string Frames = "(?:to |do |kindly |(?:you|we|i) (?:can|may|should|could|might as well|are free to|are welcome to|have my (?:permission|blessing|leave) to)(?: (?:safely|gladly|happily|certainly|now|just|go ahead and))* |feel free to |(?:may|might) as well |(?:it is )?(?:about |high )?time to |let us |(?:(?:i am|we are) )?(?:happy|fine|ok|okay|glad|content) (?:for (?:you|us) )?to |go (?:right |straight |on )?(?:ahead )?and |(?:i|we) (?:would like|want|would love|would be happy|am happy|are happy)(?: you)? to |(?:there is |i see |we see )?no reason not to )";

    private const string Onward = "(?:go (?:right |straight |on |full steam )*ahead|(?:crack|press|push|get|carry|go|move) (?:right |straight )?(?:on|ahead|forward)|proceed|continue|start|begin) with (?:the |this |that |your |a )?";

    private const string Stall = "(?:hold (?:back|off)|hold (?:it|this|that|things) (?:up|back)|holding (?:back|off)|holding (?:it|this|that|things) (?:up|back)|wait(?:ing)?|delay(?:ing)?|hesitat(?:e|ing)|dither(?:ing)?|stall(?:ing)?|linger(?:ing)?|procrastinat(?:e|ing)|postpon(?:e|ing)|put (?:it|this|that) off|putting (?:it|this|that) off|argu(?:e|ing)|object(?:ing)?|complain(?:ing)?|quibbl(?:e|ing)|say no|saying no|grumbl(?:e|ing)|protest(?:ing)?)";

    private const string Alter = "(?:chang(?:e|ing)|alter(?:ing)?|fiddl(?:e|ing)|tinker(?:ing)?|tweak(?:ing)?|touch(?:ing)?|edit(?:ing)?|adjust(?:ing)?|meddl(?:e|ing)|mess(?:ing)?|fuss(?:ing)?|faff(?:ing)?|rework(?:ing)?|redo(?:ing)?|revis(?:e|ing)|modif(?:y|ying)|amend(?:ing)?|polish(?:ing)?|play(?:ing)?|toy(?:ing)?|monkey(?:ing)?)";

    private const string None = "(?:(?:there is|i see|we see|i can see|i have|we have) )?(?:absolutely |really )?no (?:earthly |good |real |particular )?(?:reason|point|need|cause|grounds|use|sense|call|purpose)(?: left)? (?:in|to|for|of) ";

    private const string Further = "(?: (?:with |around with |about with |about |around )?(?:it|this|that|any of it|any of this|anything|a thing))?(?: (?:any (?:more|further|longer)|anymore|further|at all|again|here|now))*$";

    public static bool Match(string clause) => Stalls().IsMatch(clause) || Silence().IsMatch(clause) || People().IsMatch(clause) || Idioms().IsMatch(clause);

    /// <summary>Whether the clause gives leave to what the question asks.</summary>
    public static bool Names(QuestionKind? question, string clause) => question switch
    {
        QuestionKind.Summary => Builds().IsMatch(clause) || Untouched().IsMatch(clause) || Checked().IsMatch(clause),
        QuestionKind.Test => Tries().IsMatch(clause) || Trials().IsMatch(clause),
        QuestionKind.Activate => Starts().IsMatch(clause),
        QuestionKind.Edit => Saves().IsMatch(clause),
        _ => false,
    };

    [GeneratedRegex("^" + Lead + "(?:" + None + Stall + "|nothing (?:left |more )?to wait for|nothing (?:is |that is )?(?:holding|stopping|keeping) (?:us|me|you)(?: back)?|(?:there is )?no reason not to(?: (?:go ahead|do (?:it|that|so)|proceed|continue|go on|say yes|agree|accept(?: it| that)?|approve(?: it| that)?))?)" + Further, RegexOptions.CultureInvariant)]
    private static partial Regex Stalls();

    private const string Grumble = "(?:complaints?|arguments?|objections?|protests?|quarrels?|resistance|opposition|grumbling|moaning|pushback|grief|trouble|dissent|quibbles?)";

    [GeneratedRegex("^" + Lead + "(?:you (?:will|would) not (?:hear|get|have|see|find) (?:a |any |a single |a word of |the slightest )?" + Grumble + "|you (?:will|would) (?:hear|get|have|see|find) (?:no|not a single|zero) " + Grumble + "|(?:nobody|no one|none of us|not a soul)(?: (?:here|in the team|on (?:my|our) (?:side|team|end)|at (?:my|our|this) end))? (?:is going to|will|would|could|can|is about to) (?:ever )?(?:complain|object|mind|argue|protest|grumble|quibble|disagree|moan))(?: (?:about|to|with) (?:it|that|this))?(?: (?:from (?:me|us|this side|our side|my side|anyone(?: here)?|here)|on (?:my|our|this) (?:side|end|part)|here))*$", RegexOptions.CultureInvariant)]
    private static partial Regex Silence();

    private const string Not = "(?!(?:neither|not|if|unless|when|once|only|maybe|perhaps|until|nor|but|except|either|hardly|both|whether|because|they|you|it|that)\\b)";

    [GeneratedRegex("^" + Lead + "(?:(?:" + Not + "(?:(?:my|our|the) )?[a-z]+(?: [a-z]+)? and (?:i|me|myself)|(?:the (?:whole|entire)|(?:our|my) (?:whole|entire)) (?:team|department|office|crew|family|board|group|company)|we (?:both|all)) (?:(?:both|all|too|also|already|really|absolutely) )*(?:agrees?|approves?|(?:likes?|loves?) (?:it|that|this)|(?:is|are) (?:(?:both|all|very|quite|really|perfectly|totally|more than) )*(?:happy|fine|ok|okay|pleased|satisfied|content|delighted|on board|in agreement|agreed|in favour|for it|convinced|sold))(?: (?:with|about|on|to) (?:it|that|this|everything|all of it))?"
        + "|(?:everybody|everyone|all of us|we all)(?: (?:here|on (?:my|our) (?:side|team)|in the (?:team|office)|concerned|involved))? (?:has |have )?(?:already |just |now |gladly |happily |formally )*(?:signed (?:it|this|that) off|signed off(?: on (?:it|this|that))?|approved(?: of)?(?: it| this| that)|agreed(?: to (?:it|this|that))?|okayed (?:it|this|that)|said (?:yes|ok|okay|go ahead)))$", RegexOptions.CultureInvariant)]
    private static partial Regex People();

    [GeneratedRegex("^" + Lead + "(?:(?:it is |that is |it gets |here is )?(?:a )?(?:(?:big|huge|clear|firm|double|two|definite|hearty|resounding) )*(?:thumbs up|green light|yes)|the (?:light is green|coast is clear)|let us get (?:this|the) (?:show on the road|ball rolling|party started)|let the good times roll|do the honou?rs|hit me(?: with it)?|(?:it|that|this) (?:has|gets|carries) (?:my|our) (?:full )?(?:blessing|vote|approval|consent|support)|sooner rather than later"
        + "|feel free(?: to (?:go ahead|proceed|continue|go on|carry on))?|(?:you|we) can safely (?:go ahead|proceed|continue)|(?:(?:i am|we are) )?(?:happy|glad|pleased|content|delighted) to (?:sign|wave|nod|approve|accept|confirm|okay) (?:it|this|that)(?: (?:off|through))?|(?:(?:i am|we are|it is|that is|absolutely|totally|definitely|agreed|right|correct|exactly|happy|agree) )*(?:a |one )?hundred (?:percent|per cent)(?: (?:yes|agreed|sure|in favour|behind (?:it|that|this)|right|correct|on board|happy|ok|go|with you|fine|perfect|there))?)(?: from (?:me|us|all of us|my side|our side|this (?:end|side)|my end|our end))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Idioms();

    [GeneratedRegex("^" + Lead + "(?:" + Onward + "(?:plan|build|building(?: it| this| that)?|creation|creating(?: it| this| that)?|making (?:it|this|that)|agent|summary|proposal|draft|setup|setting it up)|" + Frames + "(?:create|build|make|generate|set up|write|go ahead and (?:build|create|make))(?: (?:it|this|that|one|the (?:agent|thing|report|whole thing)|them))?)" + Tail, RegexOptions.CultureInvariant)]
    private static partial Regex Builds();

    [GeneratedRegex("^" + Lead + "(?:" + None + Alter + Further + "|(?:(?:i would|let us|just|you can|we can|please|do) )*(?:leave|keep) (?:it|this|that|everything|all of it) (?:exactly |just |precisely )?(?:as|how|like|the way) (?:it|they|that) (?:stands?|is|are)$)", RegexOptions.CultureInvariant)]
    private static partial Regex Untouched();

    [GeneratedRegex("^" + Lead + "(?:i|we) (?:have )?(?:(?:just|now|already) )*(?:checked|read|been (?:over|through)|gone (?:over|through)|looked (?:at|over|through)|reviewed|verified|double checked|proofread|compared|went (?:over|through))(?: (?:it|this|that|all|everything|all of it|it all|the (?:whole )?(?:summary|plan|list|draft|thing|lot)))*(?: (?:twice|again|once more|carefully|properly|through|over|once|line by line|three times|thoroughly))* (?:and )?(?:it|that|this|all|everything|the (?:summary|plan|list|draft)) (?:is|looks|seems|reads) (?:(?:all|perfectly|absolutely|really|just|exactly|quite) )*(?:correct|fine|good|right|ok|okay|perfect|in order|great|accurate|complete|as it should be|there|spot on|clear|sound)$", RegexOptions.CultureInvariant)]
    private static partial Regex Checked();

    private const string Trial = "(?:(?:quick|short|little|dry|test|trial|practice) )*(?:tests?|testing(?: it| this| that)?|trials?|run|rehearsal|preview|trying it(?: out)?)";

    [GeneratedRegex("^" + Lead + "(?:" + Onward + Trial + "|(?:" + Frames + "|why do (?:not we|we not|not you) )(?:(?:test|try|check|rehearse|preview)(?: (?:it|this|that|the agent|the thing))?(?: (?:out|once|first|away))*|(?:run|do|have) (?:a|the|one) " + Trial + ")|(?:run|do|have) (?:a|the|one) " + Trial + ")" + Tail, RegexOptions.CultureInvariant)]
    private static partial Regex Tries();

    [GeneratedRegex("^" + Lead + "(?:(?:a|one|another|the) " + Trial + " (?:(?:can|could|would|will|does|might) not (?:hurt|harm|do any harm|go amiss|be amiss)|(?:would be|is|seems|sounds) (?:(?:a|very|rather|only|quite) )*(?:sensible|wise|prudent|reassuring|in order|good idea|good thing|good plan))|(?:i|we) would (?:feel|be) (?:better|safer|happier|calmer|more comfortable) (?:if (?:we|you|i) (?:tried|tested|checked|rehearsed)(?: (?:it|this|that))?(?: (?:out|first))*|with " + "(?:a|one) " + Trial + "(?: first)?))" + Tail, RegexOptions.CultureInvariant)]
    private static partial Regex Trials();

    [GeneratedRegex("^" + Lead + "(?:" + Onward + "(?:launch|activation|switching it on|turning it on|going live)|" + Frames + "(?:(?:turn|switch|put|set) (?:it|this|that|the agent) (?:on|live)|(?:turn|switch) on (?:it|this|that|the agent)|activate(?: (?:it|this|that|the agent))?|launch (?:it|this|that)|go live|let it run|enable it|start (?:it|the agent)(?: up)?)|have (?:it|the agent) (?:start|run|up and) ?(?:working|running)?|(?:(?:i am|we are) )?(?:happy|fine|ok|okay|glad|content) for (?:it|the agent) to (?:run|go live|start|be on|be live))(?: from (?:now|today|here) on)?" + Tail, RegexOptions.CultureInvariant)]
    private static partial Regex Starts();

    [GeneratedRegex("^" + Lead + "(?:" + Onward + "(?:change|changes|update|edit|new (?:version|one))|" + Frames + "(?:save|apply|keep|accept|publish|adopt) (?:it|this|that|the (?:change|changes|new (?:one|version)))|make (?:it|this|that|the (?:change|changes)) (?:permanent|official|stick)|the new (?:one|version) (?:wins|it is))" + Tail, RegexOptions.CultureInvariant)]
    private static partial Regex Saves();
}
