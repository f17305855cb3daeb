using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>What people say while a sign-in is offered or open: done, a new link, not now.</summary>
internal static class SignInPhrases
{
    private const string Lead = "^(?:(?:please|ok|okay|yes|sorry|hm|oh|and|so|well|now|can you|could you|i think|can i|could i|may i|it says(?: that)?|the page says(?: that)?|they say(?: that)?|i) )*";

    private static readonly Regex Done = new(
        Lead + "(?:(?:have |am |just |already |have just |have already )*(?:done|did(?: it| that)?|finished|ready|signed in|logged in|connected(?: it)?|allowed(?: it)?|"
            + "accepted(?: it)?|approved(?: it)?|through|clicked(?: it| on it)?)|it is (?:done|connected)|that is done|all (?:done|set)|it worked|check(?: (?:it|again|now))?|"
            + "try (?:it )?again now|do you see it)(?: (?:now|already|there|it|everything|all))*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Link = new(
        Lead + "(?:(?:have |get |need |want |would like |give |send |show |make |create )*(?:me |us )?(?:have )?(?:a |the |another |one more )?(?:new |fresh |other |sign-?in )?link"
            + "(?: (?:again|please|once more|to sign in|for (?:that|it)))*|"
            + "(?:the |that |this |your )?(?:link|page|sign-?in|it) (?:(?:has |is |does |did |was |seems |can ?)*(?:not (?:work|open|load|go through)|broken|expired|too old|gone|dead|"
            + "failed|closed))(?:ing|ed)?(?: (?:any ?more|for me|any longer|again))*|(?:where|what) is the link|i (?:lost|closed|missed|do not see|cannot (?:find|open)) "
            + "(?:the |that |your )?(?:link|page|it|window)|try (?:it )?(?:again|once more)|again|retry|once more|connect (?:it )?again)(?: please)*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Connect = new(
        Lead + "(?:(?:go ahead|do (?:it|that)|let us do (?:it|that)|let us)(?: and)? ?)?(?:connect|sign (?:me )?in|log (?:me )?in|link)"
            + "(?: (?:it|that|this|me|us|them|now|then|please|there|to it|to that|(?:to )?(?:my |our |the )?(?:account|notion|slack|linear|github)(?: account)?))*$",
        RegexOptions.CultureInvariant);

    /// <summary>Null = read it like any message.</summary>
    public static TurnUnderstanding? Read(string sentence, QuestionKind? question)
    {
        if (question is not (QuestionKind.Connect or QuestionKind.SignIn) || sentence.Length > 120)
        {
            return null;
        }

        return Link.IsMatch(sentence) || (question == QuestionKind.Connect && Connect.IsMatch(sentence)) ? new() { Reading = TurnReading.Statement, Act = TurnAct.NewLink }
            : Done.IsMatch(sentence) && question == QuestionKind.SignIn ? new() { Reading = TurnReading.Statement, Act = TurnAct.SignedIn }
            : null;
    }
}
