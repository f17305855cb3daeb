using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Answers that agree or decline only to the very question that is open: "save" to "save it?", "skip it" to "go without a test?".</summary>
internal static class DirectAnswers
{
    private const string Agreeing = "^(?:(?:yes|yeah|yep|yup|ok|okay|sure|please|right|well|oh|do|just|then|go ahead and|by all means|absolutely|definitely|so|great|perfect|fine|good|nice|excellent|lovely|thanks|"
        + "thank you|(?:(?:it|that|this|all) )?(?:looks|sounds|is) (?:very |really |all )?(?:good|great|fine|perfect|right|ok|okay|nice)) )*";

    private const string Declining = "^(?:(?:no way|absolutely not|of course not|by no means|no|nope|nah|oh|please|ok|actually|wait|stop|sorry|hm|better|let us|just|i (?:want|would like|would rather|would prefer) to|rather|never ?mind|"
        + "forget it|and) )*";

    private const string All = "(?:it|this|that|everything|all|it all|all of it|the lot|the whole (?:thing|lot)|my answers|the draft|what we have)";

    private const string Last = "(?: (?:please|now|then|again|thanks|instead|for me|so|right away|already|yes|ok|fine))*$";

    private static readonly Regex Clears = new(
        Agreeing + $"(?:(?:wipe|clear|reset|scrap|delete|erase|drop|bin|trash|discard|dump|ditch|forget|throw|chuck|clean) {All}(?: (?:out|away|clean|up))?"
        + "|(?:start|begin) (?:over|again|afresh|anew|fresh|new|from (?:scratch|zero|the (?:beginning|start|top))|all over(?: again)?)"
        + "|from (?:scratch|zero|the (?:beginning|top|start))|(?:a )?(?:fresh|clean|new|blank) (?:start|slate|sheet|page)|restart|clean slate)" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Keeps = new(
        Declining + $"(?:(?:keep|leave|save|hold on to|hang on to|stick with|hold onto|preserve) (?:{All}|going|what (?:we|i) have|my answers|the answers|the old one|things)(?: (?:as it is|as is|as they are|like this|please))*"
        + "|(?:carry|go|move|keep) (?:on|going|ahead with (?:this|it))|continue|proceed|stay(?: here)?|do not (?:clear|wipe|delete|restart|start over|lose|touch|erase|throw).*|never ?mind|not that"
        + "|forget (?:it|that|about it))(?: (?:please|then|thanks|with (?:it|this)|as we were|instead|now))*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Skips = new(
        Agreeing + "(?:(?:let us |we can |you can |i would |i want to |i would like to |feel free to |go on and )?(?:skip|bypass|omit|drop|forgo|ditch|forget|cut|jump|miss|pass on|do without|go without|dispense with|leave out|spare me|leave off|scrap)(?: (?:it|that|this|one|(?:(?:the|that|this|any|a|all) )?(?:test|tests|testing|trial|test run|dry run|rehearsal|step)))?(?: (?:out|off|altogether|entirely|this time))?|leave (?:it|that|this|the test|testing|the trial) out|(?:go |take it |put it )?(?:straight|directly) (?:live|on|to (?:live|the end|production|it))(?: without (?:it|a test|testing))?|no need(?: (?:for (?:it|that|one|a test|testing)|to (?:test|try|check|rehearse|do)(?: (?:it|that|this|one|a test|again))*))?|testing is (?:not needed|unnecessary|not necessary|overrated)|(?:(?:i|we) )?(?:can|could|will|would|shall) (?:do|live|go|manage|be fine|be ok) without(?: (?:it|one|that|a test|the test))?|(?:i|we) (?:do not|will not) need (?:it|one|that|a test|to test|testing)(?: (?:it|this time|again))?|(?:i|we) trust (?:it|you)|(?:i am )?(?:happy|fine|ok|okay|good|willing) (?:to (?:skip|go|do) (?:it|that|without)?(?: (?:it|a test|the test))?|without(?: (?:it|one|a test|the test))?)|(?:go |switch it on |turn it on |do it )?without(?: (?:it|that|a test|the test|testing))?|no test(?: (?:needed|necessary))?)" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Tests = new(
        Declining + "(?:(?:i|we|you) (?:want|need|would like|would prefer|would rather|had better|should|must|have to|insist on|would feel (?:better|safer) with)(?: to| you to)? (?:(?:see|do|run|have) )?(?:(?:a|the|one|another) )?(?:test|try|check|testing|trial)(?: (?:it|that|this|run))*(?: out)?(?: first| before| please| properly| anyway)*|(?:not|never) (?:without (?:a test|testing(?: it)?|one|trying(?: it)?)|untested|before (?:a test|testing(?: it)?|it is tested|it has been tested))|(?:it (?:has to|must|should|needs to) be|let us have it|i want it) tested(?: first)?|keep the test|(?:a )?test(?:ing)? (?:is a must|it is|please|first)|(?:i )?never skip (?:tests?|testing)|better (?:test|try|safe than sorry|to test)(?: it)?(?: first)?|(?:test|try|check|rehearse)(?: (?:it|that|this))?(?: out)?(?: once)?(?: first| before| before that| properly| anyway| again| thoroughly| once more| one more time| twice)*|(?:do|run|repeat) (?:a |the |another )?test(?: first| before that)?|a test first"
        + "|(?:do not|never) skip(?: (?:it|the test|that))?)" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Discards = new(
        Declining + "(?:discard|reject|bin|(?:discard|reject|drop|scrap|bin|forget|undo|throw (?:away|out)) (?:it|that|this|the change|the changes|the new (?:one|version))|throw (?:it|that|this) (?:away|out)"
        + "|(?:keep|leave|stick with|stay with|go back to|use) (?:it as it (?:is|was)|the (?:old|previous|present|current|earlier|existing) (?:one|version|agent)|what we (?:have|had))|leave it (?:as it (?:is|was)|alone))" + Last,
        RegexOptions.CultureInvariant);

    /// <summary>"great, save it" agrees to keeping the draft, which is kept already, and to nothing that reaches outside.</summary>
    private static readonly Regex Saves = new(Agreeing + "(?:save|store|keep) (?:it|this|that|everything|the (?:change|agent|draft))(?: (?:like this|like that|as it is))*" + Last, RegexOptions.CultureInvariant);

    /// <summary>Answers to "save it?" and "discard it?" that name the old or the new one.</summary>
    private static readonly Regex Adopts = new(
        Agreeing + "(?:(?:make|call|declare) (?:it|that|this) (?:the )?(?:official|final|new|current|live|permanent|default|main|standard)(?: (?:one|version))?|(?:that|this|the new) one it is|(?:use|take|keep|go with|stick with|i prefer|i like|i want|prefer|i will take|swap in|switch to|adopt) the (?:new|newer|changed|second|latest|other) (?:one|version|way)(?: better)?|the new (?:one|version)(?: is (?:better|fine|good|great|nicer|perfect))?"
        + "|(?:put|swap|switch|roll|work|slot) (?:it|that|this) (?:in|over|out)|let (?:it|that|this|the new one|the change) stand|(?:replace|overwrite|update|swap out|retire) (?:the )?(?:old|previous|present|current|existing) (?:one|version)|use (?:it|that|this) from now on|(?:from now on|henceforth) (?:like )?(?:this|that)|commit (?:it|that|this)|merge (?:it|that|this)?|lock (?:it|that|this) in|adopt (?:it|that|this)|it is (?:much |way |far |so much )?better(?: (?:now|this way|like this|that way))?|(?:much|way|far|so much) better(?: (?:now|this way|like this|that way))?|keep (?:the|that|this|my) (?:change|changes|edit))" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Reverts = new(
        Declining + "(?:no (?:need|reason) to (?:change|touch|alter|update|replace|edit|overwrite) (?:it|that|anything|the (?:old one|agent|old version))|the new (?:one|version) is (?:worse|bad|no good|not (?:any )?(?:better|good|right))|(?:keep|leave|let) (?:it|that|this|everything|things) (?:stay |be )?(?:the way|how|as|like) (?:it|they|things) (?:was|were|is|are)(?: before)?|i (?:still |much |really |actually |rather )*(?:prefer|preferred|like|liked) (?:the )?(?:old|previous|earlier|first|original|other|former) (?:one|version|way)(?: (?:better|more|best))?|i (?:liked|preferred) (?:it|that) (?:better |more )?(?:before|the way it was|how it was|as it was)|(?:the )?(?:old|previous|earlier|first|original|former) (?:one|version|way)(?: (?:is|was|looks|looked) (?:better|fine|nicer|good|clearer|ok|okay))?|put (?:back )?the (?:old|previous|earlier|former|original) (?:one|version)(?: back)?|no changes?|stay (?:with|on) (?:the )?(?:old|previous|present|current) (?:one|version)|stick (?:to|with) (?:the )?(?:old|previous|present|current) (?:one|version)|it was (?:better|fine|good|nicer|clearer) (?:before|the way it was)|not worth (?:saving|keeping)|do not (?:save|keep|store|apply|touch) (?:it|that|this|anything)|bin (?:it|that|this|the change|the changes|the new one)|chuck it(?: out| away)?)" + Last,
        RegexOptions.CultureInvariant);

    /// <summary>Ways to wish for a look before the real thing; and to go without one.</summary>
    private static readonly Regex Tries = new(
        Agreeing + "(?:better safe than sorry|(?:run|put|take) (?:it|that|this) through(?: (?:once|its paces|one time))?|(?:test|try) (?:it|that|this) (?:to your heart content|as much as you like|all you want)|(?:a|one|the) (?:dry run|test run|trial run|test|trial|rehearsal|preview|rehearsal run) (?:would be|is|sounds) (?:good|nice|great|fine|perfect|lovely|ideal|welcome|helpful|useful|a good idea)|(?:let us|let me|i want to|i would like to|i would love to) (?:see|watch|have a look|take a look|look|check)(?: (?:at )?(?:it|that|this|the (?:results?|outcome|output|report|preview)))?(?: (?:what (?:it does|comes out|happens|you have(?: got)?|it looks like)|how (?:it (?:looks|works|goes|does|behaves)|that (?:looks|works|goes))|in action|work|run|first))*|show (?:me|us)(?: (?:it|that|what you have(?: got)?|what it (?:does|can do|looks like)|how it (?:looks|works)|what comes out|the goods|a sample|an example|a preview))?(?: in action)?|(?:a |one |just a |do a |run a |make a |give me a |have a |just one )(?:quick |short |small |little |dummy |mock |trial |test |dry |practice )*(?:one|run|test|round|trial|rehearsal|go|try|look|check|preview|spin)|(?:it )?might as well|may as well|(?:it is |that is |always )?worth (?:a (?:try|shot|go|look|test)|trying|testing|checking|it)|prove it|kick the (?:tyres|tires)|rehearse(?: it)?|simulate(?: it)?|(?:a )?(?:dress )?rehearsal|one round|test away|try away|have a (?:go|try|look)|it (?:can|could|would) not hurt|to be (?:safe|sure|on the safe side)|just (?:to be (?:safe|sure|on the safe side)|in case)|let us (?:be (?:safe|sure)|play (?:it )?safe|try(?: it)?(?: out)?|test(?: it)?))" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Untested = new(
        Declining + "(?:(?:skip|bypass|omit|forgo|do without|go without|leave out|miss out)(?: (?:it|that|this|one|(?:that|this) (?:bit|part|step|one)|(?:the |that |this |any |a )?(?:test|testing|trial|rehearsal|dry run)))?|leave (?:the test|testing|it) out|(?:go |take it |put it |let us go )?(?:straight|directly|right) (?:live|to (?:the (?:real thing|real run|end)|live|production|business))(?: without (?:it|a test|testing))?|(?:(?:i|we) )?(?:can|could|will|would|shall) (?:do|live|go|manage|be fine|be ok) without(?: (?:it|one|that|a test|the test))?|(?:(?:i|we) )?(?:do not|will not) need (?:it|one|that|a test|to test(?: it)?|testing)(?: (?:this time|again|today))?|(?:i|we) trust (?:it|you)|without(?: (?:it|a test|the test|testing))?|no (?:test|testing|trial)(?: (?:needed|necessary|required|today|this time))?|(?:i|we) (?:have )?(?:already )?(?:seen|tested|tried|checked) (?:it|that|this)(?: (?:already|before|myself|yesterday|often enough|enough|enough times|plenty|to death|many times|several times))?)" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Dictionary<QuestionKind, Regex> Bare = new()
    {
        [QuestionKind.Summary] = Make("create|build|make|generate|go"),
        [QuestionKind.Edit] = Make("save|store|apply|keep|accept|publish|update|overwrite|replace|(?:save|store|apply|keep|accept|publish|update|overwrite|replace) (?:it|that|this|the (?:change|changes|new one|new version|old one))"),
        [QuestionKind.Activate] = Make("start|launch|enable|activate|on|(?:switch|turn|power|put) (?:it )?on|fire (?:it )?up|start (?:it )?up|on it goes|let it run|set it off|off it goes|from (?:now|today|here) on(?:wards?)?|(?:it is )?ready(?: so am i| when you are)?"),
    };

    /// <summary>Null = read it like any message.</summary>
    public static TurnReading? Read(QuestionKind? question, string sentence) => question switch
    {
        QuestionKind.Restart => Keeps.IsMatch(sentence) ? TurnReading.No : Clears.IsMatch(sentence) ? TurnReading.Yes : null,
        QuestionKind.SkipTest => Skips.IsMatch(sentence) ? TurnReading.Yes : Tests.IsMatch(sentence) ? TurnReading.No : null,
        QuestionKind.Activate when Saves.IsMatch(sentence) => TurnReading.Later,
        QuestionKind.Edit when Discards.IsMatch(sentence) || Reverts.IsMatch(sentence) => TurnReading.No,
        QuestionKind.Edit when Adopts.IsMatch(sentence) => TurnReading.Yes,
        QuestionKind.Test when Tries.IsMatch(sentence) => TurnReading.Yes,
        QuestionKind.Test when Untested.IsMatch(sentence) => TurnReading.No,
        { } kind when Bare.TryGetValue(kind, out var verbs) && verbs.IsMatch(sentence) => TurnReading.Yes,
        _ => null,
    };

    private static Regex Make(string verbs) => new($"{Agreeing}(?:{verbs}){Last}", RegexOptions.CultureInvariant);
}
