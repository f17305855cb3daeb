using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Answers to questions, from what is known; nothing is made up.</summary>
internal static class Replies
{
    public static string Of(Drafted turn, TurnUnderstanding said) => said.Act switch
    {
        TurnAct.TellFiles => Files(turn.World),
        TurnAct.TellColumns => Columns(turn),
        TurnAct.TellWhen => When(turn),
        TurnAct.TellHistory => History(turn),
        TurnAct.TellSteps => Steps(turn),
        TurnAct.TellSummary => Summary(turn),
        TurnAct.Help => "I build agents that read a table, a file in your workspace or a list in your Notion, Linear or GitHub account, keep "
            + "and sort the rows you care about, and write you a report or post it to Slack, at set times or when you ask. Describe it in plain words; I show you everything before it is created, and test it "
            + "before it is turned on.",
        _ => ByWords(turn, said.Words),
    };

    private static string ByWords(Drafted turn, string words)
    {
        var text = Words.Join(Words.Cut(words)).ToLowerInvariant();
        bool Has(params string[] any) => any.Any(word => text.Contains(word, StringComparison.Ordinal));
        if (Has("cost", "price", "pay", "money", "free", "charge") && turn.Table?.Columns.Any(column => text.Contains(column.Name,
            StringComparison.OrdinalIgnoreCase)) != true)
        {
            return "It works on your own machine, and the built-in understanding costs nothing.";
        }

        if (Has("safe", "delete", "change my", "overwrite", "break", "touch", "harm", "damage", "private", "secure", "send", "posted",
            "who can see"))
        {
            return Reach(turn.Wish);
        }

        if (Has("undo", "change it later", "take it back", "turn it off", "stop it", "pause"))
        {
            return "You can change it at any time by telling me, take a change back with \"undo\", and pause it with \"pause it\".";
        }

        if (Has("slack", "notion", "linear", "github", "account", "connect"))
        {
            return Accounts(turn);
        }

        if (Has("column", "field"))
        {
            return Columns(turn);
        }

        if (Has("when", "how often", "what time", "time zone", "timezone", "next"))
        {
            return When(turn);
        }

        if (Has("file", "where", "saved", "output", "report"))
        {
            return turn.Wish.To is { } to ? $"It sends {PlaceWords.Target(to)}." : turn.State.SkillName is { } skill && turn.Wish.File is not null
                ? $"The report is saved in the folder \"output\" of your workspace as \"{(turn.Wish.OutputFile ?? skill)}\". "
                    + $"{Files(turn.World)}"
                : Files(turn.World);
        }

        return turn.Wish.File is not null ? "I can only answer from what we have agreed so far. " + Summary(turn) : "I can tell you about "
            + "your files, the plan and the times. " + Files(turn.World);
    }

    private static string Reach(Wish wish)
    {
        var reads = wish.Sources.Any(source => source.From is not null)
            ? Say.And(wish.Sources.Select(source => source.From is { } from ? PlaceWords.Source(from, null) : Say.Quote(source.File ?? "a file"))) : "your file";
        var sends = wish.Deliveries.Where(delivery => delivery.To is not null).Select(delivery => PlaceWords.Target(delivery, delivery.To!)).ToList();
        return sends.Count > 0 ? $"It only reads {reads} and sends {Say.And(sends)}; it changes nothing else. A test sends nothing."
            : $"It only reads {reads} and writes its own report in the folder \"output\"; it changes nothing else and sends nothing to anyone.";
    }

    private static string Accounts(Drafted turn)
    {
        var connected = turn.World.Accounts.Select(account => PlaceWords.Known(account)
            + (account.Standing == AccountStanding.Usable ? "" : " (somebody has to sign in again)")).ToList();
        return (connected.Count > 0 ? $"Connected: {Say.And(connected)}. " : "No account is connected yet. ")
            + "I can read lists in Notion, Linear and GitHub, post to Slack and add pages to Notion. Say for instance \"connect my Notion\".";
    }

    private static string Files(BuilderWorld world)
        => world.Files.Count == 0 ? "There is no table in your workspace yet." : $"In your workspace I see "
            + $"{Say.And(world.Files.Take(10).Select(Questions.Described))}.";

    private static string Columns(Drafted turn)
        => turn.Table is { } table
            ? $"{Say.Quote(table.File)} has the columns {Say.And(table.Columns.Select(column => Say.Quote(column.Name)))}."
            : Files(turn.World);

    private static string When(Drafted turn) => turn.Wish.When switch
    {
        null => "No time is set yet.",
        { Event: not null } happens => $"It runs {happens.Sentence}." + (turn.State.Standing == AgentStanding.Active ? "" : turn.State.Standing == AgentStanding.Paused
            ? " It is paused now, so what happens until you resume it starts nothing." : " It is not on yet."),
        { OnDemand: true } => "It runs only when you ask for it.",
        { } set => $"It runs {set.Sentence}. Next times: {Say.And(WhenWords.Next(set, turn.World.Now, 5))}."
            + (turn.State.Standing == AgentStanding.Active ? "" : turn.State.Standing == AgentStanding.Paused ? " It is paused now, so "
                + "none of them happens until you resume it." : " It is not on yet."),
    };

    private static string History(Drafted turn)
        => turn.State.History.Where(version => version.Version > 0).ToList() is { Count: > 0 } versions
            ? string.Join("\n", versions.TakeLast(5).Reverse().Select(version => $"Version {version.Version}, {version.At:d MMMM yyyy}: "
                + $"{version.What}."))
            : "Nothing is saved as a version yet.";

    private static string Steps(Drafted turn)
        => turn.Wish.File is null ? "There are no steps yet."
            : SkillLayout.Of(turn.Wish).Count > 1 ? Say.Lines([PlanWords.Of(turn.Wish, turn.World), .. Points(turn)])
            : Say.Lines([$"{Say.Quote(turn.Name)} reads "
            + $"{Say.Quote(turn.Wish.File)}, puts the rows in shape, then {(turn.Wish.To is null ? "saves the report" : "sends it")}.", .. Points(turn)]);

    private static string Summary(Drafted turn)
        => turn.Wish.File is null && turn.Wish.From is null && turn.Wish.Goal.Length == 0 ? "We have nothing yet." : Say.Lines(["So far:", .. Points(turn)]);

    private static IEnumerable<string> Points(Drafted turn)
        => WishWords.Points(turn.Wish, turn.World, turn.Name).Select(point => $"- {WishWords.Label(point.Key)}: "
            + $"{point.Value}");
}
