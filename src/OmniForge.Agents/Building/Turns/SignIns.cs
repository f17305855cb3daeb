using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Leads a person through connecting an account: the offer, the link, what came of it, and what else could be done.</summary>
internal static class SignIns
{
    /// <summary>Explains why an account is needed and asks before anything else.</summary>
    public static void Offer(Drafted turn, string integration, string why)
    {
        turn.Move(Phase.OAuthFlow, "connection");
        turn.State = turn.State with { SignIn = new(integration, Known(turn, integration)?.Connection ?? "", "") };
        var title = ServiceNames.Title(integration);
        turn.Say(why);
        turn.Ask(QuestionKind.Connect, $"Shall I give you a link to sign in to {title}?", [], [$"Yes, connect {title}", "Not now", "No"]);
    }

    public static void Begin(Drafted turn, string integration)
    {
        turn.Move(Phase.OAuthFlow, "connection");
        turn.Command = new BeginSignIn(integration, Known(turn, integration)?.Connection ?? "");
    }

    /// <summary>"new link", or "done".</summary>
    public static void Take(Drafted turn, TurnAct act, SignInWait wait)
    {
        if (act == TurnAct.NewLink)
        {
            Begin(turn, wait.Integration);
        }
        else
        {
            turn.Command = new LookAtSignIn(wait.Connection);
        }
    }

    /// <summary>The link again or what else to say while the person is signing in.</summary>
    public static void Again(Drafted turn)
    {
        if (turn.State.SignIn is not { Link.Length: > 0 } wait)
        {
            Advance.Next(turn);
            return;
        }

        turn.Link = wait.Link;
        turn.Ask(
            QuestionKind.SignIn,
            $"I am still waiting for your sign-in to {ServiceNames.Title(wait.Integration)}: {wait.Link}\nI notice by myself when you are done. Say \"new link\" if this one "
                + "does not work any more.",
            [], ["New link", "Not now"]);
    }

    public static void Begun(Drafted turn, SignInBegun begun)
    {
        var title = ServiceNames.Title(begun.Wait.Integration);
        turn.State = turn.State with { SignIn = begun.Wait };
        turn.Link = begun.Wait.Link;
        turn.Ask(
            QuestionKind.SignIn,
            $"Open this link and choose there what OmniForge may see in {title}:\n{begun.Wait.Link}\nIt works once, for {begun.Minutes} minutes. I notice by myself when you are "
                + "done, and until then you can go on talking to me.",
            [], ["New link", "Not now"]);
    }

    public static void Impossible(Drafted turn, SignInImpossible impossible)
    {
        turn.Say(impossible.Reason);
        Instead(turn, impossible.Integration);
    }

    public static void Open(Drafted turn, SignInOpen open)
    {
        if (Waits(turn, open.Connection))
        {
            turn.Say("I do not see it yet.");
            Again(turn);
        }
    }

    /// <summary>Says nothing when somebody else has told it already.</summary>
    public static void Done(Drafted turn, SignedIn signed)
    {
        if (!Waits(turn, signed.Connection))
        {
            return;
        }

        var account = signed.Account;
        turn.State = turn.State with { SignIn = null, Question = null, Deferred = false };
        turn.Say($"{ServiceNames.Title(account.Integration)} is connected: the account {Say.Quote(account.Name)}.");
        var wish = turn.Wish;
        turn.State = turn.State with
        {
            Wish = WishPlaces.Change(wish, place => Taken(place, account)),
            Places = [.. turn.State.Places.Where(known => known.Connection != account.Connection)],
        };
        GoOn(turn);
    }

    /// <summary>A refusal at the provider or a link that was not used.</summary>
    public static void Ended(Drafted turn, SignInEnded ended)
    {
        if (turn.State.SignIn is not { } wait || wait.Connection != ended.Connection)
        {
            return;
        }

        turn.State = turn.State with { SignIn = wait with { Link = "" } };
        turn.Say(ended.Reason);
        turn.Ask(
            QuestionKind.Connect, $"Shall I give you a new link to sign in to {ServiceNames.Title(wait.Integration)}?", [],
            ["Yes, a new link", "Not now", "No"]);
    }

    /// <summary>"no": the account is not to be connected, so something else has to take its place.</summary>
    public static void Declined(Drafted turn)
    {
        var integration = turn.State.SignIn?.Integration ?? "";
        turn.Say("All right, nothing is connected.");
        Instead(turn, integration);
    }

    /// <summary>"later": what is said stays, and meanwhile there may be another way.</summary>
    public static void Postponed(Drafted turn)
    {
        var title = ServiceNames.Title(turn.State.SignIn?.Integration ?? "");
        turn.State = turn.State with { Deferred = true };
        turn.Say($"No hurry, what you told me is saved. Say \"continue\" when you want to sign in to {title}.");
        turn.Say(turn.State.SignIn?.Link.Length > 0 ? "If you sign in meanwhile, I notice it." : "");
        turn.Say(turn.World.Files.Count > 0 ? $"Or shall I read something else instead? I see {Say.And(turn.World.Files.Take(5).Select(Questions.Described))}."
            : "Or tell me what I should do instead.");
        turn.Offer(["Continue", .. turn.World.Files.Take(3).Select(file => $"Read {file.File}"), "Cancel"]);
    }

