using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>An approval that is outstanding, somebody who is away, an answer promised for another time: nothing was agreed to yet.</summary>
internal static partial class Approvals
{
    private const string Ok = "(?:ok|okay|go ahead|green light|approval|sign off|permission|consent|blessing|clearance|authori[sz]ation|all clear|thumbs up)";

    private const string Word = "(?:ok|okay|go ahead|green light|approval|sign off|permission|consent|blessing|clearance|authori[sz]ation|all clear|thumbs up|answer|reply|verdict|decision|feedback|confirmation|word|response|yes|signature|nod)";

    private const string Lead = "^(?:(?:yes|no|ok|okay|sure|fine|well|but|sorry|oh|hm|because|as|since|and|so|right|sadly|unfortunately|maybe|perhaps|please) )*";

    private const string Open = "(?:is|are|has|have) (?:(?:still|yet|only|just) )*(?:missing|outstanding|pending|due|awaited|lacking|open|to come|on (?:its|the) way|not (?:yet )?(?:in|here|there|given|come|come in|arrived|through|been given|been granted|granted|forthcoming))(?: (?:yet|still))*$";

    /// <summary>A person or a part of a company; what the agent works on has no say.</summary>
    private const string Who = "(?!(?:it|that|this|they|these|those|you|i|we|there|which|what|why|(?:the|your|this|that|my) (?:[a-z]+ )?(?:reports?|agent|files?|lists?|test|tables?|data|columns?|sheet|mail|message|summary|draft|plan|preview|run|budgets?|totals?|dates?|rows?|names?|projects?|owners?|status))\\b)(?:[a-z]+ ){1,4}?";

    private const string Boss = "(?:my|our|the) (?:[a-z]+ )?(?:boss|manager|lead|client|customer|colleague|director|team|supervisor|assistant|partner|accountant|lawyer|chief|head|ceo|cfo|board)";

    public static bool Match(string clause) => Missing().IsMatch(clause) || Unsaid().IsMatch(clause) || Away().IsMatch(clause)
        || Promised().IsMatch(clause) || Break().IsMatch(clause) || When().IsMatch(clause);

    [GeneratedRegex(Lead + "(?:(?:(?:the|an?|their|our|my|his|her|any|that) )?(?:(?:official|final|formal|written) )?" + Ok + "(?: (?:from|of|by) (?:[a-z]+ ){1,4}?| )" + Open + "|(?:(?:the|an?|their|our|my|his|her) )?" + Word + " (?:from|of|by) (?:[a-z]+ ){1,4}?" + Open
        + "|(?:i|we) (?:am |are )?(?:still |currently |just |only )*(?:awaiting|missing|lacking|without|chasing|lack|miss|await|short of) (?:[a-z]+ ){0,3}?" + Word + "(?: (?:from|of|by) .+)?$|(?:i|we) (?:am |are )?(?:still |currently |just )*waiting to (?:hear|get|see|find out|be told)\\b.*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();

    [GeneratedRegex(Lead + "(?:" + Who + "(?:has|have) not (?:yet |quite |even |actually |really )*(?:signed|approved|agreed|okayed|answered|replied|responded|come back (?:to|with|on)|got back|gotten back|decided|confirmed|given|cleared|blessed|been asked|had (?:a|the) (?:look|chance|say))\\b(?!.*\\bbut\\b).*$"
        + "|(?:nobody|no one|not everyone|not everybody|not all of us|none of them) (?:has|have) (?:yet )?(?:approved|signed|agreed|okayed|checked|confirmed|said yes|given)\\b.*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Unsaid();

    [GeneratedRegex(Lead + "(?:" + Boss + "|he|she) (?:is|are) (?:still |currently |away |just )*(?:away|out|off sick|sick|ill|on (?:holiday|vacation|leave|a trip|sick leave|the road)|not (?:here|in|back|around|available|reachable)|unavailable|travelling|traveling|out of (?:the )?office|in (?:a meeting|meetings)|abroad|at lunch)(?: (?:until|till|today|this week|now|at the moment|right now|just now|for|at|with)\\b.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Away();

    [GeneratedRegex(Lead + "(?!.*\\b(?:ok|okay|fine|good|great|perfect|go ahead|looks|add|include|drop|remove|instead|column|columns)\\b)(?:(?:i|we) (?:will|shall|am going to|are going to|promise to|hope to|can) (?:(?:probably|surely|definitely|certainly|just) )?(?:let you know|tell you|answer|reply|decide|get back to|take (?:a|another) (?:look|closer look)|have (?:a|another) look|look at it|look into it|report back|follow up|know more)\\b.*"
        + "|(?:i|we) owe you (?:an answer|a reply|a decision|one)\\b.*|you (?:will|shall) (?:have|get|hear|receive|know) (?:(?:my|our|an|the) (?:answer|decision|reply|verdict|response)\\b|from (?:me|us)\\b).*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Promised();

    [GeneratedRegex(Lead + "(?:(?:i|we) (?:need|want|could do with|would like|am having|are having|fancy) (?:a|an|my|some|another) (?:quick |strong |short )?(?:coffee|tea|cup of (?:tea|coffee)|lunch|break|breather|nap|drink|walk|shower|snack|breakfast|smoke|rest|pause)(?: (?:first|now|before .*))?"
        + "|(?:just )?let me (?:get (?:through|past|over|round)|finish|clear|grab|eat|wrap up|deal with|catch|settle|recover|wake up) .*first|(?:the )?timing (?:is )?(?:bad|poor|terrible|not (?:good|right|great|ideal))|(?:it is |this is )?(?:a )?(?:bad|poor|terrible|inconvenient|awkward) (?:time|moment)(?: (?:for (?:it|this|that|me|us)|right now|now))*|(?:now|it|this) is not (?:a|the) (?:good|right|best|great) (?:time|moment)(?: (?:for (?:it|this|that|me|us)|right now|now))*"
        + "|(?:maybe |perhaps )*(?:tomorrow (?:morning |evening |afternoon )?first thing|first thing tomorrow(?: (?:morning|evening|afternoon))?)(?: (?:maybe|perhaps))?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Break();

    [GeneratedRegex(Lead + "(?:(?:only|but|not) )*(?:as soon as|the (?:minute|moment|second)|once|when|after|until|till|before) (?:(?:i|we) (?:am|are|get|have got|have|come|return|find|feel) (?:off (?:this|the|my) .+|back\\b.*|home\\b.*|out of (?:this|the|my|here)\\b.*|free\\b.*|through with .+|at my desk\\b.*|(?:a|five|ten|some|two) (?:free )?(?:minutes?|moments?|time)\\b.*|had (?:a|my) (?:coffee|tea|lunch|break)\\b.*)|[a-z]+ (?:(?:is|are|has come|comes|gets|returns) )?back(?: (?:from|in|on|at) [a-z ]+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex When();
}
