using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Whole clauses that decline.</summary>
internal static class DeclinePhrases
{
    private const string Thing =
        "(?:that|this|it|all|everything|that one|this one|these|those|they|(?:the|your|this|that) (?:[a-z]+ )?(?:summary|report|plan|test|"
            + "result|results|list|draft|preview|proposal|version|thing|idea|output))";

    private static readonly Regex Fixed = new(
        "^(?:no+|nope|nah|na|nay|never|negative|n|wrong|incorrect|reject|rejected|decline|declined|nein|non|nix|nee|niet|refuse|refused|"
            + "disagree|false|"
        + "bad|terrible|awful|horrible|no way|no chance|no good|no go|no deal|no can do|no sir|no thank you|no ta|hell no|heck no|god no|"
            + "oh no|"
        + "(?:absolutely|definitely|certainly|just|simply|hell|most definitely|really) (?:no|no way|no chance)|(?:please )?(?:do not|no need to|i would not) (?:even )?bother(?: (?:with (?:it|that|this|a test)|to|at all|testing|trying))*|not (?:to|for|with) (?!worry|mention|now|long|me$|us$|the moment|the time)(?:the |that |this |it |its )?[a-z]+(?: [a-z]+)?|absolutely not|certainly not|of course not|definitely not|surely not|probably not|most certainly not|by no means|in no way|"
            + "no no|"
        + "under no circumstances|over my dead body|when hell freezes over|when pigs fly|not on your life|not a chance|"
            + "not in a million years|"
        + "not really|not at all|not quite|not exactly|not this|not that|not it|not like this|not like that|not for me|not good|not right|"
            + "not correct|not ok|not okay|not fine|not great|not good enough|not perfect|"
        + "not happy|not convinced|not what i (?:want|wanted|meant|asked for|need|needed)|not interested|not this time|not this one|"
            + "not that one|not particularly|not especially|not so|not so much|not that i want|not acceptable|"
        + "count me out|thumbs down|yeah right|yeah no|as if|fat chance|in your dreams|dream on|i pass|pass|let us not|leave it off|"
            + "leave it alone|leave it be|(?:leave|keep) it off(?: for (?:now|the moment|the time being))?|(?:(?:it|this|that|the agent) (?:should|must|can|may|has to|needs to|better|shall) )?(?:stay|stays|remain|remains|be left|be kept) (?:off|inactive|switched off|turned off|paused|as a draft|a draft)(?: for (?:now|the moment|the time being|today|a while))?|(?:i (?:will|would) |let us |rather )*skip(?: (?:it|that|this|this one|that one))?|no need(?: for (?:it|that|this|a test))?|not (?:necessary|needed|required)|"
            + ""
        + "rather not|better not|preferably not|please no|anything but that|(?:that|it) is a (?:clear |hard |firm |definite )?no(?: from (?:me|us|my side|our side))?|not (?:in )?(?:this|that) (?:form|way|shape|state|manner)|not as it is(?: now)?|you (?:have )?(?:completely |totally )?(?:misunderstood|misread|misheard)(?: me| it| that)?|you (?:have )?got (?:it|me|that) wrong|"
            + "(?:it|that|this|the agent) (?:should|must|shall|may|need) not (?:be (?:on|live|active|running|created|saved|sent)|run|go live|start|go out)|the answer is no|i (?:already |have (?:already )?|just )?(?:say|said) no|no from me|"
            + "no to (?:that|this|it|all)|hard pass|hard no|you must be joking|are you kidding|you are kidding|like hell|my foot|"
            + "out of the question|no dice|no thanks)$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Person = new(
        "^(?:(?:i|we) (?:really |rather |strongly |would )?(?:(?:do|would|can|will|could|did|should) not(?: really| even)? (?:want(?: to see)?|like|"
            + "agree|think so|accept|approve|need|believe so|believe it|feel like|support|go for|trust|say (?:yes|ok|okay)|go along with|live with|work with|use|care for|recommend|endorse|allow|"
            + "permit|sign off on|do)|"
        + "(?:would|had|should) (?:rather|better|prefer) not|object|refuse|disagree|decline|reject|oppose|doubt (?:it|that)|hate|dislike|"
            + "am (?:not|against|opposed to|unhappy|no longer)|would say no|say no|changed my mind|have changed my mind|think not|fear not|am afraid not|am afraid (?:i|we) (?:can|will|do) not|would say not)"
        + "(?: (?:(?:to )?(?:it|that|this|so|to (?:it|that|this)|do it|do that|do this|have it|turn it on|switch it on|test it|build it|save it|go on|proceed|"
            + "continue)|(?:with|about|of) (?:it|that|this|you|the (?:result|plan|report|test|summary))|at all|happy|satisfied|ok|okay|on|live|running|running by itself|active|activated|switched on|turned on|tested|created|built|saved|sent|published|started|"
            + "fine|good|convinced|interested|sold|pleased|any more|anymore|now|yet|(?:it |that )?like (?:this|that)|the (?:result|plan|"
            + "report|test|summary|order|look of it)))*)$",
        RegexOptions.CultureInvariant);

    private static readonly Regex DoNot = new(
        "^(?:(?:you )?(?:do|must|should|shall|may|can|could|better|had better|will) not|never|do not you dare(?: to)?|let us not|(?:i|"
            + "we) (?:do|would) not want you to|not to)(?: ever| just| really)?(?: (?:do|go|build|make|create|save|accept|apply|start|try|"
            + "test|run|send|publish|activate|launch|ship|enable|proceed|continue|turn|switch|put|use|write|deploy|touch|set))?"
        + "(?: (?:it|that|this|so|on|ahead|up|live|anything|the (?:agent|report|test|thing|plan)|to|be|any of (?:it|that)))*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Judged = new(
        $"^{Thing} (?:is|are|was|were|looks|look|sounds|seems|reads|feels|does|did|do|will|would|can|has) (?:(?:really|quite|very|so|"
            + $"totally|absolutely|just|all|completely|still|simply|a bit|a little|far from|anything but) )*(?:"
        + "(?:wrong|bad|terrible|awful|horrible|rubbish|nonsense|incorrect|useless|a mistake|a mess|no good|unacceptable|ok|right|correct|"
            + "good|perfect|fine|not it)|"
        + "not(?: (?:right|correct|good|ok|okay|fine|great|perfect|it|work|do|help|suit me|fit|look right|look good|look ok|sound good|"
            + "sound right|seem right|make sense|good enough|acceptable|true|me|for me|convincing|quite|quite right|really|entirely|"
            + "happen|happening|what i (?:want|wanted|meant|asked for|need|needed|had in mind|expected)|how i (?:want|wanted|like) it|"
            + "the (?:one|way)|a good idea))*)(?: for me| to me| at all| like this| like that)*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Short = new(
        "^(?:does|do|did|is|am|are) not (?:(?:really|quite|at all|even) )?(?:work|fit|help|look (?:right|good|ok|correct)|sound (?:right|"
            + "good)|seem right|make sense|suit me|convince me|right|good|ok|it|correct|true|happy|what i (?:want|wanted|meant|need|"
            + "asked for))(?: for me| to me| at all| with (?:it|that|this))*$",
        RegexOptions.CultureInvariant);

    public static bool Match(string clause)
        => TurnDowns.Match(clause) || (!DoubleNegatives.Agree(clause)
            && (Fixed.IsMatch(clause) || Person.IsMatch(clause) || DoNot.IsMatch(clause) || Short.IsMatch(clause) || StopIdioms.Match(clause)
                || (Judged.IsMatch(clause) && !AgreePhrases.Match(clause))));
}
