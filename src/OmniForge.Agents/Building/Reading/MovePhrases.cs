using System.Text.RegularExpressions;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Recognises "start over", "cancel", "undo" and "go back" as whole wishes.</summary>
internal static class MovePhrases
{
    private const string Lead =
        "^(?:(?:please|hey|no|ok|okay|oh|ah|oops|whoops|argh|ugh|damn|my bad|my mistake|well|sorry|actually|hm|hmm|wait|stop|yes|and|so|right|maybe|perhaps|just|kindly|then) )*"
        + "(?:(?:can|could|may|shall|should|would|will) (?:i|we|you) (?:please )?|let us (?:please )?|let me (?:please )?|i (?:would like|"
            + "want|need|wish|have|would love|would rather|would prefer)(?: you)? (?:to )?|we (?:should|need to|have to|must) |"
            + "i think (?:i|we) should |take me |bring me |lets )?(?:please )?(?:just )?";

    private const string Tail = "(?: (?:please|would you|will you|could you|can you|now|thanks|thank you|again|then|instead|actually|for now|completely|entirely|"
        + "if (?:possible|i may|you do not mind)|right now|at once|one more time|everything|all of it))*$";

    private const string End = "(?:cancel(?: (?:it|this|that|everything|all|all of (?:it|this)|the (?:whole )?(?:thing|conversation|process|agent|setup|"
            + "build)|please))?|abort(?: (?:it|this|that|everything|(?:the )?mission|the whole thing))?|quit|exit|bye|goodbye|stop(?: (?:it|this|that|here|everything|now|"
            + "the (?:whole )?(?:thing|conversation|process)|building(?: it| this)?))?|"
        + "never ?mind(?: (?:it|that|this|all (?:this|that)|all of (?:it|this|that)|the whole thing))?|(?:i|we) no longer (?:want|need) (?:an|any|the|this) agent.*|(?:i|we) do not (?:want|need) (?:an|any|the|this) agent (?:any ?more|any longer|after all|now)|(?:scrap|kill|drop|bin|ditch|abandon) the (?:project|plan|idea|agent|exercise|operation)|(?:this|it) is (?:pointless|hopeless|a waste of time) (?:please )?(?:stop|cancel|forget it|quit|drop it)|forget (?:it|about it|about (?:all )?(?:this|that)|that|this|"
            + "(?:about )?the whole (?:thing|idea)|everything|it all|all (?:of it|this|that))|(?:drop|bin|scrap|ditch|kill|can|axe|junk|abandon|trash|chuck) (?:(?:the|this|that|my) whole (?:agent |damn )?(?:thing|idea|plan|project|agent|business|lot))|can not be bothered(?: (?:with|to) .+)?|(?:have|had) (?:had )?enough(?: of (?:this|it|all this))?|drop (?:it|this|(?:the|this|that|my) (?:whole )?(?:agent )?(?:thing|idea|plan|project|agent|business))|"
            + "give up|i give up|call it (?:off|a day|quits)|call the whole thing off|end (?:it|this|the (?:conversation|chat))(?: here)?|"
        + "do not (?:want|need) (?:an|any) agent(?: after all| now| any more| anymore)?|do not (?:want|need) (?:it|this|that|the agent|an agent|anything)(?: (?:any ?more|any longer|at all))|no longer (?:want|need|"
            + "interested).*|leave it(?: there| at that| be)?|that is enough|enough|let it go|get (?:me )?out of here|i am (?:out|done here|"
            + "off)|kill it|break (?:it )?off|abandon (?:ship|it|this|that|the (?:whole )?(?:thing|idea|plan|agent))|scrap the (?:whole )?(?:idea|plan|agent)|(?:i am )?(?:bailing|bailing out|quitting|giving up)|pull the plug(?: on (?:it|this|that|the whole thing))?|cancel (?:my|the) (?:order|request|agent|build)|(?:i )?(?:have )?changed my mind i do not want (?:it|this|an agent)|(?:do|want) not (?:want to )?(?:go on|continue|do this)(?: (?:any ?more|any longer|with this))|scrap (?:everything|the lot|it all|the whole lot))";

