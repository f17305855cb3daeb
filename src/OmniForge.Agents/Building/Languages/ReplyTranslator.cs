using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Building.Languages;

/// <summary>
/// Says the builder's turns in the language of the person, through a language model that sees no names and no data. What does not come
/// back whole is said in English.
/// </summary>
public sealed class ReplyTranslator(IChatClient model, TimeProvider time, SaidAnswers answers)
{
    /// <summary>The turn in a language, such as "German".</summary>
    public async Task<Translation> SayAsync(BuilderTurn turn, string language, CancellationToken cancellationToken)
    {
        var exchange = new TranslationExchange(model, time, language);
        var texts = turn.Question is { } question ? new[] { turn.Reply, question.Text } : [turn.Reply];
        var said = await exchange.AskAsync(texts, cancellationToken);
        if (said is null)
        {
            var sorry = $"{turn.Reply}\n(I could not say this in {language} just now.)";
            return new(turn with { Reply = sorry, State = turn.State with { SaidAs = null } }) { Calls = exchange.Calls };
        }

        var known = turn.Actions.Any(OfferedAnswers.Has) ? await answers.OfAsync(language, exchange, cancellationToken) : null;
        var shown = turn.Actions.Distinct().ToDictionary(action => action, action => known?.GetValueOrDefault(action) ?? action);
        return new(turn with
        {
            Reply = said[0],
            Question = turn.Question is { } asked ? asked with { Text = said[1] } : null,
            Actions = [.. turn.Actions.Select(action => shown[action])],
            State = turn.State with { SaidAs = shown.Where(pair => pair.Key != pair.Value).ToDictionary() },
        })
        {
            Calls = exchange.Calls,
        };
    }
}
