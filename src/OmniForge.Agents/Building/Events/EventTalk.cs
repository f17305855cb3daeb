using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Events;

/// <summary>Takes what was said to start an agent into the wish.</summary>
internal static class EventTalk
{
    /// <summary>The place of a system of one's own, which no provider has.</summary>
    public const string Own = "own";

    /// <summary>True when something about an event was said or answered.</summary>
    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        if (Meant(turn.State, said, turn.World) is not { } happened)
        {
            return false;
        }

        if (happened.Services.Count > 1)
        {
            turn.State = turn.State with { OpenEvent = happened.Words };
            return true;
        }

        turn.State = turn.State with { OpenEvent = null, OpenWhen = null };
        Put(turn, happened, Known(turn.World, happened)!);
        Unchecked(turn, said);
        return true;
    }

    /// <summary>True when what is known of a system of one's own is in place.</summary>
    public static bool OwnSettled(Drafted turn, AccountPlace place)
    {
        if (turn.Wish.When?.Event?.Type != EventKind.OwnType)
        {
            turn.State = turn.State with { Wish = turn.Wish with { From = null, File = null } };
            return true;
        }

        if (turn.Table is null)
        {
            turn.State = turn.State with { Wish = turn.Wish with { File = place.Name }, Tables = [.. turn.State.Tables, EventTables.OfOwn(place.Name)] };
        }

        return true;
    }

    /// <summary>A time was said for an agent that an event starts. True when the event stays, which is then said.</summary>
    public static bool Keeps(Drafted turn, string phrase)
    {
        if (turn.Wish.When?.Event?.Kind is not { } kind)
        {
            return false;
        }

        if (kind.Table is null || AccountTables.Of(kind.Integration)?.Tool != kind.Table.Tool)
        {
            turn.Say($"It works on one {kind.Thing} at a time, and I cannot list them at set times. It stays as it was; for a time, tell me which list to read instead.");
            return true;
        }

        if (Words.Cut(phrase).Any(word => word.IsAny("also", "too", "additionally")))
        {
            turn.Say($"It works on the one {kind.Thing} that started it, so it cannot run at set times as well. It stays as it was. Build a second agent for the times, "
                + "or say \"instead\" with the time.");
            return true;
        }

        return false;
    }

    /// <summary>What a system of one's own sends is not known, so nothing about it can be tested.</summary>
    private static void Unchecked(Drafted turn, TurnUnderstanding said)
    {
        if (turn.Wish.From?.Integration == Own && Words.Cut(said.LaterWords ?? "").Any(word => word.IsAny("if", "only", "unless", "except", "where")))
        {
            turn.Say("I do not know what your system sends, so I cannot check conditions on it: the agent starts with every call.");
        }
    }

    /// <summary>Which service, when two have such things.</summary>
    public static void AskService(Drafted turn, string words)
    {
        var happened = EventReading.Find(words)!.Said;
        var titles = happened.Services.Select(ServiceNames.Title).ToList();
        turn.Ask(QuestionKind.EventService, $"Do you mean {Say.Or(titles.Select(title => $"{happened.Thing}s of {title}"))}?", titles, titles);
    }

    /// <summary>Why it cannot be waited for; null = it can, or nothing of the kind was said.</summary>
    public static string? Refusal(BuilderState state, TurnUnderstanding said, BuilderWorld world)
    {
        if (Meant(state, said, world) is not { } happened || happened.Services.Count > 1)
        {
            return null;
        }

        if (Known(world, happened) is not null)
        {
            return said.Event is null ? null : Elsewhere(state, said);
        }

        var instead = "I can look at set times instead, for instance \"every hour\".";
        if (happened.Services is not [var service])
        {
            return $"I cannot notice when something happens to {EventWords.A(happened.Thing)}. {(EventWords.Examples(world) is [var first, ..] ? $"I can start, for instance, {first}. " : "")}{instead}";
        }

        var noticed = EventWords.Noticed(world, service);
        return noticed.Length > 0 ? $"I cannot notice that in {ServiceNames.Title(service)}. There I notice {noticed}. {instead}"
            : $"{ServiceNames.Title(service)} cannot tell this OmniForge of anything yet: whoever runs it has to let {ServiceNames.Title(service)} in first. {instead}";
    }

    /// <summary>An event starts work on the thing it is about, not on a list from elsewhere.</summary>
    private static string? Elsewhere(BuilderState state, TurnUnderstanding said)
        => said.Files.Count > 0 || said.From is not null || (state.Wish.File is not null && state.Wish.From is null)
            ? "What happens can start work on the new thing itself, not on a list from another place. Tell me a set time for the list, or leave the list out."
            : null;

    private static SaidEvent? Meant(BuilderState state, TurnUnderstanding said, BuilderWorld world)
    {
        var happened = said.Event ?? (state.OpenEvent is { } words && said.Services.Count > 0 ? EventReading.Find(words)?.Said : null);
        if (happened is null || happened.Services.Count < 2)
        {
            return happened;
        }

        var named = said.Event is null ? happened.Services.Where(said.Services.Contains).ToList() : [];
        var connected = happened.Services.Where(service => world.Accounts.Any(account => account.Integration == service)).ToList();
        var served = happened.Services.Where(service => happened.In(service) is { } kind && world.Events.Any(known => known.Type == kind.Type)).ToList();
        return named is [var answered] ? Sure(happened, answered)
            : connected is [var only] ? Sure(happened, only)
            : served is [var able] ? Sure(happened, able)
            : happened;
    }

    private static SaidEvent Sure(SaidEvent happened, string service) => happened with { Services = [service], Type = happened.In(service)?.Type };

    private static KnownEvent? Known(BuilderWorld world, SaidEvent happened) => world.Events.FirstOrDefault(known => known.Type == happened.Type);

    private static void Put(Drafted turn, SaidEvent happened, KnownEvent known)
    {
        var kind = EventKind.Of(known.Type)!;
        var integration = kind.Integration.Length == 0 ? Own : kind.Integration;
        var wish = turn.Wish;
        var stays = wish.From?.Integration == integration && wish.When?.Event?.Kind?.Table?.Tool == kind.Table?.Tool
            && (happened.Place.Length == 0 || Plain(happened.Place) == Plain(wish.From.Name));
        if (!stays)
        {
            wish = wish with
            {
                From = new() { Integration = integration, Name = happened.Place, Id = integration == Own ? happened.Place : "" },
                File = integration == Own ? happened.Place : null,
            };
        }

        var event_ = new EventWish { Type = kind.Type, Notice = known.Notice, EveryMinutes = known.EveryMinutes };
        turn.State = turn.State with
        {
            Wish = wish with
            {
                When = new() { OnDemand = true, Event = event_, Sentence = EventWords.Sentence(event_, wish.From), Phrase = happened.Words },
                Services = integration == Own || wish.Services.Contains(integration) ? wish.Services : [integration, .. wish.Services],
            },
        };
    }

    /// <summary>The sentence names the place once that is known.</summary>
    public static void Refresh(Drafted turn)
    {
        if (turn.Wish.When?.Event?.Kind is { } kind && (turn.Wish.Sorts.Count > 0 || turn.Wish.Limit is not null || turn.Wish.Grouping is not null))
        {
            turn.Say($"It works on one {kind.Thing} at a time, so I left out the order, the length and the groups of a list.");
            turn.State = turn.State with { Wish = turn.Wish with { Sorts = [], Limit = null, Grouping = null } };
        }

        if (turn.Wish.When is { Event: { Kind: not null } happens } when && EventWords.Sentence(happens, turn.Wish.From) is var sentence && sentence != when.Sentence)
        {
            turn.State = turn.State with { Wish = turn.Wish with { When = when with { Sentence = sentence } } };
        }
    }

    private static string Plain(string name) => string.Concat(Content.Stems.Of(name));
}
