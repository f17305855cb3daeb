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
        + "|from (?:scratch|zero|the (?:beginning|top|start))|(?:a )?(?:fresh|clean|new) (?:start|slate)|restart|clean slate)" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Keeps = new(
        Declining + $"(?:(?:keep|leave|save|hold on to|stick with) (?:{All}|going|what (?:we|i) have|my answers|the answers|the old one|things)(?: (?:as it is|as is|as they are|like this|please))*"
        + "|(?:carry|go|move|keep) (?:on|going|ahead with (?:this|it))|continue|proceed|stay(?: here)?|do not (?:clear|wipe|delete|restart|start over|lose|touch|erase|throw).*|never ?mind|not that"
        + "|forget (?:it|that|about it))(?: (?:please|then|thanks|with (?:it|this)|as we were|instead|now))*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Skips = new(
        Agreeing + "(?:(?:let us |we can |you can |i would |i want to |i would like to |feel free to |go on and )?(?:skip|bypass|omit|drop|forgo|ditch|forget|cut|jump|miss|pass on|do without|go without|dispense with|leave out|spare me|leave off|scrap)(?: (?:it|that|this|one|(?:(?:the|that|this|any|a|all) )?(?:test|tests|testing|trial|test run|dry run|rehearsal|step)))?(?: (?:out|off|altogether|entirely|this time))?|leave (?:it|that|this|the test|testing|the trial) out|(?:go |take it |put it )?(?:straight|directly) (?:live|on|to (?:live|the end|production|it))(?: without (?:it|a test|testing))?|no need (?:for (?:it|that|one|a test)|to test(?: it| again)?)|testing is (?:not needed|unnecessary|not necessary|overrated)|(?:(?:i|we) )?(?:can|could) (?:do|live|go) without(?: (?:it|one|that|a test|the test))?|(?:i|we) (?:do not|will not) need (?:it|one|that|a test|to test|testing)(?: (?:it|this time|again))?|(?:i|we) trust (?:it|you)|(?:i am )?(?:happy|fine|ok|okay|good|willing) (?:to (?:skip|go|do) (?:it|that|without)?(?: (?:it|a test|the test))?|without(?: (?:it|one|a test|the test))?)|(?:go |switch it on |turn it on |do it )?without(?: (?:it|that|a test|the test|testing))?|no test(?: (?:needed|necessary))?)" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Tests = new(
        Declining + "(?:(?:i|we|you) (?:want|need|would like|would prefer|would rather|had better|should|must|have to|insist on|would feel (?:better|safer) with)(?: to| you to)? (?:(?:see|do|run|have) )?(?:(?:a|the|one|another) )?(?:test|try|check|testing|trial)(?: (?:it|that|this|run))*(?: out)?(?: first| before| please| properly| anyway)*|(?:not|never) (?:without (?:a test|testing(?: it)?|one|trying(?: it)?)|untested|before (?:a test|testing(?: it)?|it is tested|it has been tested))|(?:it (?:has to|must|should|needs to) be|let us have it|i want it) tested(?: first)?|keep the test|(?:a )?test(?:ing)? (?:is a must|it is|please|first)|(?:i )?never skip (?:tests?|testing)|better (?:test|try|safe than sorry|to test)(?: it)?(?: first)?|(?:test|try|check|rehearse)(?: (?:it|that|this))?(?: out)?(?: once)?(?: first| before| before that| properly| anyway| again| thoroughly)*|(?:do|run|repeat) (?:a |the |another )?test(?: first| before that)?|a test first"
        + "|(?:do not|never) skip(?: (?:it|the test|that))?)" + Last,
        RegexOptions.CultureInvariant);

    private static readonly Regex Discards = new(
        Declining + "(?:(?:discard|reject|drop|scrap|bin|forget|undo|throw (?:away|out)) (?:it|that|this|the change|the changes|the new (?:one|version))|throw (?:it|that|this) (?:away|out)"
        + "|(?:keep|leave|stick with|stay with|go back to|use) (?:it as it (?:is|was)|the (?:old|previous|present|current|earlier|existing) (?:one|version|agent)|what we (?:have|had))|leave it (?:as it (?:is|was)|alone))" + Last,
        RegexOptions.CultureInvariant);

    /// <summary>"great, save it" agrees to keeping the draft, which is kept already, and to nothing that reaches outside.</summary>
    private static readonly Regex Saves = new(Agreeing + "(?:save|store|keep) (?:it|this|that|everything|the (?:change|agent|draft))(?: (?:like this|like that|as it is))*" + Last, RegexOptions.CultureInvariant);

    private static readonly Dictionary<QuestionKind, Regex> Bare = new()
    {
        [QuestionKind.Summary] = Make("create|build|make|generate|go"),
        [QuestionKind.Edit] = Make("save|store|apply|keep|accept|publish|update"),
        [QuestionKind.Activate] = Make("start|launch|enable|activate|on|(?:switch|turn|power|put) (?:it )?on|fire (?:it )?up|start (?:it )?up|on it goes|let it run|set it off|off it goes"),
    };

    /// <summary>Null = read it like any message.</summary>
    public static TurnReading? Read(QuestionKind? question, string sentence) => question switch
    {
        QuestionKind.Restart => Keeps.IsMatch(sentence) ? TurnReading.No : Clears.IsMatch(sentence) ? TurnReading.Yes : null,
        QuestionKind.SkipTest => Skips.IsMatch(sentence) ? TurnReading.Yes : Tests.IsMatch(sentence) ? TurnReading.No : null,
        QuestionKind.Activate when Saves.IsMatch(sentence) => TurnReading.Later,
        QuestionKind.Edit when Discards.IsMatch(sentence) => TurnReading.No,
        { } kind when Bare.TryGetValue(kind, out var verbs) && verbs.IsMatch(sentence) => TurnReading.Yes,
        _ => null,
    };

    private static Regex Make(string verbs) => new($"{Agreeing}(?:{verbs}){Last}", RegexOptions.CultureInvariant);
}