    private static readonly Regex Restarts = new(
        Lead + "(?:start(?:ing)? (?:over|afresh|anew|again|new|fresh|from (?:scratch|zero|the (?:beginning|start|top))|all over|"
            + "at the beginning|with a clean (?:slate|sheet)|again from (?:scratch|zero|the (?:beginning|start|top)))|restart(?: (?:it|"
            + "this|that|everything|the (?:whole )?(?:conversation|thing|process)))?|"
        + "begin (?:again|anew|afresh|over)|(?:begin|start)(?: (?:again|anew|afresh|over|all over))? from (?:scratch|zero|the (?:very )?(?:beginning|start|top))|reset(?: (?:it|this|everything|all|"
            + "the (?:whole )?(?:conversation|thing)))?|(?:begin|start|do (?:it|this|that|everything)|try)(?: (?:all|everything|it|this))? (?:afresh|anew|again|over)(?: from (?:scratch|zero|the (?:very )?(?:beginning|start|top)))|from (?:scratch|the top|the beginning|zero)|(?:a )?(?:new|fresh|clean) (?:start|"
            + "beginning|slate)|(?:start|begin) (?:(?:again|over|afresh) )?from (?:nothing|the ground up)|forget all (?:that|this|of it) (?:new beginning|(?:a )?fresh start|clean slate)|start (?:a |the )?(?:new|fresh) (?:one|agent) from (?:scratch|zero|nothing)|do it all (?:over )?again|redo everything|"
        + "(?:scrap|delete|clear|wipe|throw away|forget|trash|discard|bin|ditch|dump|drop|chuck|junk|erase|scratch|tear|tear up|throw out|throw|chuck|rip) (?:everything|all(?: of (?:it|this|that))?|it all|the lot|the whole (?:thing|lot)|"
            + "my answers|this|that|it|what we have)(?: (?:away|out|up))? (?:and|then|so)(?: then)? (?:let us |we |i |please |just )*(?:start|begin|do it|go|try).*|start (?:all )?over and .*|wipe the slate(?: clean)?|(?:back )?to (?:the drawing board|square one|the start|the beginning)|take it from the (?:top|beginning|start)|(?:a )?do over|reboot(?: (?:it|this|everything))?|tabula rasa|clear (?:everything|all(?: answers)?|my answers)|start (?:over|"
            + "again|from scratch) (?:with|from) .*|back to square one|do (?:it|this|everything)(?: all)? (?:afresh|anew|over|over again|from scratch)|(?:go |back )(?:back )?to (?:the )?(?:very )?(?:beginning|"
            + "start))" + Tail,
        RegexOptions.CultureInvariant);

    private static readonly Regex Cancels = new($"{Lead}{End}(?: (?:and )?(?:i )?{End})?{Tail}", RegexOptions.CultureInvariant);

    private static readonly Regex Undoes = new(
        Lead + "(?:undo(?: (?:that|it|this))? (?:[a-z0-9]+ ){1,5}(?:was|were) (?:right|better|fine|correct|good|ok|okay)(?: before)?|undo(?: (?<what>.+?))?|revert(?: (?<what>.+?))?|reverse (?<what>.+?)|roll (?:it |that |this )?back(?: (?<what>.+?))?|"
            + "take (?:that|it|this|(?:that|it|this) last one) back|take back (?<what>.+?)|(?:ignore|disregard|forget|unsay|withdraw|retract|scratch|strike|skip|"
            + "cancel|delete|remove|drop) (?:my|the|that|your) (?:very )?last (?<what>message|change|one|answer|thing|sentence|bit|part|"
            + "step|remark|edit|request|instruction|input)|"
        + "(?:ignore|disregard|forget|scratch|strike|scrap|unsay|delete) what i(?: have)?(?: just)? (?:said|wrote|typed|asked|written|told you)(?: (?:last|before|just now))?|(?:ignore|disregard|"
            + "scratch|strike|unsay|scrap) (?:that|it|this)|remove (?:that|it|this)(?: again)?|(?:put|change|set|turn|switch) (?:it|that|"
                + "this) back(?: (?:to )?(?:how|the way|as|"
            + "what|where) it was(?: before)?| again| please)?|(?:go |put it |get |change it )?back to (?:how|the way|what|"
            + "as) it was(?: before)?|(?:restore|bring back|give me back|return to|go back to) (?:the |my )?(?:previous|old|earlier|"
            + "former|last|prior|original) (?<what>version|one|state|setting|settings|order|agent|report)|"
        + "i (?:take|took) (?:that|it) back|i (?:did not|do not) mean (?:that|it|to)(?: (?:say|do|write) (?:that|it))?|(?:no )?(?:it|that|everything) was (?:right|better|fine|good|ok|okay|correct|perfect|nicer) (?:before|the way it was)|(?:the |my )?(?:old|previous|earlier|former|last|first) (?:one|version|way) was (?:right|better|fine|good|nicer)|(?<what>sort|order|group|show|list|filter|limit|format|name|call)(?: it| that| them)? (?:how|the way|like|as) it was(?: before)?|(?:that|"
            + "it) was (?:a|my) mistake|as it was before|like (?:it was )?before|un ?do)" + Tail,
        RegexOptions.CultureInvariant);

