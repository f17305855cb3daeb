using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Tells a question from a request that is only put politely.</summary>
internal static class AskPhrases
{
    private static readonly Regex Starts = new(
        "^(?:(?:and|but|so|ok|okay|wait|sorry|hm|hmm|well|yes|no|sure|great|fine|oh|um|please|also|just) )*(?:what(?! (?:i|we) (?:(?:really|actually|just|still) )*(?:want|need|meant?|would like|wanted|had in mind|am after)\\b)|where(?= (?:is|are|was|were|do|does|did|will|would|can|could|should|exactly|else|from|to)\\b|$)|which|who|whom|"
            + "whose|why|how(?! (?:many|much)\\b.*\\b(?:enough|will do|please|instead|suffices?|sufficient|is all)\\b)|is (?:it|this|that|there|the|my|she|he|everything|notion|slack)|are (?:you|we|they|there|the|these|those|my)|"
            + "was (?:it|that|this|there|the)|were (?:they|there|the)|"
        + "does (?:it|this|that|the|my|she|he|anyone|one)|do (?:you|they|i|we|these|those)|did (?:it|you|they|the|that|i)|can (?:i|it|you|"
            + "we|they|the|this|that|someone|somebody|anyone)|could (?:i|it|you|we|they|this|that)|will (?:it|you|they|this|that|the|"
            + "there|i|we|my)|would (?:it|you|they|this|that|the)|shall (?:i|we)|"
        + "should (?:i|it|we|they)|may (?:i|we)|has (?:it|this|that|the|anything|anyone)|have (?:you|they|we|i) |am i|what if|(?:will|does|did|would|should|has|is|can|could) (?!not |do |be |work |suit |help |make |it |that |to |you |we |i |no |been |good |great |fine |ok |okay |perfect |right |love |like |mean |have |only |all |a |an |alright |nice |very |just |also |my |so )[a-z]+ (?:get|see|know|have|be|need|receive|read|notice|find|want|still|also|able|allowed|included|enough|required|run|work|go|always|really|actually|automatically)|any (?:idea|chance|clue) (?:how|when|what|why|where|who|if|whether|that)|when (?:does|do|"
            + "will|is|was|did|would|can|should|are|exactly)|isn t|is not (?:it|that|this)|tell me (?:what|how|why|when|where|which|who|"
            + "if|whether|more about)|explain|i (?:wonder|do not understand|am wondering|would like to know|want to know|"
            + "have a question))\\b",
        RegexOptions.CultureInvariant);

    private static readonly Regex Polite = new(
        "^(?:(?:and|but|so|ok|okay|wait|sorry|hm|hmm|well|yes|no|sure|great|fine|oh|um|please|also|then) )*(?:(?:can|could|would|"
            + "will) (?:you|we|it|i)(?: (?:please|perhaps|maybe|possibly|kindly|also|just|then|instead))*|how about|what about|(?:is it|"
            + "would it be) possible to|why do (?:not you|you not|we not|not we)|would you mind|do you mind|(?:can|could|may) i (?:have|"
            + "get|see)|shall we|should we|may we) (?<rest>.+)$",
        RegexOptions.CultureInvariant);

    /// <summary>"could you put the budget beside it" wishes for a change, "can you do that later" does not.</summary>
    private static readonly Regex Wishes = new(
        "^(?:(?:and|but|so|ok|okay|wait|sorry|hm|hmm|well|yes|no|sure|great|fine|oh|um|please|also|then) )*(?:could (?:it|the [a-z]+(?: [a-z]+)?)(?: (?:please|also|maybe|perhaps))* (?:come|go|be|sit|move|get|have|look|say|show|start|stand|end|include|leave)|(?:can|could|would|will) (?:you|we|it)(?: (?:please|perhaps|maybe|possibly|kindly|also|just|then|instead))* (?:put|add|show|sort|drop|remove|rename|call|swap|include|hide|group|order|split|bold|highlight|replace|limit|shorten|cut|list|round|format|merge|combine|insert|mark|mention|leave (?:out|off)|take out|spell|move|exclude|omit|skip the|make (?:it|that|this|them|the [a-z]+) (?:[a-z]+er|bold|less|more|a bit|a little|smaller|bigger|only|weekly|daily|monthly)))\\b(?!.*\\b(?:later|afterwards|after|again|back)\\b)",
        RegexOptions.CultureInvariant);

    /// <summary>"who reads what I type here" asks about the builder, "can you list the late ones" wishes for something.</summary>
    public static bool Wonders(IReadOnlyList<Word> words)
        => words.Count > 0 && (words[0].IsAny("who", "whose", "why", "where", "does", "is", "are", "will") || (words.Count > 1 && words[0].Is("how") && words[1].IsAny("do", "does", "is", "are", "safe", "secure", "long")));

    /// <summary>"a test? again?": wonders, where "can you test it?" wishes.</summary>
    public static bool OnlyAsks(IReadOnlyList<Word> words)
        => words is [.., { Kind: WordKind.Mark, Text: "?" }] && words.Count <= 6 && !Starts.IsMatch(Words.Join(words)) && Request(Words.Join(words)) is null;

    public static bool Wish(string clause) => Wishes.IsMatch(clause);

    private static readonly Regex Exclaims = new("^(?:what (?:a|an) |how (?:nice|great|wonderful|cool|lovely|useful|helpful|clever|kind|"
        + "good)|what fun|who cares|how dare)", RegexOptions.CultureInvariant);

    public static bool Asks(string clause) => Starts.IsMatch(clause) && !Exclaims.IsMatch(clause);

    /// <summary>What a polite request asks for ("can you sort it" = "sort it"), or null.</summary>
    public static string? Request(string clause)
        => Polite.Match(clause) is { Success: true } match ? match.Groups["rest"].Value : null;
}
