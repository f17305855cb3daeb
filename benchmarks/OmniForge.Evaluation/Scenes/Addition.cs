using System.Text.RegularExpressions;
using OmniForge.Agents.Building;

namespace OmniForge.Evaluation.Scenes;

/// <summary>
/// Answers to "anything to add?". The product asks it together with the summary, where "nothing to add" agrees; asked alone, it is the NO
/// that goes ahead, and a bare "yes" announces more.
/// </summary>
internal static partial class Addition
{
    public static TurnReading Read(string said, TurnUnderstanding whole, Func<string, TurnReading> reader)
    {
        var clauses = Cuts().Split(said).Select(clause => clause.Trim()).Where(clause => clause.Length > 0).ToList();
        var plain = clauses.TrueForAll(clause => NothingMore().IsMatch(clause) || reader(clause) is TurnReading.Yes or TurnReading.No);
        if (plain)
        {
            return clauses.TrueForAll(clause => Announces().IsMatch(clause)) ? TurnReading.Yes : TurnReading.No;
        }

        var announced = clauses.Count > 1 && clauses.Exists(clause => Announces().IsMatch(clause));
        return announced && whole.Reading is TurnReading.Unclear or TurnReading.Statement ? TurnReading.Change : whole.Reading;
    }

    [GeneratedRegex(@"[,.;!]+")]
    private static partial Regex Cuts();

    [GeneratedRegex(@"^(and )?((no|nope|nah),? )?(i (think|believe|guess|suppose) (that )?)?(no|nope|nah|no more( from (me|my side|us))?|not really,? no|not really|all good|all set|all done|(that('s| is| was)|that will be|that would be|that covers|this covers|this is|it('s| is)) (all|it|everything|enough|that)( from (me|my side|us)| for (now|today|me))?|((we|i|you)( have|'ve)? )?(covered|got|have|said|mentioned|listed) everything( (i|we) (need|wanted|want))?|nothing (else|more|to add|comes to mind).*|(i('m| am)|we('re| are)|it('s| is)) (all )?(done|good|finished|through|complete|set|fine)|not that i (can think of|know of|know|see)|not (right now|now|for now|at the moment|today|yet)|(i )?(can't|cannot|can not) think of anything.*|thanks?|thank you|go ahead|go on)$", RegexOptions.IgnoreCase)]
    private static partial Regex NothingMore();

    [GeneratedRegex(@"^(yes|yeah|yep|yup|sure|of course|ok|okay|oh yes)( please)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Announces();
}
