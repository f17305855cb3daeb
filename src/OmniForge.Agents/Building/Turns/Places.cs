using OmniForge.Agents.Building.Events;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Finds out step by step where rows come from and where a report goes: the account, then the thing in it.</summary>
internal static class Places
{
    private const int MostChoices = 8;

    /// <summary>Looked at and remembered; older ones are looked at again when they are wanted again.</summary>
    private const int MostTables = 6;

    /// <summary>True when the table is known and nothing was asked.</summary>
    public static bool SourceSettled(Drafted turn)
    {
        if (turn.Wish.From is not { } place)
        {
            return true;
        }

        if (place.Integration == EventTalk.Own)
        {
            return EventTalk.OwnSettled(turn, place);
        }

        if (EventTables.Of(turn.Wish, place) is not { } table)
        {
            NotBuilt(turn, place.Integration);
            return false;
        }

        var title = ServiceNames.Title(place.Integration);
        if (!Accounted(turn, place, QuestionKind.SourceAccount, $"To read from {title} I need your permission; I see only what you share there and change nothing."))
        {
            return false;
        }

        place = turn.Wish.From!;
        if (place.Id.Length == 0 && !Chosen(turn, place, table.Kind, $"Which {table.Noun} should I read?", table.Rows[..^1], QuestionKind.SourcePlace))
        {
            return false;
        }

        if ((turn.Wish.File is null || turn.Table is null) && EventTables.Told(turn.Wish) is { } told)
        {
            turn.State = turn.State with { Tables = [.. turn.State.Tables.Where(known => known.File != told.File).TakeLast(MostTables - 1), told] };
            Absorb.Choose(turn, Content.TableView.Of(told));
        }

        if (turn.Wish.File is null || turn.Table is null)
        {
            turn.Command = new ReadPlace(turn.Wish.From!) { Event = turn.Wish.When?.Event?.Type ?? "" };
            return false;
        }

        return true;
    }

    /// <summary>True when it is known where the report goes, each way of it, and nothing was asked.</summary>
    public static bool TargetsSettled(Drafted turn)
    {
        for (var at = 0; at < turn.Wish.Deliveries.Count;)
        {
            var before = turn.Wish.Deliveries.Count;
            turn.State = turn.State with { Wish = turn.Wish with { ToAt = at } };
            if (!TargetSettled(turn))
            {
                return false;
            }

            at += before == turn.Wish.Deliveries.Count ? 1 : 0;
        }

        turn.State = turn.State with { Wish = turn.Wish with { ToAt = 0 } };
        return true;
    }

    private static bool TargetSettled(Drafted turn)
    {
        if (turn.Wish.To is not { } place)
        {
            return true;
        }

        if (AccountTarget.Of(place.Integration) is not { } target)
        {
            turn.Say($"I cannot write to {ServiceNames.Title(place.Integration)} yet. I can post to Slack, add a page to Notion, or save the report as a file; I take the file "
                + "unless you say otherwise.");
            turn.State = turn.State with { Wish = turn.Wish with { To = null } };
            return true;
        }

        var title = ServiceNames.Title(place.Integration);
        return Accounted(turn, place, QuestionKind.TargetAccount, $"To send the report to {title} I need your permission; nothing is sent before you turn the agent on.")
            && (turn.Wish.To!.Id.Length > 0
                || Chosen(turn, turn.Wish.To!, target.Kind, $"Which {target.Noun} should the report go to?", "", QuestionKind.TargetPlace));
    }

    /// <summary>The answer to "which one?": a name of the list that was offered. False = it is for none of these questions.</summary>
    public static bool Take(Drafted turn, string answer)
    {
        switch (turn.State.Question?.Kind)
        {
            case QuestionKind.SourceAccount when turn.Wish.From is { } place:
                turn.State = turn.State with { Wish = turn.Wish with { From = WithAccount(turn, place, answer) } };
                return true;
            case QuestionKind.TargetAccount when turn.Wish.To is { } place:
                turn.State = turn.State with { Wish = turn.Wish with { To = WithAccount(turn, place, answer) } };
                return true;
            case QuestionKind.SourcePlace when turn.Wish.From is { } place && Find(turn, place, answer) is { } found:
                turn.State = turn.State with { Wish = turn.Wish with { From = place with { Id = found.Id, Name = found.Name }, File = null } };
                return true;
            case QuestionKind.TargetPlace when turn.Wish.To is { } place && Find(turn, place, answer) is { } found:
                turn.State = turn.State with { Wish = turn.Wish with { To = place with { Id = found.Id, Name = found.Name } } };
                return true;
            default:
                return false;
        }
    }