    /// <summary>The account that is missing or needs its person again; null = all that the wish uses can be used.</summary>
    public static AccountPlace? Missing(Drafted turn)
        => WishPlaces.Of(turn.Wish).FirstOrDefault(place => place.Connection.Length > 0 && !Usable(turn, place));

    /// <summary>Asks to sign in again, with a link to follow.</summary>
    public static void OfferAgain(Drafted turn, AccountPlace place)
        => Offer(turn, place.Integration, $"The {ServiceNames.Title(place.Integration)} account {Say.Quote(place.Account)} cannot be used: somebody has to sign in again.");

    public static bool Usable(Drafted turn, AccountPlace place)
        => turn.World.Accounts.Any(account => account.Connection == place.Connection && account.Standing == AccountStanding.Usable);

    private static KnownAccount? Known(Drafted turn, string integration)
    {
        var chosen = WishPlaces.Of(turn.Wish).FirstOrDefault(place => place.Integration == integration)?.Connection ?? "";
        return turn.World.Accounts.FirstOrDefault(account => account.Integration == integration && account.Standing == AccountStanding.NeedsSignIn
            && (chosen.Length == 0 || account.Connection == chosen));
    }

    private static bool Waits(Drafted turn, string connection) => turn.State.SignIn is { Link.Length: > 0 } wait && wait.Connection == connection;

    private static AccountPlace Taken(AccountPlace place, KnownAccount account)
        => place.Integration != account.Integration ? place
            : place.Connection == account.Connection ? place with { Account = account.Name }
            : place.Connection.Length > 0 && place.Account == account.Name ? place with { Connection = account.Connection }
            : new() { Integration = place.Integration, Connection = account.Connection, Account = account.Name, Name = place.Id.Length == 0 ? place.Name : "" };

    /// <summary>Back to what an agent that exists was about to do, or on to the next open point.</summary>
    private static void GoOn(Drafted turn)
    {
        var saved = turn.State.History is [.., var last] && WishPlaces.Of(last.Wish).SequenceEqual(WishPlaces.Of(turn.Wish));
        switch (turn.State.Standing)
        {
            case AgentStanding.Active or AgentStanding.Paused when saved:
                turn.Move(Phase.Complete, "connected");
                Moves.Settle(turn);
                break;
            case AgentStanding.Draft when saved && turn.State.Test is TestStanding.Passed or TestStanding.Skipped:
                turn.Move(Phase.Activation, "connected");
                Questions.Activate(turn);
                break;
            case AgentStanding.Draft when saved:
                turn.Move(Phase.Testing, "connected");
                Questions.Test(turn);
                break;
            default:
                turn.Move(turn.Wish.Goal.Length == 0 ? Phase.Discovery : Phase.Requirements, "connected");
                Advance.Next(turn);
                break;
        }
    }

    private static void Instead(Drafted turn, string integration)
    {
        turn.State = turn.State with { SignIn = null, Question = null };
        if (turn.State.Standing != AgentStanding.None)
        {
            turn.Move(turn.State.Standing == AgentStanding.Draft ? Phase.Testing : Phase.Complete, "not_connected");
            turn.Say("Until somebody signs in, the agent cannot work with that account. Nothing else was changed.");
            Moves.Settle(turn);
            return;
        }

        turn.Move(turn.Wish.Goal.Length == 0 ? Phase.Discovery : Phase.Requirements, "not_connected");
        var others = turn.Wish.Sources.Where(source => source.From?.Integration != integration).ToList();
        if (others.Count < turn.Wish.Sources.Count)
        {
            turn.State = turn.State with { Wish = others.Count > 0 ? turn.Wish with { At = 0, Sources = others } : turn.Wish with { At = 0, From = null } };
            if (turn.Wish.Goal.Length > 0 && others.Count == 0)
            {
                InsteadOfSource(turn, integration);
                return;
            }
        }

        var ways = turn.Wish.Deliveries.Where(delivery => delivery.To?.Integration != integration).ToList();
        if (ways.Count < turn.Wish.Deliveries.Count)
        {
            turn.State = turn.State with { Wish = turn.Wish with { ToAt = 0, Deliveries = ways } };
            turn.Say(ways.Count > 0 ? $"Then nothing goes to {ServiceNames.Title(integration)}; the rest stays."
                : "Then the report is saved as a file instead; say so if it should go somewhere else.");
        }

        Advance.Next(turn);
    }

    private static void InsteadOfSource(Drafted turn, string integration)
    {
        var services = AccountTables.All.Where(table => table.Integration != integration).Select(table => ServiceNames.Title(table.Integration)).ToList();
        var files = turn.World.Files;
        turn.Ask(
            QuestionKind.File,
            files.Count > 0
                ? $"What shall I read instead? I see {Say.And(files.Take(5).Select(Questions.Described))}; or name {Say.Or(services)}."
                : $"What shall I read instead? Put a table file into your workspace and tell me its name, or name {Say.Or(services)}.",
            [.. files.Take(8).Select(file => file.File)]);
    }
}
