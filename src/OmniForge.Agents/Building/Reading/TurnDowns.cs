using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Turns something down for lack of wish, use or patience: "I can't be bothered", "a trial is overkill".</summary>
internal static partial class TurnDowns
{
    private const string Lead = "^(?:(?:thanks|thank you|but|no|nope|nah|sorry|well|oh|honestly|really|please|just|ok|okay|so|and|i think|i guess|actually|let us|do) )*";

    private const string Test = "(?:(?:a|an|the|any|this|that|another|one|such a|all this) )?(?:(?:quick|short|little|whole) )*(?:tests?|testing|trials?|test runs?|trial runs?|dry runs?|rehearsals?|previews?)(?: (?:it|this|that))?";

    public static bool Match(string clause) => Bothered().IsMatch(clause) || Idioms().IsMatch(clause);

    /// <summary>Of the test that is offered.</summary>
    public static bool Untested(string clause) => Tests().IsMatch(clause);

    [GeneratedRegex(Lead + "(?:(?:i|we) )?(?:can|could) not (?:really |honestly |possibly |ever )?be (?:bothered|arsed|fussed)(?: (?:with|to|about|by|[a-z]+ing)\\b.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Bothered();

    [GeneratedRegex(Lead + "(?:(?:that|this|it) is )?(?:far from it|wide of the mark|miles off|nowhere near(?: (?:it|right|good enough|what i (?:want|wanted|need|asked for)))?|(?:i am |we are )?having none of (?:it|that|this)|(?:i|we) (?:would|will) (?:steer|stay) (?:well )?clear of (?:it|that|this)|(?:i|we) (?:do|can) not recogni[sz]e (?:any of )?(?:it|that|this)|(?:it|that|this)? ?(?:does|will|would) not (?:cut it|cut the mustard|wash|fly|pass muster|hit the mark|do it for me)"
        + "|let sleeping dogs lie|(?:keep )?(?:your )?hands off (?:it|the (?:switch|button|agent))|(?:i am|we are) not (?:in the mood|up for (?:it|this|that)|having (?:it|this|that)|buying (?:it|this|that)|on board))$", RegexOptions.CultureInvariant)]
    private static partial Regex Idioms();

    [GeneratedRegex(Lead + "(?:" + Test + " (?:is|are|would be|seems|feels|sounds) (?:a |just a |just |an? )?(?:complete |total |pure )?(?:waste(?: of (?:time|my time|effort|money))?|overkill|unnecessary|pointless|superfluous|redundant|too much|a bit much|not (?:needed|necessary|required|worth it|for (?:me|us)))|(?:(?:i|we) )?(?:can|could|will|would) (?:live|do|manage|go|survive|cope) without " + Test + "|no time for " + Test + "|spare (?:me|us) " + Test + "|not (?:even )?bother (?:with|about) " + Test + "|(?:i|we) (?:would )?(?:sooner|rather|prefer to) (?:go|do|carry on|skip) without(?: " + Test + ")?"
        + "|(?:i|we) never (?:test|try|rehearse)(?: (?:things|it|anything|this|that|out))*|(?:leave|cut|miss) " + Test + " out|(?:(?:i|we) (?:will|would) )?give " + Test + " a (?:miss|pass|rest|skip)|(?:i am|we are) not in the mood for " + Test + "|(?:(?:i|we) )?(?:have |see )?no (?:use|need|time|wish|appetite|desire|patience|call) for " + Test + "|(?:i|we) (?:do|will|would) not (?:want|need|bother with|care for|believe in) " + Test + ")(?: (?:today|this time|now|thanks|thank you|please|for me|really|at all|right now))*$", RegexOptions.CultureInvariant)]
    private static partial Regex Tests();
}
