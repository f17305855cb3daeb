using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>
/// Whole messages that answer a question which is open, whatever of the table or of time is named in them: "Derek and I are both happy",
/// "as soon as I'm off this call", "what if the file moves". They are read before anything is taken for a wish.
/// </summary>
internal static partial class StandingAnswers
{
    /// <summary>Null = read it like any message.</summary>
    public static TurnReading? Read(string text, BuilderState state)
    {
        if (state.Question?.Kind is not (QuestionKind.Summary or QuestionKind.Test or QuestionKind.Activate or QuestionKind.Edit) || text.Length > 200)
        {
            return null;
        }

        var asked = text.Contains('?', StringComparison.Ordinal);
        var sentence = Sentence(text);
        if (Wonders().IsMatch(sentence))
        {
            return TurnReading.Question;
        }

        return TurnDowns.Match(sentence) || (state.Question.Kind == QuestionKind.Test && TurnDowns.Untested(sentence)) ? TurnReading.No
            : asked && !sentence.StartsWith("why do ", StringComparison.Ordinal) ? null
            : Approvals.Match(sentence) || (state.Question.Kind is QuestionKind.Test or QuestionKind.Activate && Arrived().IsMatch(sentence)) ? TurnReading.Later
            : GoAheads.Match(sentence) || GoAheads.Names(state.Question.Kind, sentence) ? TurnReading.Yes
            : Astray().IsMatch(sentence) || (Elsewhere().IsMatch(sentence) && !DeferPhrases.IsStrong(sentence)) ? TurnReading.Unclear : null;
    }

    private static string Sentence(string text) => string.Join(' ', Fillers.Trim([.. Words.Cut(text.Replace("100%", "hundred percent", StringComparison.Ordinal).Replace("100 %", "hundred percent", StringComparison.Ordinal))
        .Where(word => word.Kind != WordKind.Mark).SelectMany(word => AnswerSpelling.Fix(word.Text.ToLowerInvariant()).Split(' ', StringSplitOptions.RemoveEmptyEntries))]));

    [GeneratedRegex("^(?:(?:and|but|so|ok|okay|sure|yes|hm|well|wait|fine|great) )*(?:what (?:if|happens if|happens when) (?:[a-z]+ ){1,4}?(?:moves?|moved|fails?|breaks?|disappears?|crashes|stops?|goes (?:down|missing|wrong|offline)|gets (?:renamed|deleted|moved|lost|locked)|is (?:empty|missing|gone|down|off|offline|deleted|renamed|locked|broken|late|full|wrong))(?: [a-z]+){0,3}"
        + "|(?:will|does|could|can|would|might) (?:it|this|that|the agent|the test) (?:ever |really |also |then )?(?:overwrite|clobber|erase|destroy|spam|disturb|bother|ping|wake|damage|harm|mess up|interfere with|go wrong|lose|remember|forget)\\b.*|am i (?:able|allowed|free|supposed) to .+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Wonders();

    [GeneratedRegex("^(?:(?:yes|ok|only|but|not) )*(?:once|when|as soon as|after|until|before) (?:the|our|my) (?:[a-z]+ ){1,3}?(?:has|have|is|are) (?:arrived|come in|in|here|there|ready|complete|finished|delivered|closed)$", RegexOptions.CultureInvariant)]
    private static partial Regex Arrived();

    [GeneratedRegex("^(?:(?:oops|sorry|whoops|oh|ah|argh|my bad|apologies|that was the) )*wrong (?:window|chat|tab|person|thread|group|conversation|room|screen|keyboard)(?: sorry)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Astray();

    [GeneratedRegex("^(?:(?:sorry|oh|well|and) )*(?:(?:my|our) (?:train|bus|car|cat|dog|wife|husband|neighbou?rs?|flight|tram|bike|coffee machine|lift|heating|fridge|mother|father|parents) (?:is|was|are|were|has|had|just|got|broke|came|went) .+|we (?:(?:all|just|have) )*(?:moved|changed|painted|bought|sold|renovated) (?:the |our |a |an )?(?:new )?(?:offices?|house|home|flat|kitchen|building|desks?)(?: (?:last|this|a|two|in|on)\\b.*)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();
}
