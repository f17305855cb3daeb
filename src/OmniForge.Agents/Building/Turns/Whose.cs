using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Words about the content that fit several sources: the person says which is meant.</summary>
internal static class Whose
{
    private const string Both = "All of them";

    /// <summary>True when the words wait for that answer, or got it.</summary>
    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        if (turn.State.OpenSource is { } open && turn.State.Question?.Kind == QuestionKind.WhichSource && said.Answer is { } answer)
        {
            turn.State = turn.State with { OpenSource = null };
            Later.Apply(turn, open.Words, [.. open.Fitting.Where(at => answer == Both || Name(turn.Wish.Sources[at]) == answer)]);
            return true;
        }

        if (said.Fitting.Count < 2 || said.Deliveries.Count > 0 || !WishChanges.Any(said.Change))
        {
            return false;
        }

        turn.State = turn.State with { OpenSource = new(said.Words, said.Fitting) };
        return true;
    }

    public static void Ask(Drafted turn, OpenSource open)
    {
        List<string> choices = [.. open.Fitting.Select(at => Name(turn.Wish.Sources[at])), Both];
        turn.Ask(QuestionKind.WhichSource, $"What is {Say.Quote(open.Words.Trim())} about: {Say.Or(choices.Select(Say.Quote))}?", choices);
    }

    private static string Name(WishSource source) => source.From is { } from ? $"{from.Name} in {ServiceNames.Title(from.Integration)}" : source.File ?? SkillLayout.Files;
}
