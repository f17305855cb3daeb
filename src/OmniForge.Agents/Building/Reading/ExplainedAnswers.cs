using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>An answer to the very question that is open, beside other answers and reasons: "yes, no need to try it, we've run it for years".</summary>
internal static partial class ExplainedAnswers
{
    /// <param name="names">Says of words whether they name content.</param>
    public static TurnReading? Read(QuestionKind? question, IReadOnlyList<Word> words, Func<IReadOnlyList<Word>, bool> names)
    {
        var clauses = Clauses.Cut(words);
        if (clauses.Count is < 2 or > 4 || clauses.Exists(clause => clause.Asked || clause.AfterBut))
        {
            return null;
        }

        var texts = clauses.ConvertAll(clause => Text(clause.Words));
        var direct = texts.ConvertAll(text => DirectAnswers.Read(question, text));
        var found = direct.Where(reading => reading is not null).Distinct().ToList();
        if (found is not [{ } only])
        {
            return null;
        }

        var others = clauses.Where((_, at) => direct[at] is null).Select(clause => (clause.Words, Text: Text(clause.Words))).ToList();
        return others.TrueForAll(other => !names(other.Words) && (only == TurnReading.Yes ? Supports(other.Text) : Allows(other.Text))) ? only : null;
    }

    /// <summary>Beside a yes only agreement, praise and what was lived through may stand.</summary>
    private static bool Supports(string text) => AgreePhrases.Match(text) || FaultPhrases.IsPraise(text) || Polarity.Of(text) == true || (Experience().IsMatch(text) && !FaultPhrases.IsFault(text)) || text.Length == 0;

    private static bool Allows(string text) => !AgreePhrases.Match(text) && Polarity.Of(text) != true && !DeferPhrases.IsStrong(text) && !AskPhrases.Asks(text) && !FaultPhrases.AsksForChange(text);

    private static string Text(IReadOnlyList<Word> words) => string.Join(' ', words.Where(word => word.Kind != WordKind.Mark)
        .SelectMany(word => AnswerSpelling.Fix(word.Text.ToLowerInvariant()).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>"we've run this one for years", "it worked fine yesterday".</summary>
    [GeneratedRegex("^(?:because |since |as )?(?:i|we|it|this|that|this one|they|you|the (?:agent|report|test|last one))(?: (?:have|has|had|did|was|were|am|are|is|been|already|just|always|never|all|only|even|really|know|knows|run|ran|runs|used|use|using|tested|test|tried|try|checked|check|seen|saw|see|done|do|worked|works|work|went|trust|trusts|trusted|failed|it|this|that|one|them|what|how|does|before|yesterday|today|earlier|this morning|last (?:week|time|month|year)|for|years|ages|months|weeks|a|an|hundred|thousand|dozen|many|several|few|couple|of|times|often|enough|fine|perfectly|well|ok|good|great|happily|lot|every|single|time|day|without|fail|hitch|so|far|and|the|in|on|same|simple|safe|harmless|myself|ourselves|you|its|thing|stuff))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Experience();
}
