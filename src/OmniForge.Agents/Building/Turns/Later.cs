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
        var read = SkillLayout.Sources(turn.Wish).Select(at => (At: at, Draft: Draft(turn, at, words))).ToList();
        var fitting = read.Where(pair => WishChanges.Any(pair.Draft.ToChange())).ToList();
        foreach (var (at, draft) in fitting.Count > 0 ? fitting : read.Take(1))
        {
            turn.Speak(at);
            var columns = turn.Table!.Columns.Select(column => column.Name).ToList();
            turn.State = turn.State with
            {
                Wish = WishChanges.Apply(turn.Wish, draft.ToChange(), columns),
                Unclear = [.. turn.State.Unclear, .. Open(draft, read.Count == 1 || fitting.Count <= 1).Select(open => open with { Source = at })],
            };
        }

        turn.Speak(0);
    }

    /// <summary>What one of several tables does not know may belong to another.</summary>
    private static List<Unclear> Open(ContentDraft draft, bool alone) => alone ? [.. draft.Unclear, .. draft.Left] : [.. draft.Unclear];

    private static ContentDraft Draft(Drafted turn, int at, string words)
        => ContentGrammar.Read(words, Reading.LaterWords.Of(words), TableView.Of(turn.World, turn.Wish.Sources[at].File)!, turn.World.Now);
}