    private static readonly Regex Backs = new(
        Lead + "(?:(?:go|get|take me|step|move|jump|skip|head|walk|turn|scroll|bring me|come|hop|nip|pop|flip|flick|switch|put me|take us|rewind|bounce) (?:one |a |two )?(?:step |steps |question |"
            + "bit )?back(?: (?:one|a|two) (?:steps?|questions?|bit))?(?: to (?:the |my )?(?<what>.+?))?|back(?: (?:one|a) (?:step|"
            + "question))?(?: to (?:the |my )?(?<what>.+?))?|(?:return|back up) to (?:the |my )?(?<what>.+?)|(?:one|a) step back|"
            + "(?:to )?(?:the )?(?:previous|last|earlier|prior|preceding|former) (?:question|step|one|answer|page|screen)|(?:see|have|get|show|repeat|ask|answer|redo|look at|return to|hear|read|give|do|try|put up|bring up)(?: me| us)?(?: again)? (?:the |that |my |your )?(?:previous|last|earlier|prior|preceding|former) (?:question|step|screen|page)(?: (?:again|once more|back|one more time))*|(?:another|a second|one more) (?:go|look|try|shot|crack|stab) at (?:the )?(?:previous|last|earlier|prior) (?:question|step|one|answer)|(?:(?:have|see|get|show me|repeat|ask me|hear|reopen|return to|answer) )(?:the |that )?question (?:about|on|of|with|regarding) (?:the |my )?(?<what>.+?)(?: (?:again|once more|back))?|the question (?:before|before (?:this|that)(?: one)?|you asked (?:before|earlier|previously|first))|(?:undo and )?go one (?:question|step) (?:back|up)|rewind(?: (?:a|one) (?:bit|step|question))?|one (?:question|step) (?:back|backwards|earlier)|"
        + "(?:show|ask)(?: me)? (?:the )?(?:previous|last|earlier|prior) (?:question|step)(?: again)?|step back|back up(?: (?:a bit|a little|one step|a step|one question))?|previous|"
            + "(?:change|redo|revise|answer|correct|fix) (?:the |my )?(?:previous|last|earlier) (?:question|answer|step)|(?:reopen|"
            + "revisit) (?:the |my )?(?<what>.+?))" + Tail,
        RegexOptions.CultureInvariant);

    public static (TurnReading Reading, string? Target)? Find(string sentence)
    {
        if (Restarts.IsMatch(sentence))
        {
            return (TurnReading.Restart, null);
        }

        if (Undoes.Match(sentence) is { Success: true } undo)
        {
            return (TurnReading.Undo, Named(undo) is { } what && ScheduleReader.Find(what).Count > 0 ? "schedule" : Named(undo));
        }

        if (UndoPhrases.Match(sentence))
        {
            return (TurnReading.Undo, null);
        }

        if (Cancels.IsMatch(sentence))
        {
            return (TurnReading.Cancel, null);
        }

        return Backs.Match(sentence) is { Success: true } back && Named(back) is not ("work" or "you" or "me" or "it" or "us")
            ? (TurnReading.Back, Named(back))
            : null;
    }

    private static readonly Regex Plain = new("(?:^| )(?:cancel|abort|quit|forget (?:it|about it|that|this)|stop|enough|leave it|drop it|never ?mind|bye|exit|end it|that is enough|leave it at that|let it go)$", RegexOptions.CultureInvariant);

    private static readonly Regex Reasons = new(
        "^(?:because |since |as )?(?:(?:i|we) (?:will|would rather|would sooner|can|am going to|are going to|prefer to|better) (?:just |simply |still )?(?:do|make|write|handle|keep doing|go on doing|type|sort|manage|build|send) (?:it|this|that|them|mine|ours)?(?: all)? ?(?:by hand|myself|ourselves|manually|on my own|the old way|like before|in excel|in a spreadsheet|without (?:it|you))"
            + "|(?:i|we) (?:have )?changed (?:my|our) minds?|(?:i|we) (?:do not|no longer) (?:need|want|like) (?:it|this|that|an agent|one|any of it)(?: (?:any ?more|any longer|after all|now))?|it is not worth (?:it|the (?:trouble|effort|hassle))|this is (?:a mess|hopeless|useless|not working|too (?:hard|much|complicated|confusing)|going nowhere|all wrong)|it is (?:a mess|hopeless|all wrong|too (?:hard|much|complicated|confusing))|i (?:have )?(?:made a mess|messed (?:it|this) up|got (?:it|this|that) (?:all )?wrong|am (?:so |just |really |completely )?(?:lost|confused|fed up|tired|done|out|finished|through)|give up|have had enough|can not be bothered)(?: (?:of|with|on) (?:it|this|that|all this|all of this))?)$",
        RegexOptions.CultureInvariant);

    /// <summary>A move that needs no more than its own clause; "stop" and "leave it" say too little for that.</summary>
    public static (TurnReading Reading, string? Target)? Strong(string clause)
        => Find(clause) is { } move && !(move.Reading == TurnReading.Cancel && Plain.IsMatch(clause) && !clause.Contains("cancel", StringComparison.Ordinal))
            && move.Target is null ? move : null;

    /// <summary>Says why, and nothing to be done.</summary>
    public static bool IsReason(string clause) => Reasons.IsMatch(clause);

    private static string? Named(Match match)
    {
        var what = match.Groups["what"].Value.Trim();
        return what is "" or "it" or "that" or "this" or "message" or "change" or "one" or "answer" or "thing" or "sentence" or "bit"
            or "part" or "step"
            or "remark" or "edit" or "request" or "instruction" or "input" or "the last" or "the last one" or "the last change" or "my "
                + "last change" or "last"
            or "the change" or "my change" or "that change" or "this change" or "that again" or "version" or "state" or "the last step"
                or "question" or "previous question" or "last question"
            or "previous one" or "previous step" or "last step" or "my last message" or "the last message" or "my last answer" or "that "
                + "last change" or "the last thing" or "that one" or "last message" or "last change"
            ? null
            : what;
    }
}
