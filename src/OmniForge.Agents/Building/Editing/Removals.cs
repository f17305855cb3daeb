using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Deleting and archiving: one question, and only a yes goes ahead.</summary>
internal static class Removals
{
    public static void Ask(Drafted turn, TurnAct act)
    {
        var name = Say.Quote(turn.Name);
        turn.State = turn.State with { Interrupted = turn.State.Question };
        if (act == TurnAct.Delete)
        {
            turn.Ask(QuestionKind.Delete, $"Shall I delete {name}? It stops at once, and what runs now is cancelled. For 30 days it can be brought back.", [], ["Yes, delete it", "No, keep it"]);
            return;
        }

        turn.Ask(QuestionKind.Archive, $"Shall I archive {name}? It no longer runs, and nothing of it is lost.", [], ["Yes, archive it", "No, keep it"]);
    }

    public static bool Answer(Drafted turn, TurnUnderstanding said)
    {
        var delete = turn.State.Question!.Kind == QuestionKind.Delete;
        if (said.Reading == TurnReading.Yes)
        {
            turn.Command = delete ? new DeleteAgent() : new ArchiveAgent();
            return true;
        }

        if (said.Reading is TurnReading.Unclear or TurnReading.Question)
        {
            turn.Say("Only a clear yes goes ahead; nothing has happened yet.");
            Ask(turn, delete ? TurnAct.Delete : TurnAct.Archive);
            return true;
        }

        turn.State = turn.State with { Question = turn.State.Interrupted, Interrupted = null };
        turn.Say($"Good, {Say.Quote(turn.Name)} stays as it is.");
        if (said.Reading is TurnReading.No or TurnReading.Later or TurnReading.Cancel or TurnReading.Back or TurnReading.Undo)
        {
            turn.Offer("What will it do?", "Pause it");
            return true;
        }

        return false;
    }
}
