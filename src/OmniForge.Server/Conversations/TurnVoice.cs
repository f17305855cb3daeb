using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Languages;
using OmniForge.Agents.Running;
using OmniForge.Server.Models;

namespace OmniForge.Server.Conversations;

/// <summary>Says turns in the language of the person where a language model is configured, and says that it is English where none is.</summary>
internal sealed class TurnVoice(ModelDirectory models, TimeProvider clock)
{
    private const string EnglishOnly = "I understand English only while no language model is set up here. Please say it in English; nothing was lost.";

    private readonly SaidAnswers _answers = new();

    /// <param name="language">Of the talk, from now on; null = English.</param>
    /// <param name="before">Of the talk, up to now.</param>
    public async Task<Voiced> SayAsync(BuilderTurn turn, string? language, string? before, CancellationToken cancellationToken)
    {
        turn = turn with { State = turn.State with { Language = language, SaidAs = null } };
        if (language is null || turn.Reply.Length == 0)
        {
            return new(turn, [], null);
        }

        if (models.Offline)
        {
            return new(language == before ? turn : turn with { Reply = $"{EnglishOnly}\n{turn.Reply}" }, [], null);
        }

        var said = await new ReplyTranslator(models.For(""), clock, _answers).SayAsync(turn, language, cancellationToken);
        return new(said.Turn, said.Calls, models.PriceOf(""));
    }
}

/// <summary>A turn as it is said.</summary>
/// <param name="Calls">What a model was asked for it.</param>
/// <param name="Price">Null = not known; then no cost is counted.</param>
internal sealed record Voiced(BuilderTurn Turn, IReadOnlyList<ModelCall> Calls, ModelPrice? Price);