    public static void Listed(Drafted turn, PlaceList list)
    {
        turn.State = turn.State with { Places = [.. turn.State.Places.Where(known => known.Connection != list.Connection || known.Kind != list.Kind), list] };
        Advance.Next(turn);
    }

    public static void Read(Drafted turn, PlaceRead read)
    {
        var at = turn.Wish.Sources.ToList().FindIndex(source => source.From == read.Place);
        if (at < 0)
        {
            return;
        }

        turn.Speak(at);

        // Only some rows were looked at; how many there are is known from the list.
        var counted = Find(turn, read.Place, read.Place.Name)?.Items is { } items && items > read.Table.Rows ? read.Table with { Rows = items } : read.Table;
        turn.State = turn.State with { Tables = [.. turn.State.Tables.Where(known => known.File != counted.File).TakeLast(MostTables - 1), counted] };
        Absorb.Choose(turn, Content.TableView.Of(counted));
        Advance.Next(turn);
    }

    /// <summary>What cannot be asked now; the wish stays.</summary>
    public static void Refused(Drafted turn, PlaceRefused refused)
    {
        turn.Say(refused.Reason);
        if (SignIns.Missing(turn) is { } missing)
        {
            SignIns.OfferAgain(turn, missing);
            return;
        }

        turn.State = turn.State with { Wish = turn.Wish.File is null && turn.Wish.From is { } place ? turn.Wish with { From = place with { Id = "", Name = "" } } : turn.Wish };
        turn.Ask(QuestionKind.Fault, "Say \"try again\", or tell me what I should do instead.", [], ["Try again", "Cancel"]);
    }

    private static bool Accounted(Drafted turn, AccountPlace place, QuestionKind asked, string why)
    {
        if (turn.State.SignIn is { Link.Length: > 0 } wait && wait.Integration == place.Integration && !Another(turn, place))
        {
            SignIns.Again(turn);
            return false;
        }

        var usable = turn.World.Accounts.Where(account => account.Integration == place.Integration && account.Standing == AccountStanding.Usable).ToList();
        if (place.Connection.Length > 0 && usable.Exists(account => account.Connection == place.Connection))
        {
            return true;
        }

        if (WishPlaces.Of(turn.Wish).FirstOrDefault(other
            => other.Integration == place.Integration && usable.Exists(account => account.Connection == other.Connection)) is { } same)
        {
            turn.State = turn.State with { Wish = Take(turn.Wish, asked, place with { Connection = same.Connection, Account = same.Account }) };
            return true;
        }

        switch (usable)
        {
            case []:
                SignIns.Offer(turn, place.Integration, turn.World.Accounts.Any(account => account.Integration == place.Integration)
                    ? $"Your {ServiceNames.Title(place.Integration)} account cannot be used at the moment: somebody has to sign in again." : why);
                return false;
            case [var only]:
                turn.Say($"I use your {ServiceNames.Title(only.Integration)} account {Say.Quote(only.Name)}.");
                turn.State = turn.State with { Wish = Take(turn.Wish, asked, place with { Connection = only.Connection, Account = only.Name }) };
                return true;
            default:
                var names = Names(usable);
                turn.Ask(asked, $"Which {ServiceNames.Title(place.Integration)} account shall I use: {Say.Or(names.Select(Say.Quote))}?", names);
                return false;
        }
    }

    /// <summary>While one account is being connected, the other side of the report may already have one.</summary>
    private static bool Another(Drafted turn, AccountPlace place) => place.Connection.Length > 0 && SignIns.Usable(turn, place);

    private static bool Chosen(Drafted turn, AccountPlace place, string kind, string question, string item, QuestionKind asked)
    {
        if (turn.State.Places.FirstOrDefault(known => known.Connection == place.Connection && known.Kind == kind) is not { } list)
        {
            turn.Command = new ListPlaces(place.Integration, place.Connection, kind);
            return false;
        }

        var names = list.Choices.Select(choice => choice.Name).ToList();
        var picked = place.Name.Length > 0 ? Named(place, names, asked)
            : asked == QuestionKind.SourcePlace ? PlaceFinder.InSentence(LaterWords.Of($"{turn.Wish.Goal}. {turn.State.LaterWords}"), names)
            : null;
        if (picked is null && list.Choices.Count == 0)
        {
            turn.Ask(asked, Nothing(place, kind), [], ["Try again", "Cancel"]);
            turn.State = turn.State with { Places = [.. turn.State.Places.Where(known => known != list)] };
            return false;
        }

        if (picked is null)
        {
            AskWhich(turn, place, list, question, item, asked);
            return false;
        }

        var found = list.Choices.First(choice => choice.Name == picked);
        turn.State = turn.State with { Wish = Take(turn.Wish, asked, place with { Id = found.Id, Name = found.Name }) };
        return true;
    }

