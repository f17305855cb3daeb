using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>What a turn was understood to say, before a question about something else; the summary says it itself.</summary>
internal static class Noted
{
    private const int LongestQuoted = 100;

    public static void Say(Drafted turn, BuilderState before)
    {
        var looks = turn.Command is ListPlaces or ReadPlace;
        if (!looks && (turn.Command is not null || !Asks(turn)))
        {
            return;
        }

        List<string> lines = [.. turn.Changed.Where(one => one.After is not null && Tells(turn, one.Key) && !(looks && one.Key == "source")).Select(one => $"- {WishWords.Label(one.Key)}: {Value(turn, one)}")];
        if (Kept(turn, before) is { } kept)
        {
            lines.Add($"- Once I see the rows: {Talking.Say.Quote(kept)}");
        }

        if (lines.Count == 0)
        {
            return;
        }

        lines.Insert(0, before.Wish.Goal.Length == 0 && turn.Wish.Goal.Length > 0 ? "I can build that. What I understood:" : "Noted:");
        if (looks)
        {
            turn.State = turn.State with { Noted = Talking.Say.Lines(lines) };
            return;
        }

        turn.SayFirst(lines);
    }

    /// <summary>After the account has answered; a summary says it itself.</summary>
    public static void Later(Drafted turn, string? noted)
    {
        if (noted is null || turn.Command is ListPlaces or ReadPlace)
        {
            turn.State = turn.State with { Noted = noted };
            return;
        }

        turn.State = turn.State with { Noted = null };
        if (Asks(turn))
        {
            turn.SayFirst([noted]);
        }
    }

    private static bool Asks(Drafted turn) => turn.State.Question?.Kind is QuestionKind.Connect or QuestionKind.SourceAccount or QuestionKind.SourcePlace
        or QuestionKind.TargetAccount or QuestionKind.TargetPlace or QuestionKind.File or QuestionKind.Unclear or QuestionKind.WhenPart or QuestionKind.Zone;

    private static bool Tells(Drafted turn, string key) => key switch
    {
        "name" or "format" => false,
        "content" => turn.Wish.Columns.Count > 0,
        _ => true,
    };

    /// <summary>A time with what was assumed and when it comes first.</summary>
    private static string Value(Drafted turn, (string Key, string? Before, string? After) one)
        => one.Key == "schedule" && turn.Wish.When is { } when ? WhenWords.Sentence(when, turn.World.Now) : one.After!;

    /// <summary>Words about the content that wait for the table.</summary>
    private static string? Kept(Drafted turn, BuilderState before)
    {
        if (turn.State.LaterWords is not { } later || later == before.LaterWords)
        {
            return null;
        }

        var added = before.LaterWords is { } earlier && later.StartsWith(earlier, StringComparison.Ordinal) ? later[earlier.Length..].TrimStart('.', ' ')
            : before.LaterWords is null ? later : turn.Words.Trim();
        return added.Length is > 0 and <= LongestQuoted ? added : null;
    }
}
