using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>What is said once something was done to an agent that exists.</summary>
internal static class EditOutcomes
{
    public static bool Take(Drafted turn, CommandOutcome outcome)
    {
        switch (outcome)
        {
            case VersionRestored restored:
                Restored(turn, restored);
                return true;
            case AgentChanged changed:
                turn.State = AgentOpening.Refresh(turn.State, changed.Now, turn.World) with { Changed = false };
                turn.Say(turn.State.Lead ?? "");
                turn.Say(changed.Now.Outside switch
                {
                    OutsideEdit.Draft => OutsideEdits.Unfinished(turn.State),
                    OutsideEdit.Version => OutsideEdits.Written(turn.State),
                    _ => "",
                });
                turn.State = turn.State with { Lead = null };
                Advance(turn);
                return true;
            case SettingsSaved saved:
                Saved(turn, saved);
                return true;
            case AgentDeleted or AgentArchived:
                Gone(turn, outcome is AgentDeleted);
                return true;
            case AgentUnarchived:
                turn.State = turn.State with { Standing = AgentStanding.Paused };
                turn.Say($"{Say.Quote(turn.Name)} is back. It is paused; say \"resume\" to turn it on.");
                turn.Offer("Resume", "What will it do?");
                return true;
            default:
                return false;
        }
    }

    private static void Restored(Drafted turn, VersionRestored restored)
    {
        var before = turn.State.History[^1];
        var next = turn.State.Next;
        turn.State = AgentOpening.Taken(turn.State with { Question = null, Undo = [], OpenWhen = null, Unclear = [], Next = TurnAct.None }, restored.Now);
        var known = !before.Foreign && turn.State.Outside == OutsideEdit.None;
        var lines = known ? Differences.Lines(before.Wish, turn.Wish, turn.World) : [];
        turn.Say($"{Say.Quote(turn.Name)} is as in version {restored.Earlier} again, saved as version {restored.Version}.");
        turn.Say(lines.Count > 0 ? string.Join("; ", lines) + "." : "");
        turn.Say("All versions stay in the history.");
        if (next == TurnAct.Pause && turn.State.Standing == AgentStanding.Active)
        {
            turn.Command = new PauseAgent();
            return;
        }

        turn.Say(Outcomes.Times(turn, restored.Next));
        turn.Offer("Undo", "What changed lately?");
    }

    private static void Saved(Drafted turn, SettingsSaved saved)
    {
        var last = turn.State.History[^1];
        var what = string.Join("; ", Differences.Lines(last.Wish, turn.Wish, turn.World));
        turn.State = turn.State with { History = [.. turn.State.History.SkipLast(1), last with { Wish = turn.Wish }], Proposal = null, Question = null, Undo = [] };
        turn.Move(Phase.Complete, "saved");
        turn.Say($"Saved: {what}. Its steps are untouched.");
        turn.Say(Outcomes.Times(turn, saved.Next));
        turn.Offer("Run it now", "What changed lately?");
    }

    private static void Gone(Drafted turn, bool deleted)
    {
        var name = Say.Quote(turn.Name);
        turn.DropProposal();
        turn.State = new BuilderState { Phase = turn.State.Phase, Zone = turn.State.Zone, OfflineSaid = turn.State.OfflineSaid, Parked = turn.State.Parked };
        turn.Move(Phase.Idle, deleted ? "deleted" : "archived");
        turn.Say(deleted
            ? $"{name} is deleted and no longer runs. For 30 days somebody who looks after OmniForge can bring it back. Your files and reports are untouched."
            : $"{name} is archived and no longer runs. Say \"unarchive {name}\" to have it again.");
        turn.Offer("Which agents do I have?");
    }

    private static void Advance(Drafted turn)
    {
        if (turn.State.Question is null)
        {
            turn.Offer("What changed lately?", "Run it now");
            return;
        }

        Turns.Advance.Next(turn);
    }
}