    /// <summary>Where something is sent, only the very name counts: a near one may be read by others.</summary>
    private static string? Named(AccountPlace place, List<string> names, QuestionKind asked)
        => names.Find(name => Plain(name) == Plain(place.Name)) ?? (asked == QuestionKind.SourcePlace ? SaidPlaces.Match(place.Name, names) : null);

    private static void AskWhich(Drafted turn, AccountPlace place, PlaceList list, string question, string item, QuestionKind asked)
    {
        var names = list.Choices.Select(choice => choice.Name).ToList();
        if (place.Name.Length > 0 && SaidPlaces.Near(place.Name, names) is { Count: > 0 } near)
        {
            turn.Say(Absent(place, list.Kind));
            var closest = near.Select(name => Described(list.Choices.First(choice => choice.Name == name), item)).ToList();
            turn.Ask(asked, $"The closest {(closest.Count == 1 ? "is" : "are")} {Say.And(closest)}. {question} You can name any other too.", names, near);
            return;
        }

        turn.Say(place.Name.Length > 0 ? Absent(place, list.Kind) : "");
        var offered = list.Choices.Take(MostChoices).ToList();
        var more = list.Choices.Count > MostChoices ? $" and {Say.Count(list.Choices.Count - MostChoices, "more " + list.Kind)}; you can name any of them" : "";
        turn.Ask(asked, $"{question} I see {Say.And(offered.Select(choice => Described(choice, item)))}{more}.", names, [.. offered.Take(5).Select(choice => choice.Name)]);
    }

    private static string Absent(AccountPlace place, string kind)
        => $"I find no {kind} called {Say.Quote(place.Name)} in the {ServiceNames.Title(place.Integration)} account {Say.Quote(place.Account)}. Everything else you told me is kept.";

    private static string Nothing(AccountPlace place, string kind)
        => place.Integration == "notion"
            ? $"I see no {kind} in the account {Say.Quote(place.Account)}. In Notion, open the {kind}, choose \"...\", then \"Connections\", and add OmniForge; then say \"try again\"."
            : $"I see no {kind} in the account {Say.Quote(place.Account)}. Share one with OmniForge there, then say \"try again\".";

    private static string Described(PlaceChoice choice, string item)
        => Say.Quote(choice.Name) + (choice.Items is { } items && item.Length > 0 ? $" ({Say.Count(items, item)})" : "");

    private static Wish Take(Wish wish, QuestionKind asked, AccountPlace place)
        => asked is QuestionKind.SourceAccount or QuestionKind.SourcePlace ? wish with { From = place } : wish with { To = place };

    private static AccountPlace WithAccount(Drafted turn, AccountPlace place, string answer)
    {
        var usable = turn.World.Accounts.Where(account => account.Integration == place.Integration && account.Standing == AccountStanding.Usable).ToList();
        var at = Names(usable).IndexOf(answer);
        return at < 0 ? place : place with { Connection = usable[at].Connection, Account = usable[at].Name };
    }

    /// <summary>Two accounts may be called the same.</summary>
    private static List<string> Names(List<KnownAccount> accounts)
        => [.. accounts.Select((account, at) => accounts.FindIndex(other => other.Name == account.Name) == at ? account.Name : $"{account.Name} ({at + 1})")];

    private static PlaceChoice? Find(Drafted turn, AccountPlace place, string name)
        => turn.State.Places.Where(list => list.Connection == place.Connection).SelectMany(list => list.Choices).FirstOrDefault(choice => choice.Name == name);

    private static string Plain(string name) => string.Concat(Content.Stems.Of(name));

    private static void NotBuilt(Drafted turn, string integration)
    {
        turn.State = turn.State with { Wish = turn.Wish with { From = null } };
        turn.Say($"I can post to {ServiceNames.Title(integration)}, but reading from there is not something I can do in this talk yet. I can read "
            + $"{Say.Or(AccountTables.All.Select(table => ServiceNames.Title(table.Integration)))}, or a file.");
        Questions.File(turn);
    }
}
