using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Words that came before the tables were known are read once they are.</summary>
internal static class Later
{
    public static void Read(Drafted turn)
    {
        if (turn.State.LaterWords is not { } words || turn.Table is null)
        {
            return;
        }

        turn.State = turn.State with { LaterWords = null };
        var sources = SkillLayout.Sources(turn.Wish);
        List<int> fitting = [.. sources.Where(at => SpokenSource.Fits(words, SkillPlan.Table(turn.Wish, at, turn.World)!, turn.World))];
        if (fitting.Count > 1)
        {
            turn.State = turn.State with { OpenSource = new(words, fitting) };
            return;
        }

        Apply(turn, words, fitting.Count > 0 ? fitting : [.. sources.Take(1)]);
    }

    /// <summary>Takes the words into these sources.</summary>
    public static void Apply(Drafted turn, string words, IReadOnlyList<int> sources)
    {
        foreach (var at in sources)
        {
            turn.Speak(at);
            var draft = ContentGrammar.Read(words, Reading.LaterWords.Of(words), TableView.Of(turn.World, turn.Wish.File)!, turn.World.Now);
            turn.State = turn.State with
            {
                Wish = WishChanges.Apply(turn.Wish, draft.ToChange(), [.. turn.Table!.Columns.Select(column => column.Name)]),
                Unclear = [.. turn.State.Unclear, .. draft.Unclear.Concat(sources.Count == 1 ? draft.Left : []).Select(open => open with { Source = at })],
            };
        }

        turn.Speak(0);
    }
}
