using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Agreement spoken as the absence of an objection.</summary>
internal static class DoubleNegatives
{
    private const string Objection =
        "(?:objections?|complaints?|problems?|worries|doubts?|issues?|changes?|notes|concerns?|questions?|remarks?|comments?|corrections?|"
        + "reservations?|criticism|faults?|mistakes?|errors?|wishes|hesitations?|regrets|qualms|second thoughts|arguments?|flaws?|"
            + "additions?|"
        + "further (?:questions|changes|comments|wishes|remarks))";

    private static readonly Regex NoObjection = new(
        $"^(?:(?:i|we|there|she|he) (?:have|has|got|have got|see|can see|is|are|find|can find|know of|would have|"
            + $"could find) )?(?:absolutely |really )?"
        + $"(?:no|zero|not any|not a single|not the slightest|not a|none|without|without any) (?:further |other |more |real |big |"
            + $"major )?{Objection}"
        + "(?: (?:from|on) (?:me|us|my side|our side|my end|this side|my part)| at all| here| whatsoever| whatever| to (?:it|that|this)|"
            + " with (?:it|that|this)| about (?:it|that|this)| needed| necessary| required| left| in my mind)*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex SeeNoObjection = new(
        $"^(?:i|we) (?:do|can|could|would) not (?:really )?(?:have|see|find|know of|think of|spot) (?:any|a|one|a single|"
            + $"anything) ?(?:further |other |more )?(?:{Objection}|"
        + "thing (?:wrong|to change|to add)|wrong|to (?:change|add|object to|complain about|correct)|reason (?:not to|why not|"
            + "against (?:it|that)|to (?:wait|say no|object|refuse|stop)))?"
        + "(?: with (?:it|that|this)| here| at all)*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex NothingToChange = new(
        "^(?:(?:there is|i have|i see|i find|i have got|we have|i can see|i would change|i would add|i want to change|i need|"
            + "is) )?(?:absolutely |really )?nothing(?: (?:more|else|further|at all|whatsoever|is|here|really))*"
        + "(?: (?:to (?:change|add|object(?: to)?|complain(?: about)?|correct|fix|say against (?:it|that)|improve|criticise|criticize|"
            + "worry about|discuss|remove|do)|"
        + "wrong|missing|against (?:it|that|this)|i would change|i want to (?:change|add)|needs (?:to be changed|changing)|"
            + "speaks against (?:it|that)|(?:comes|springs) to mind|"
        + "that i (?:would|want to) change|bothers me|stands in the way|i can think of|left out))?(?: (?:with|about|to|on|from) (?:it|"
            + "that|this|me|us|my side))*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex DoNotMind = new(
        "^(?:(?:i|we|you) )?(?:(?:do|would|will|can|could|should|have|am|are|need|must) )?(?:not|never|hardly|no longer) (?:(?:at all|"
            + "really|even|possibly|to) )*(?:"
        + "(?:have it any other way|mind|object|disagree|complain|hesitate|refuse|argue with (?:that|it)|say no(?: to that| to it)?|fault (?:it|that)|"
            + "wait any longer|stop now|have (?:it|put it|said it|asked for) (?:better|more)(?: any other way| myself)?|"
        + "change (?:a thing|anything|it|that|a word|any of it|one thing)|touch (?:it|a thing|anything)|alter (?:a thing|anything)|"
            + "add anything|agree more|be (?:better|happier|against (?:it|that|this)|more (?:right|pleased|in favour))|"
        + "see why not|ask for (?:more|better)|go wrong with (?:that|it|this)|have a problem with (?:that|it|this)|opposed(?: to (?:it|"
            + "that|this))?|against (?:it|that|this)|unhappy(?: with (?:it|that|this))?|wrong|want (?:anything|it) (?:changed|different|"
            + "any other way)|"
        + "need to (?:change|add) (?:anything|it|a thing)|need (?:any )?(?:changes|changing)|stopping you|have to ask twice|ask me twice|"
            + "let me stop you|know why not|leave anything out|miss anything|dislike (?:it|that|this)))(?: at all| now| with (?:it|that|"
            + "this)| here| myself| one bit)*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex NotBad = new(
        "^(?:(?:it|that|this|they|the (?:result|report|plan|summary|test)|everything) (?:is|are|was|looks|does|did|could|would|can|will|"
            + "sounds|seems|should) )?not (?:at all |half |too |so |that )?(?:"
        + "(?:bad|wrong|a problem|an issue|shabby|terrible|a bad (?:idea|plan|thing|result|start|job)|half bad|the worst|a mistake|"
            + "a bother|unreasonable|incorrect|hurt(?: to try)?|harm(?: anyone)?|be (?:better|clearer|simpler|improved|more (?:right|"
            + "perfect|correct|exact)|nicer|wrong)|"
        + "need (?:any )?(?:changes|changing|change|fixing)|look (?:bad|wrong)|sound (?:bad|wrong)|have to (?:be )?(?:change|changed)|"
            + "bother me|miss anything))(?: at all| with me| for me| to me| either| to try)*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex NoNeed = new(
        "^(?:no (?:need|reason) (?:to (?:change|wait|stop|alter|hesitate|ask|touch|discuss|worry|fix)(?: (?:anything|it|a thing|that|"
            + "any longer|again|me|twice|further))*|not to|against (?:it|that)|for changes?)|no harm (?:in (?:it|that|trying)|done)|"
            + "(?:nobody|no one|none of us) (?:objects?|minds|complains|is against (?:it|that)|would object|disagrees)|"
        + "no (?:better|complaint) (?:way|here)|there is no (?:reason|need) (?:not to|to (?:wait|change anything|change it|"
            + "change a thing))|i have no reason (?:not to|to object|to say no)|no ifs or buts|no buts|no question about (?:it|that)|"
            + "no two ways about it|not in the least bit wrong|no brainer|it is a no brainer|no sooner said than done|no biggie|"
            + "no can not fault it|(?:i|it) would be (?:a fool|foolish|stupid|mad|crazy|silly) not to(?: say yes| agree| do it)?|(?:none|"
            + "not one) (?:whatsoever|at all|that i can see)|"
        + "(?:nothing|no) (?:is|are) (?:missing|wrong)|no corrections|nothing could be (?:better|clearer))$",
        RegexOptions.CultureInvariant);

    public static bool Agree(string clause)
        => NoObjection.IsMatch(clause) || SeeNoObjection.IsMatch(clause) || NothingToChange.IsMatch(clause)
            || DoNotMind.IsMatch(clause) || NotBad.IsMatch(clause) || NoNeed.IsMatch(clause);
}
