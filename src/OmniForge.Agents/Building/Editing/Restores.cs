using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Going back to an earlier version, by its number, its place or its day.</summary>
internal static class Restores
{
    public static void Take(Drafted turn, TurnUnderstanding said)
    {
        var versions = turn.State.History.Where(version => version.Version > 0).ToList();
        var sentence = Words.Join(Words.Cut(said.Words)).ToLowerInvariant();
        var wanted = Wanted(turn, versions, sentence);
        if (wanted is null)
        {
            turn.Say($"I do not know which version that is. There {(versions.Count == 1 ? "is only version" : "are the versions")} {Talking.Say.And(versions.TakeLast(8).Select(version => $"{version.Version}"))}.");
            turn.Offer([.. versions.SkipLast(1).TakeLast(3).Select(version => $"Go back to version {version.Version}"), "What changed lately?"]);
            return;
        }

        if (wanted.Version == versions[^1].Version)
        {
            turn.Say($"Version {wanted.Version} is the present one already.");
            turn.Offer("What changed lately?");
            return;
        }

        Begin(turn, wanted);
    }

    /// <summary>A change that gives back what was undone before is that version again, and needs no second agreement.</summary>
    public static bool Again(Drafted turn)
    {
        if (turn.State.Outside != OutsideEdit.None || turn.State.History is not [.., { Restored: > 0 }] || turn.State.OpenWhen is not null)
        {
            return false;
        }

        var known = turn.State.History.Reverse().Skip(1).FirstOrDefault(version
            => version is { Foreign: false, Version: > 0 } && Differences.Of(version.Wish, turn.Wish, turn.World).Count == 0);
        if (known is null)
        {
            return false;
        }

        Begin(turn, known);
        return true;
    }

    private static void Begin(Drafted turn, SavedVersion wanted)
    {
        turn.DropProposal();
        turn.State = turn.State with { Question = null, Undo = [] };
        turn.Command = new RestoreVersion(wanted.Version);
    }

    private static SavedVersion? Wanted(Drafted turn, List<SavedVersion> versions, string sentence)
    {
        if (SinceReading.Number(sentence) is { } number)
        {
            return versions.Find(version => version.Version == number);
        }

        if (SinceReading.Ordinal(sentence) is { } place)
        {
            return place <= versions.Count ? versions[place - 1] : null;
        }

        if (SinceReading.Instant(sentence, turn.World.Now, Histories.Zone(turn.State, turn.World)) is { } day)
        {
            var before = sentence.Contains("before", StringComparison.Ordinal);
            return versions.LastOrDefault(version => version.At < (before ? day : day.AddDays(1)));
        }

        return versions.Count > 1 && (sentence.Contains("previous", StringComparison.Ordinal) || sentence.Contains("earlier", StringComparison.Ordinal)
            || sentence.Contains("last but one", StringComparison.Ordinal)) ? versions[^2] : null;
    }
}
