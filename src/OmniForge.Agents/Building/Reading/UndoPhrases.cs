using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Wishes for how it was before: "put it back how it was before my last message", "pretend I never said that".</summary>
internal static partial class UndoPhrases
{
    private const string Lead = "^(?:(?:please|hey|no|ok|okay|oh|ah|oops|whoops|argh|damn|my bad|well|sorry|actually|hm|wait|stop|and|so|right|maybe|perhaps|just|then|can you|could you|can we|let us) )*";

    private const string Mine = "(?:my|the|that|this|your) (?:very )?(?:last|latest|previous|most recent|final) (?:message|change|one|answer|thing|sentence|bit|part|step|remark|edit|request|instruction|input|wish)";

    public static bool Match(string sentence) => Returns().IsMatch(sentence) || Unsays().IsMatch(sentence) || Prefers().IsMatch(sentence);

    [GeneratedRegex(Lead + "(?:(?:put|change|set|turn|switch|bring|make|return|restore|take|revert) (?:it|that|this|everything|all|things|it all) (?:back )?(?:again )?(?:to )?(?:exactly )?(?:how|the way|as|what|where|like) (?:it|that|this|everything|things|they|we) (?:was|were|had(?: it)?|looked|stood)|restore (?:what|the way) (?:we|i|it|they) (?:had|was|were)(?: it)?)(?: (?:before|originally|earlier|previously|a (?:moment|minute) ago))*(?: " + Mine + ")?(?: (?:please|thanks|again))*$", RegexOptions.CultureInvariant)]
    private static partial Regex Returns();

    [GeneratedRegex(Lead + "(?:(?:ignore|disregard|forget|unsay|withdraw|retract|scratch|strike|cancel|delete|drop|undo|revert|reverse|scrap|take back|erase|unsend|go back on|roll back) " + Mine + "|(?:that|the|my) last (?:message|change|one|answer|step|remark|edit|request) was (?:a|my) (?:mistake|error|bad idea|slip|typo)(?: (?:undo|revert) (?:it|that))?|(?:i )?did not mean (?:that|it)|pretend (?:that )?(?:i|we) (?:did not|never|had not|have not) (?:say|said|write|wrote|type|typed|ask|asked|mention|mentioned) (?:that|it|this|anything|so))(?: (?:please|thanks|again|now))*$", RegexOptions.CultureInvariant)]
    private static partial Regex Unsays();

    [GeneratedRegex(Lead + "(?:(?:the )?(?:version|one|way|order|layout|state|list) (?:we had )?before(?: that| this)? was (?:better|right|fine|good|nicer|ok)|i (?:(?:much|really|actually) )*(?:preferred|liked) (?:it|that|this|everything) (?:(?:better|more|best) )?(?:before|the way it was|how it was|as it was|earlier)(?: " + Mine + ")?|before " + Mine + " (?:it|everything|all) was (?:right|fine|good|better|ok|okay|correct|perfect)|(?:it|everything|all) was (?:right|fine|good|better|ok|okay|correct|perfect) before " + Mine + ")$", RegexOptions.CultureInvariant)]
    private static partial Regex Prefers();
}
